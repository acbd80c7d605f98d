"""The driver for a program in a browser tab: it saves and exits with the tab or the server."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from typing import Any

from textual import messages
from textual.app import App
from textual.drivers.web_driver import WebDriver


class TabDriver(WebDriver):
    """Textual's driver for browsers, with a safe exit, and without errors from a closed pipe."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._loop_of_app = asyncio.get_running_loop()
        self._write = self._write_if_taken  # type: ignore[assignment]

    def start_application_mode(self) -> None:
        """Take over the screen, but keep the app's own signal handlers."""
        own = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
        super().start_application_mode()
        for number, handler in own.items():
            if callable(handler) and handler is not signal.default_int_handler:
                self._loop_of_app.remove_signal_handler(number)
                signal.signal(number, handler)

    def run_input_thread(self) -> None:
        """Read until the server closes the pipe, then exit."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._leave_soon()

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Obey the server; when the tab ends, save first."""
        if packet_type == "quit":
            self._leave_soon()
        else:
            super().on_meta(packet_type, payload)

    def _leave_soon(self) -> None:
        with contextlib.suppress(RuntimeError):  # The loop has ended: we are already exiting.
            self._loop_of_app.call_soon_threadsafe(self._leave)

    def _leave(self) -> None:
        # Save while the screens still exist: only they hold what was typed last.
        save = getattr(self._app, "save_now", None)
        if save is not None:
            save()
        self._app.post_message(messages.ExitApp())

    def _write_if_taken(self, data: bytes) -> int:
        with contextlib.suppress(BrokenPipeError):
            return os.write(self.fileno, data)
        return 0
