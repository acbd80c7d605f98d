"""Writing to a terminal that may be slow, stalled or gone, without ever waiting for it."""

from __future__ import annotations

import os
import select
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread

from textual._ansi_sequences import SYNC_END, SYNC_START

from simulator.system.terminal import open_without_blocking
from simulator.ui.terminal.signals import leave_signals_to_main_thread

LIMIT = 250_000
"""Bytes that may wait; what comes then is dropped, and the screen redrawn later."""

AT_ONCE = 4_000
"""Bytes at most that are written without the thread, which takes its time to wake."""

_WORTH_SHOWING = 50_000
_PATIENCE = 0.3
_LONGEST_CLOSE = 2.0
# Cancels a sequence that was cut off, and ends a frame that was.
_AFTER_CUT = b"\x18\x1b[?2026l"


class TerminalOutput:
    """Writes what a terminal takes at once, and the rest in a thread.

    `write` never blocks and may be called from a signal handler.
    """

    def __init__(
        self, descriptor: int, *, on_gap: Callable[[], None], on_broken: Callable[[], None]
    ) -> None:
        """Both callbacks come from the thread: text was dropped, but now all is written; and
        the terminal is gone, nothing will be written any more.
        """
        self._descriptor = open_without_blocking(descriptor)
        self._on_gap = on_gap
        self._on_broken = on_broken
        self._never_waits = not os.get_blocking(self._descriptor)
        self._frame = ""
        # Its `put` is reentrant, as a Queue's is not. All bytes come with their place in the
        # stream of them; places before `_skip` are not written.
        self._queue: SimpleQueue[tuple[int, bytes] | None] = SimpleQueue()
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
        """Write what has no need to wait, a frame when it is whole; queue the rest.

        Dropped whole when too much waits or nobody is there.
        """
        if not self._frame and text != SYNC_START:
            self._write(text)
            return
        self._frame += text
        if text == SYNC_END:
            self._write_frame()

    def _write_frame(self) -> None:
        if self._frame:
            frame, self._frame = self._frame, ""
            self._write(frame)

    def _write(self, text: str) -> None:
        if self._broken:
            return
        if self._put - self._done > LIMIT:
            self._gap = True
            return
        data, place = text.encode("utf-8", "replace"), self._put
        # Counted first: what a signal handler writes meanwhile comes behind it.
        self._put += len(data)
        if self._never_waits and place == self._done and len(data) <= AT_ONCE:
            written = 0
            with suppress(OSError):  # The thread will meet it as well, and tell.
                written = os.write(self._descriptor, data)
            if written == len(data):
                self._done = self._put
                return
            data, place = data[written:], place + written
        self._queue.put((place, data))

    def skip_to_now(self) -> None:
        """Forget what waits if it is too much to be worth showing; what comes is no frame."""
        self._write_frame()
        if self._put - self._done > _WORTH_SHOWING:
            self._skip_all()

    def close(self) -> bool:
        """Write what waits and end the thread; False if the terminal did not take all of it."""
        self._write_frame()
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
            descriptor, self._descriptor = self._descriptor, -1
            for each in (*self._bell, descriptor):
                os.close(each)
        return complete

    def _skip_all(self) -> None:
        self._skip = self._put
        os.write(self._bell[1], b"\0")

    def _run(self) -> None:
        leave_signals_to_main_thread()
        cut = False
        while (batch := self._take()) is not None:
            place, end, data = batch
            if cut:
                data = _AFTER_CUT + data
            try:
                cut = not self._write_all(data, place)
            except (OSError, ValueError):
                self._broken = True
                self._on_broken()
                return
            caught_up = self._put == end  # Before others may write.
            self._done = end
            if self._gap and caught_up:
                self._gap = False
                self._on_gap()

    def _take(self) -> tuple[int, int, bytes] | None:
        """All that waits: the place of its last part, where it ends, and the parts; None: end."""
        item = self._queue.get()
        if item is None:
            return None
        place, data = item
        end, parts = place + len(data), [self._unless_skipped(place, data)]
        with suppress(Empty):
            while True:
                item = self._queue.get_nowait()
                if item is None:
                    self._queue.put(None)
                    break
                place, data = item
                end = place + len(data)
                parts.append(self._unless_skipped(place, data))
        return place, end, b"".join(parts)

    def _unless_skipped(self, place: int, data: bytes) -> bytes:
        # What is skipped may have been begun without the thread.
        return data if place >= self._skip else _AFTER_CUT

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
