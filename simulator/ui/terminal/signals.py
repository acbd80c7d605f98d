"""Signals that end the program: save first, then ask it to exit, then force it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import signal
import sys
from collections.abc import Callable
from threading import Thread
from types import FrameType
from typing import Any

DEADLINE = 1.5
"""Seconds from a signal to the end of the process, even if something hangs."""

_NAMES = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT")


class SignalHandlers:
    """Handlers for the signals that end an app; the exit code is 128 + the signal's number.

    They are set by `signal.signal`, because an event loop's handlers wait for the loop. A handler
    may run between any two instructions of the main thread, so it takes no lock, and what it
    calls must take none that the main thread may hold.
    """

    def __init__(
        self,
        *,
        save: Callable[[], None],
        ask_to_exit: Callable[[int], None],
        restore: Callable[[], None],
        deadline: float = DEADLINE,
    ) -> None:
        """Install the handlers, from the main thread; ignored signals (`nohup`) stay ignored.

        `save` is called on every signal, though never re-entrantly; `ask_to_exit` on the first,
        with the exit code. If the process still runs `deadline` seconds later, `restore` is
        called in another thread, and the process is ended.
        """
        self.exit_code: int | None = None
        self._save = save
        self._ask_to_exit = ask_to_exit
        self._restore = restore
        self._deadline = deadline
        self._saving = False
        self._before: dict[signal.Signals, Any] = {}
        self._read, self._write = os.pipe()
        # Started now: starting a thread takes locks that the interrupted code may hold.
        self._thread = Thread(target=self._insist, name="exit-deadline", daemon=True)
        self._thread.start()
        for name in _NAMES:
            number = getattr(signal, name, None)  # Windows has no SIGHUP
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, self._on_signal)

    def remove(self) -> None:
        """Restore the former handlers; does nothing once a signal has come."""
        if self.exit_code is not None:
            return
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._before.clear()
        os.close(self._write)
        self._thread.join()
        os.close(self._read)

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        first = self.exit_code is None
        if first:
            self.exit_code = 128 + number
            os.write(self._write, b"!")
        if not self._saving:
            self._saving = True
            try:
                with contextlib.suppress(Exception):  # there is nobody left to tell
                    self._save()
            finally:
                self._saving = False
        if first:
            self._ask_to_exit(128 + number)

    def _insist(self) -> None:
        leave_signals_to_main_thread()
        if not os.read(self._read, 1):  # removed without a signal
            return
        select.select([self._read], [], [], self._deadline)
        if self.exit_code is None:  # reset by a test
            return
        try:
            self._restore()
        finally:
            os._exit(self.exit_code)


def wake_on_signals(loop: asyncio.AbstractEventLoop) -> None:
    """Let every signal wake a waiting event loop; call this in the main thread.

    The kernel may deliver a signal to another thread. Then nothing interrupts the waiting main
    thread, the only one in which Python calls handlers.
    """
    read, write = os.pipe()
    os.set_blocking(read, False)
    os.set_blocking(write, False)
    loop.add_reader(read, os.read, read, 4096)
    signal.set_wakeup_fd(write, warn_on_full_buffer=False)


def leave_signals_to_main_thread() -> None:
    """Block all signals in the calling thread."""
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
