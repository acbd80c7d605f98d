"""Writing to a terminal that may be slow, stalled or gone, without ever waiting for it."""

from __future__ import annotations

import os
import select
import termios
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread

LIMIT = 1_000_000
"""Characters that may wait; what comes then is dropped, and the screen redrawn later."""

_WORTH_SHOWING = 50_000
_CLOSE_PATIENCE = 0.3


class TerminalOutput:
    """A thread that writes; `write` never blocks and may be called from a signal handler."""

    def __init__(
        self, descriptor: int, *, on_gap: Callable[[], None], on_broken: Callable[[], None]
    ) -> None:
        """Both callbacks come from the thread: text was dropped, but now all is written; and
        the terminal is gone, nothing will be written any more.
        """
        self._descriptor = descriptor
        self._on_gap = on_gap
        self._on_broken = on_broken
        # Its `put` is reentrant, as a Queue's is not.
        self._queue: SimpleQueue[str | None] = SimpleQueue()
        self._put = 0
        self._taken = 0
        self._gap = False
        self._broken = False
        self._thread = Thread(target=self._run, name="terminal-output", daemon=True)
        self._thread.start()

    def write(self, text: str) -> None:
        """Queue text; dropped whole when too much waits or nobody is there."""
        if self._broken:
            return
        if self._put - self._taken > LIMIT:
            self._gap = True
            return
        self._put += len(text)
        self._queue.put(text)

    def skip_to_now(self) -> None:
        """Forget what waits if it is too much to be worth showing."""
        if self._put - self._taken > _WORTH_SHOWING:
            self._empty()
            self._put = self._taken = 0

    def close(self) -> None:
        """Write what waits and end the thread; give up on a terminal that nobody reads."""
        self._queue.put(None)
        self._thread.join(_CLOSE_PATIENCE)
        if self._thread.is_alive():
            with suppress(termios.error, OSError):
                termios.tcflush(self._descriptor, termios.TCOFLUSH)
            self._thread.join(_CLOSE_PATIENCE)

    def _run(self) -> None:
        going_on = True
        while going_on:
            pieces = [self._queue.get()]
            with suppress(Empty):
                while pieces[-1] is not None:
                    pieces.append(self._queue.get_nowait())
            going_on = pieces[-1] is not None
            text = "".join(piece for piece in pieces if piece is not None)
            try:
                self._write_all(text.encode("utf-8", "replace"))
            except (OSError, ValueError):
                self._broken = True
                self._empty()
                self._on_broken()
                return
            self._taken += len(text)
            if self._gap and self._put <= self._taken:
                self._gap = False
                self._on_gap()

    def _write_all(self, data: bytes) -> None:
        while data:
            try:
                data = data[os.write(self._descriptor, data) :]
            except BlockingIOError:  # another program has made the shared terminal non-blocking
                select.select([], [self._descriptor], [])

    def _empty(self) -> None:
        with suppress(Empty):
            while True:
                self._queue.get_nowait()
