"""Writing to a terminal that may be slow, stalled or gone, without ever waiting for it."""

from __future__ import annotations

import os
import select
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread

from simulator.system.terminal import open_without_blocking
from simulator.ui.terminal.signals import leave_signals_to_main_thread

LIMIT = 250_000
"""Characters that may wait; what comes then is dropped, and the screen redrawn later."""

_WORTH_SHOWING = 50_000
_PATIENCE = 0.3
_LONGEST_CLOSE = 2.0
# Cancels a sequence that was cut off, and ends a frame that was.
_AFTER_CUT = "\x18\x1b[?2026l"


class TerminalOutput:
    """A thread that writes; `write` never blocks and may be called from a signal handler."""

    def __init__(
        self, descriptor: int, *, on_gap: Callable[[], None], on_broken: Callable[[], None]
    ) -> None:
        """Both callbacks come from the thread: text was dropped, but now all is written; and
        the terminal is gone, nothing will be written any more.
        """
        self._descriptor = open_without_blocking(descriptor)
        self._on_gap = on_gap
        self._on_broken = on_broken
        # Its `put` is reentrant, as a Queue's is not. Each text comes with its place in the
        # stream of all characters; places before `_skip` are not written.
        self._queue: SimpleQueue[tuple[int, str] | None] = SimpleQueue()
        self._put = 0
        self._done = 0
        self._skip = 0
        self._written = 0
        self._gap = False
        self._broken = False
        self._bell = os.pipe()
        self._thread = Thread(target=self._run, name="terminal-output", daemon=True)
        self._thread.start()

    def write(self, text: str) -> None:
        """Queue text; dropped whole when too much waits or nobody is there."""
        if self._broken:
            return
        if self._put - self._done > LIMIT:
            self._gap = True
            return
        self._queue.put((self._put, text))
        self._put += len(text)

    def skip_to_now(self) -> None:
        """Forget what waits if it is too much to be worth showing."""
        if self._put - self._done > _WORTH_SHOWING:
            self._skip_all()

    def close(self) -> bool:
        """Write what waits and end the thread; False if the terminal did not take all of it."""
        self._queue.put(None)
        seen, waited = -1, 0.0
        while self._thread.is_alive() and seen != self._written and waited < _LONGEST_CLOSE:
            seen = self._written
            self._thread.join(_PATIENCE)
            waited += _PATIENCE
        complete = not self._thread.is_alive() and not self._broken
        self._skip_all()
        self._thread.join(_PATIENCE)
        if not self._thread.is_alive():  # it can only be where writes can block, in a pipe
            for descriptor in (*self._bell, self._descriptor):
                os.close(descriptor)
        return complete

    def _skip_all(self) -> None:
        self._skip = self._put
        os.write(self._bell[1], b"\0")

    def _run(self) -> None:
        leave_signals_to_main_thread()
        cut = False
        while (batch := self._take()) is not None:
            place, end, text = batch
            data = (_AFTER_CUT + text if cut else text).encode("utf-8", "replace")
            try:
                cut = not self._write_all(data, place)
            except (OSError, ValueError):
                self._broken = True
                self._on_broken()
                return
            self._done = end
            if self._gap and self._put == end:
                self._gap = False
                self._on_gap()

    def _take(self) -> tuple[int, int, str] | None:
        """All that waits: the place of its last text, where it ends, and the texts; None: end."""
        item = self._queue.get()
        if item is None:
            return None
        place, text = item
        end, texts = place + len(text), [text] if place >= self._skip else []
        with suppress(Empty):
            while True:
                item = self._queue.get_nowait()
                if item is None:
                    self._queue.put(None)
                    break
                place, text = item
                end = place + len(text)
                if place >= self._skip:
                    texts.append(text)
        return place, end, "".join(texts)

    def _write_all(self, data: bytes, place: int) -> bool:
        """Write; False if it was cut short because it has become too old."""
        while data:
            try:
                written = os.write(self._descriptor, data)
            except BlockingIOError:
                if place < self._skip:
                    return False
                ready, _, _ = select.select([self._bell[0]], [self._descriptor], [])
                if ready:
                    os.read(self._bell[0], 1)
            else:
                self._written += written
                data = data[written:]
        return True
