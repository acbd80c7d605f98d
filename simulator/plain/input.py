"""Reads lines that a person types or a pipe sends, with timeouts."""

from __future__ import annotations

import contextlib
import io
import os
import re
import select
import time
from collections import deque
from collections.abc import Iterator
from typing import TextIO

from simulator.text.cleaning import cell_width, clean

LONGEST_LINE = 1 << 20
"""Bytes after which an unfinished line counts as a line."""

_CHUNK = 1 << 16
_SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|.)?")
_TYPED = re.compile(rb"[^\x00-\x1f\x7f]+|[\x00-\x1f\x7f]")


class EndOfInput(Exception):
    """No more input: the file or pipe ended, or ctrl+d was typed."""


class LineInput:
    """The lines of a stream, without control characters.

    A terminal that edits lines itself drops all but 4,095 bytes of each. So its editing is off
    while a line is awaited: typed text is echoed here, and the usual keys delete it. To read
    several lines, keep it off in between (`unedited`); otherwise text typed between two reads is
    echoed twice, and the delete keys find nothing to delete.
    """

    def __init__(self, stream: TextIO) -> None:
        self._encoding = getattr(stream, "encoding", None) or "utf-8"
        self._buffer = b""
        """The last, unfinished line."""
        self._lines: deque[bytes] = deque()
        self._given_back: list[str] = []
        self._ended = False
        self._fd: int | None = None
        try:
            self._fd = stream.fileno()
        except (OSError, io.UnsupportedOperation):
            self._take(stream.read().encode(self._encoding, "replace"))
            self._ended = True
        self.interactive = self._fd is not None and os.isatty(self._fd)
        """True if a person is at the other end, who can press Enter."""

    @contextlib.contextmanager
    def unedited(self) -> Iterator[int | None]:
        """Turn off line editing and echo for a while; yield None without a terminal."""
        if not self.interactive or self._fd is None:
            yield None
            return
        import termios

        try:
            before = termios.tcgetattr(self._fd)
            mode = termios.tcgetattr(self._fd)
        except termios.error:  # The terminal is gone.
            yield None
            return
        mode[3] &= ~(termios.ICANON | termios.ECHO)
        mode[6][termios.VMIN] = 0
        mode[6][termios.VTIME] = 0
        try:
            termios.tcsetattr(self._fd, termios.TCSANOW, mode)
            yield self._fd
        finally:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self._fd, termios.TCSANOW, before)

    def read(self, timeout: float | None = None) -> str | None:
        """Return the next line without its end; None after `timeout` seconds.

        Raises EndOfInput, after which a terminal can still be read.
        """
        if (line := self._next_line()) is not None:
            return line
        deadline = None if timeout is None else time.monotonic() + timeout
        with self.unedited():
            while (line := self._next_line()) is None:
                if self._ended:
                    self._ended = not self.interactive
                    raise EndOfInput
                left = None if deadline is None else max(0.0, deadline - time.monotonic())
                if not self._ready(left):
                    return None
                self._fill()
        return line

    def give_back(self, line: str) -> None:
        """Make `line` the next one read."""
        self._given_back.append(line)

    def typed(self) -> str:
        """Remove and return what was typed on an unfinished line."""
        with self.unedited() as fd:
            if fd is not None and self._ready(0.0):
                self._fill()
        if not self.interactive:
            return ""
        rest, self._buffer = b"\n".join([*self._lines, self._buffer]), b""
        self._lines.clear()
        return self._decode(rest)

    def settle(self, seconds: float) -> None:
        """Drop input until nothing has been typed for `seconds`; no effect without a terminal."""
        with self.unedited() as fd:
            while fd is not None and self._ready(seconds) and os.read(fd, _CHUNK):
                pass
            if fd is not None:
                self._buffer = b""

    def pause(self, seconds: float) -> None:
        """Wait for `seconds`."""
        time.sleep(seconds)

    def _next_line(self) -> str | None:
        if self._given_back:
            return self._given_back.pop()
        if self._lines:
            return self._decode(self._lines.popleft())
        if (self._ended and self._buffer) or len(self._buffer) >= LONGEST_LINE:
            rest, self._buffer = self._buffer, b""
            return self._decode(rest)
        return None

    def _take(self, data: bytes) -> None:
        """Add data that was read; its last line may be unfinished."""
        *ended, self._buffer = (self._buffer + data).split(b"\n")
        self._lines.extend(ended)

    def _decode(self, line: bytes) -> str:
        return clean(line.decode(self._encoding, "replace").removeprefix("\ufeff").rstrip("\r"))

    def _ready(self, timeout: float | None) -> bool:
        assert self._fd is not None
        return bool(select.select([self._fd], [], [], timeout)[0])

    def _fill(self) -> None:
        assert self._fd is not None
        try:
            chunk = os.read(self._fd, _CHUNK)
        except OSError:
            # The terminal is gone, or now belongs to another program.
            self.interactive = False
            chunk = b""
        self._ended = not chunk
        if self.interactive:
            for typed in _TYPED.findall(_SEQUENCE.sub(b"", chunk)):
                self._edit(typed)
        else:
            self._take(chunk)

    def _edit(self, typed: bytes) -> None:
        """Handle keys as a terminal does while a line is edited."""
        match typed:
            case b"\x7f" | b"\b":
                self._take_back(1)
            case b"\x15":  # ctrl+u
                self._take_back(len(self._buffer))
            case b"\x17":  # ctrl+w
                words = self._buffer.decode(self._encoding, "replace")
                self._take_back(len(words) - (words.rstrip().rfind(" ") + 1))
            case b"\x04" | b"\0":  # ctrl+d; NUL if typed between two reads
                self._ended = not self._buffer
            case _ if typed >= b" " or typed in (b"\n", b"\t"):
                self._echo(typed)
                self._take(typed)

    def _take_back(self, letters: int) -> None:
        text = self._buffer.decode(self._encoding, "replace")
        kept, gone = text[: max(0, len(text) - letters)], text[max(0, len(text) - letters) :]
        self._buffer = kept.encode(self._encoding, "replace")
        self._echo(b"\b \b" * cell_width(gone))

    def _echo(self, shown: bytes) -> None:
        assert self._fd is not None
        with contextlib.suppress(OSError):  # A terminal opened for reading only.
            os.write(self._fd, shown)
