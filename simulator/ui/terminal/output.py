"""Writing to a terminal that may be slow, stalled or gone, without ever blocking."""

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
"""Bytes that may be queued; beyond them output is dropped, and the screen redrawn later."""

AT_ONCE = 4_000
"""Up to this many bytes are written without the thread, which is slow to wake."""

_WORTH_SHOWING = 50_000
_PATIENCE = 0.3
_LONGEST_CLOSE = 2.0
# Cancels an escape sequence that was cut off, and ends a synchronised frame that was.
_AFTER_CUT = b"\x18\x1b[?2026l"


class TerminalOutput:
    """Writes what the terminal accepts at once, and the rest in a thread.

    `write` never blocks and may be called from a signal handler.
    """

    def __init__(
        self, descriptor: int, *, on_gap: Callable[[], None], on_broken: Callable[[], None]
    ) -> None:
        """Both callbacks are called in the thread: `on_gap` when the queue has drained after
        text was dropped, `on_broken` when the terminal is gone and nothing more will be written.
        """
        self._descriptor = open_without_blocking(descriptor)
        self._on_gap = on_gap
        self._on_broken = on_broken
        self._never_waits = not os.get_blocking(self._descriptor)
        self._frame = ""
        # Unlike a Queue's, its `put` is reentrant. Each item carries its offset in the stream
        # of all bytes; what is before offset `_skip` is not written.
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
        """Write at once what the terminal can take, frames only when complete; queue the rest.

        Text is dropped, always whole, when too much is queued or the terminal is gone.
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
        # Counted first, so that what a signal handler writes now comes after it.
        self._put += len(data)
        if self._never_waits and place == self._done and len(data) <= AT_ONCE:
            written = 0
            with suppress(OSError):  # The thread will get the same error, and report it.
                written = os.write(self._descriptor, data)
            if written == len(data):
                self._done = self._put
                return
            data, place = data[written:], place + written
        self._queue.put((place, data))

    def skip_to_now(self) -> None:
        """End the current frame, and drop the queue if it is too long to be worth showing."""
        self._write_frame()
        if self._put - self._done > _WORTH_SHOWING:
            self._skip_all()

    def close(self) -> bool:
        """Write the queue and end the thread; False if the terminal did not take all of it."""
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
        if not self._thread.is_alive():  # alive only where a write blocks, as in a pipe
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
        """Wait for and take the whole queue; None at the end.

        Return the offset of its last part, the offset behind it, and the bytes of all parts.
        """
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
        # The beginning of a skipped part may have been written without the thread.
        return data if place >= self._skip else _AFTER_CUT

    def _write_all(self, data: bytes, place: int) -> bool:
        """Write `data`; False if it was cut short because it had become too old."""
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
