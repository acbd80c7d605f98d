"""Textual's driver for Linux and macOS, hardened against misbehaving terminals.

Unlike the stock driver: input that is not UTF-8 becomes U+FFFD; losing the terminal ends the app,
while a broken or stalled one never blocks it; a bare SIGSTOP and SIGCONT do no harm; sizes are
bounded; the input thread sleeps until there is input, so quitting and a lone Esc are immediate,
and an idle app uses no CPU.
"""

from __future__ import annotations

import asyncio
import os
import select
import shutil
import signal
import sys
from contextlib import suppress
from threading import Event
from typing import Any

from textual import constants, events, screen
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.message import Message

from simulator.system.terminal import leave_full_screen
from simulator.ui.terminal.input import TerminalInput
from simulator.ui.terminal.output import TerminalOutput
from simulator.ui.terminal.signals import leave_signals_to_main_thread, wake_on_signals

MOST_COLUMNS = 1000
MOST_LINES = 400
ESCAPE_DELAY = 0.02
"""Seconds until a lone ESC counts as the Esc key; `ESCDELAY` (milliseconds) overrides it."""
PAINT_SECONDS = 0.002
"""Minimum time between two frames. Textual's 17 ms would delay a key that follows a tick."""
HANGUP_CODE = 128 + signal.SIGHUP
"""The exit code when the terminal goes away."""


class SafeDriver(LinuxDriver):
    """Pass it to an app as `driver_class`, unless `TEXTUAL_DRIVER` names another driver."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Like the stock driver; `size` is in columns and lines, None to detect it."""
        self._screen = sys.__stderr__.fileno() if sys.__stderr__ else 2
        size = _bounded(*(size or _size_of(self._screen)))
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._safe_app = app
        self._safe_loop = asyncio.get_running_loop()
        self._output: TerminalOutput | None = None
        self._stopped_by_us = False
        self._restarting = False
        self._bell = _Doorbell()
        self.exit_event = self._bell
        if "ESCDELAY" not in os.environ:
            constants.ESCAPE_DELAY = ESCAPE_DELAY  # type: ignore[misc]
        screen.UPDATE_PERIOD = PAINT_SECONDS  # type: ignore[misc]
        wake_on_signals(self._safe_loop)
        signal.signal(signal.SIGTSTP, self._on_stop)
        signal.signal(signal.SIGCONT, self._on_continue)

    @property
    def has_terminal(self) -> bool:
        """True while we hold the terminal, full-screen and in raw mode."""
        return self._output is not None

    def write(self, data: str) -> None:
        """Queue text for the terminal; never blocks."""
        if self._output is not None:
            self._output.write(data)

    def start_application_mode(self) -> None:
        """Take the terminal."""
        self._output = TerminalOutput(
            self._screen,
            on_gap=lambda: self._in_loop(self._redraw),
            on_broken=self._terminal_gone,
        )
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def stop_application_mode(self) -> None:
        """Restore the terminal."""
        if self._output is not None:
            self._output.skip_to_now()
        super().stop_application_mode()

    def close(self) -> None:
        """Write what is left, but don't wait for a terminal that accepts nothing."""
        super().close()
        output, self._output = self._output, None
        if output is not None and not output.close():
            leave_full_screen(self._screen)

    def run_input_thread(self) -> None:
        """Read until asked to stop, or until the terminal is gone."""
        leave_signals_to_main_thread()
        terminal = TerminalInput(self._debug)
        bell = self._bell
        while not bell.is_set():
            try:
                ready, _, _ = select.select([self.fileno, bell], [], [], terminal.patience)
                if bell.is_set():
                    return
                data = os.read(self.fileno, 4096) if self.fileno in ready else None
            except (OSError, ValueError):
                data = b""
            if data == b"":
                self._terminal_gone()
                return
            for message in terminal.feed(data) if data else terminal.silence():
                self.process_message(message)

    def process_message(self, message: Message) -> None:
        """Pass an event on to the app, with bounded sizes."""
        if isinstance(message, events.Resize):
            size = Size(*_bounded(*message.size))
            message = events.Resize(size, size, size, message.pixel_size)
        super().process_message(message)

    def _get_terminal_size(self) -> tuple[int, int]:
        return _bounded(*_size_of(self._screen))

    def _terminal_gone(self) -> None:
        self._in_loop(self._safe_app.exit, None, HANGUP_CODE)

    def _in_loop(self, function: Any, *arguments: Any) -> None:
        with suppress(RuntimeError):  # the loop has ended: nothing left to do
            self._safe_loop.call_soon_threadsafe(function, *arguments)

    def _redraw(self) -> None:
        self._safe_app.refresh(layout=True)

    def _on_stop(self, *_: object) -> None:
        """SIGTSTP: restore the terminal, then stop."""
        if self.has_terminal:
            self._stopped_by_us = True
            self.suspend_application_mode()
        os.kill(os.getpid(), signal.SIGSTOP)

    def _on_continue(self, *_: object) -> None:
        """SIGCONT, after our own stop or a bare SIGSTOP; the shell has had the terminal."""
        if self._restarting or not (self._stopped_by_us or self.has_terminal):
            return
        self._restarting = True
        try:
            while not self._in_foreground():  # continued by `bg`
                os.kill(os.getpid(), signal.SIGSTOP)
            if self.has_terminal:
                self.suspend_application_mode()
            self._stopped_by_us = False
            self.resume_application_mode()
            self.send_message(self.SignalResume())
            self._in_loop(self._redraw)
        finally:
            self._restarting = False

    def _in_foreground(self) -> bool:
        try:
            return os.tcgetpgrp(self.fileno) == os.getpgrp()
        except OSError:  # no terminal any more: the input thread will notice
            return True


class _Doorbell(Event):
    """A threading event that `select` can wait on."""

    def __init__(self) -> None:
        super().__init__()
        self._read, self._write = os.pipe()
        os.set_blocking(self._read, False)
        os.set_blocking(self._write, False)

    def fileno(self) -> int:
        return self._read

    def set(self) -> None:
        super().set()
        with suppress(BlockingIOError):
            os.write(self._write, b"\0")

    def clear(self) -> None:
        super().clear()
        with suppress(BlockingIOError):
            while os.read(self._read, 64):
                pass


def _size_of(terminal: int) -> tuple[int, int]:
    """Return the columns and lines of a terminal: its own answer before the environment's.

    `COLUMNS` and `LINES` are often left over from another window, which would cut the screen in
    half. They are only a fallback for a terminal that does not know its size.
    """
    with suppress(OSError, ValueError):
        columns, lines = os.get_terminal_size(terminal)
        if columns > 0 and lines > 0:
            return columns, lines
    return shutil.get_terminal_size()


def _bounded(columns: int, lines: int) -> tuple[int, int]:
    """Limit a size to what can be laid out, whatever the terminal claims."""
    return min(columns, MOST_COLUMNS), min(lines, MOST_LINES)
