"""Lines that a person types or a pipe sends, waited for no longer than there is time."""

from __future__ import annotations

import contextlib
import io
import os
import select
import time
from collections.abc import Iterator
from typing import Protocol, TextIO

from simulator.text.cleaning import clean

LONGEST_LINE = 1 << 20
"""Bytes after which a line without an end is taken as it is."""

_CHUNK = 1 << 16


class EndOfInput(Exception):
    """Nothing more comes: the file or pipe is at its end, or ctrl+d was typed."""


class LineSource(Protocol):
    """Where an interview in plain mode gets its lines from."""

    interactive: bool
    """Whether a person sits at the other end, whose Enter can be waited for."""

    def read(self, timeout: float | None = None) -> str | None:
        """The next line without its end; None after `timeout` seconds. Raises EndOfInput."""

    def give_back(self, line: str) -> None:
        """Let `line` be the next one read."""

    def typed(self) -> str:
        """What stands on a line that has not been ended yet, taken away from it."""

    def settle(self, seconds: float) -> None:
        """Drop what is typed on until the hands have been still for `seconds`."""

    def pause(self, seconds: float) -> None:
        """Let time pass."""


class Lines:
    """The lines of a stream, cleaned of control characters."""

    def __init__(self, stream: TextIO) -> None:
        self._encoding = getattr(stream, "encoding", None) or "utf-8"
        self._buffer = b""
        self._given_back: list[str] = []
        self._ended = False
        self._fd: int | None = None
        try:
            self._fd = stream.fileno()
        except (OSError, io.UnsupportedOperation):
            self._buffer = stream.read().encode(self._encoding, "replace")
            self._ended = True
        self.interactive = self._fd is not None and os.isatty(self._fd)

    def read(self, timeout: float | None = None) -> str | None:
        """See `LineSource.read`. A terminal can be read on behind an end of input."""
        deadline = None if timeout is None else time.monotonic() + timeout
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
        """See `LineSource.give_back`."""
        self._given_back.append(line)

    def typed(self) -> str:
        """See `LineSource.typed`.

        A terminal keeps an unfinished line to itself; it hands it out when told for a moment to
        stop editing lines.
        """
        with self._unedited() as fd:
            if fd is not None and self._ready(0.0):
                self._buffer += os.read(fd, _CHUNK)
        rest, self._buffer = self._buffer, b""
        return self._decode(rest) if self.interactive else ""

    def settle(self, seconds: float) -> None:
        """See `LineSource.settle`; does nothing where there is no terminal."""
        with self._unedited() as fd:
            while fd is not None and self._ready(seconds) and os.read(fd, _CHUNK):
                pass

    def pause(self, seconds: float) -> None:
        """See `LineSource.pause`."""
        time.sleep(seconds)

    def _next_line(self) -> str | None:
        if self._given_back:
            return self._given_back.pop()
        line, end, rest = self._buffer.partition(b"\n")
        if not end and not (self._ended and line) and len(line) < LONGEST_LINE:
            return None
        self._buffer = rest
        return self._decode(line)

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
            # The terminal is gone, or belongs to another program now.
            self.interactive = False
            chunk = b""
        self._buffer += chunk
        self._ended = not chunk

    @contextlib.contextmanager
    def _unedited(self) -> Iterator[int | None]:
        """The terminal without line editing and echo for a moment; None where there is none."""
        if not self.interactive or self._fd is None:
            yield None
            return
        import termios

        before = termios.tcgetattr(self._fd)
        mode = termios.tcgetattr(self._fd)
        mode[3] &= ~(termios.ICANON | termios.ECHO)
        mode[6][termios.VMIN] = 0
        mode[6][termios.VTIME] = 0
        termios.tcsetattr(self._fd, termios.TCSANOW, mode)
        try:
            yield self._fd
        finally:
            termios.tcsetattr(self._fd, termios.TCSANOW, before)
