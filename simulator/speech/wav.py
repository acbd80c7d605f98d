"""Recordings as WAV files (16 kHz, mono, 16 bit) that grow block by block.

While one grows, its header gives no length, as in streams; finishing writes the true one. Readers
take what is there, whatever the header says.
"""

import contextlib
import errno
import os
import struct
from pathlib import Path

RATE = 16_000
"""Samples per second."""

BYTES_A_SECOND = 2 * RATE

_UNKNOWN = 0xFFFFFFFF
_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
HEADER_BYTES = _HEADER.size


def header(size: int | None) -> bytes:
    """Return the header for `size` bytes of sound; None while that is unknown."""
    known = size is not None and size + 36 < _UNKNOWN
    riff, data = (size + 36, size) if size is not None and known else (_UNKNOWN, _UNKNOWN)
    return _HEADER.pack(
        b"RIFF", riff, b"WAVE", b"fmt ", 16, 1, 1, RATE, BYTES_A_SECOND, 2, 16, b"data", data
    )


_OURS = header(0)[:4] + header(0)[8:40]
"""Everything in a header except the lengths."""


class GrowingWav:
    """A file to append sound to; when `write` returns, the sound is with the system."""

    def __init__(self, path: Path) -> None:
        """Create the file, or continue it. Raises OSError."""
        path.parent.mkdir(mode=0o700, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        self._file = os.open(path, flags, 0o600)
        try:
            # The last run may have ended within a header or a sample.
            there = os.fstat(self._file).st_size - HEADER_BYTES
            self.size = max(0, there) // 2 * 2
            os.lseek(self._file, 0, os.SEEK_SET)
            self._write(header(None))
            os.ftruncate(self._file, HEADER_BYTES + self.size)
            os.lseek(self._file, 0, os.SEEK_END)
        except OSError:
            os.close(self._file)
            raise

    @property
    def seconds(self) -> float:
        """The length of the sound."""
        return self.size / BYTES_A_SECOND

    def write(self, block: bytes) -> None:
        """Append sound. Raises OSError; a partial sample is then removed."""
        try:
            self._write(block)
        except OSError:
            with contextlib.suppress(OSError):
                self.cut(self.size)
            raise
        self.size += len(block)

    def silence(self, size: int) -> None:
        """Append `size` bytes of silence. Raises OSError."""
        while size > 0:
            block = bytes(min(size // 2 * 2 or 2, BYTES_A_SECOND))
            self.write(block)
            size -= len(block)

    def cut(self, size: int) -> None:
        """Keep only `size` bytes of sound. Raises OSError."""
        os.ftruncate(self._file, HEADER_BYTES + size)
        os.lseek(self._file, 0, os.SEEK_END)
        self.size = size

    def finish(self) -> None:
        """Write the true length and close the file; may be called twice. Never raises."""
        if self._file < 0:
            return
        with contextlib.suppress(OSError):
            os.lseek(self._file, 0, os.SEEK_SET)
            self._write(header(self.size))
        with contextlib.suppress(OSError):
            os.close(self._file)
        self._file = -1

    def _write(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._file, rest) :]


def read_frames(path: Path) -> bytes:
    """Return a recording's samples. Raises OSError, also if the file is not one."""
    with path.open("rb") as file:
        head = file.read(HEADER_BYTES)
        if len(head) == HEADER_BYTES and head[:4] + head[8:40] != _OURS:
            raise OSError(errno.EINVAL, "it is not a recording of this program", str(path))
        frames = file.read()
    return frames[: len(frames) // 2 * 2]


def recorded_seconds(path: Path) -> float:
    """Return the length of a recording. Raises OSError."""
    return max(0, path.stat().st_size - HEADER_BYTES) // 2 * 2 / BYTES_A_SECOND
