"""The driver of a program in a browser tab: it ends the program when the server is gone."""

from __future__ import annotations

import contextlib
import os
from typing import Any

from textual import messages
from textual.app import App
from textual.drivers.web_driver import WebDriver


class TabDriver(WebDriver):
    """Textual's driver for browsers, but for an end of input, and for output nobody takes."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._write = self._write_if_taken  # type: ignore[assignment]

    def run_input_thread(self) -> None:
        """Read until the server closes the pipe; then leave the program."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.post_message(messages.ExitApp())

    def _write_if_taken(self, data: bytes) -> int:
        with contextlib.suppress(BrokenPipeError):
            return os.write(self.fileno, data)
        return 0
