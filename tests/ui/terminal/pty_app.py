"""A tiny app with every way to go wrong, run inside a pty: `pty_app.py APP DRIVER [OPTION ...]`.

APP is `safe` (SafeApp) or `stock` (Textual's App), DRIVER `safe` or `stock`. Options: `tick`
(a counter each 20 ms, also appended to `ticks` in the folder), `nohup` (SIGHUP ignored), `leave`
(end by `leave`). What is typed is "saved" into `saved` in the folder $PTY_FOLDER.
Keys: F2 raises, F3 a thread raises, F4 a task raises, F5 blocks the event loop for a minute, F6
leaves by a cancelled handler, F7 stops the process as ctrl+z would, F8 raises in a worker,
F9 lends the terminal to another program until that ends.
"""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from textual import events
from textual.app import App, ComposeResult
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.widgets import Input, Static

from simulator.ui.safe_app import SafeApp, leave
from simulator.ui.terminal.driver import SafeDriver
from tests.ui.terminal.pty_keys import SECRET

FOLDER = Path(os.environ["PTY_FOLDER"])
OPTIONS = sys.argv[3:]


class Tiny(App[int]):
    """Shows what was typed, how often Esc came, and a counter."""

    text = ""
    ticks = 0
    escapes = 0

    def compose(self) -> ComposeResult:
        """Compose the widgets."""
        yield Static("READY", id="ready")
        field = Input(id="field")
        field.cursor_blink = False
        yield field
        yield Static("", id="key")
        yield Static("", id="count")

    def on_mount(self) -> None:
        """Start the counter."""
        if "tick" in OPTIONS:
            self.set_interval(0.02, self.tick)

    def tick(self) -> None:
        """Count on the screen (in a wide line, so that a stall comes soon) and on disk."""
        self.ticks += 1
        digit = str(self.ticks % 10)
        self.query_one("#count", Static).update(f"tick {self.ticks} {digit * 1000}")
        with (FOLDER / "ticks").open("ab") as file:
            file.write(b".")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep a copy outside of the widget."""
        self.text = event.value

    def on_key(self, event: events.Key) -> None:
        """Show the key; fail as asked."""
        if event.key == "escape":
            self.escapes += 1
            self.query_one("#key", Static).update(f"escape {self.escapes}")
        action = getattr(self, f"key_{event.key}_asked", None)
        if action is not None:
            action()

    def key_f2_asked(self) -> None:
        """Raise an exception in a handler, with a secret in its locals and its message."""
        private = SECRET
        raise ValueError(f"bad answer: {private}")

    def key_f3_asked(self) -> None:
        """Raise an exception in a bare thread."""
        threading.Thread(target=self.key_f2_asked).start()

    def key_f4_asked(self) -> None:
        """Raise an exception in a bare task."""

        async def fail() -> None:
            self.key_f2_asked()

        task = asyncio.get_running_loop().create_task(fail())
        del task
        # It is reported when the task is collected; an otherwise idle app creates no garbage.
        self.set_timer(0.05, gc.collect)

    def key_f5_asked(self) -> None:
        """Block the event loop."""
        (FOLDER / "blocked").touch()
        time.sleep(60)

    def key_f6_asked(self) -> None:
        """Cancel a handler."""
        raise asyncio.CancelledError

    def key_f7_asked(self) -> None:
        """Suspend, as by ctrl+z."""
        self.action_suspend_process()

    def key_f8_asked(self) -> None:
        """Raise an exception in a worker."""

        async def fail() -> None:
            self.key_f2_asked()

        self.run_worker(fail())

    def key_f9_asked(self) -> None:
        """Run another program, as for $EDITOR."""
        with self.suspend():
            subprocess.run(["sh", "-c", "echo EDITOR; exec sleep 60"])


class SafeTiny(Tiny, SafeApp):
    """The tiny app with our safe exits."""

    def save_now(self) -> None:
        """Save."""
        (FOLDER / "saved").write_text(self.text, encoding="utf-8")

    def where_is_it_safe(self) -> str:
        """Say where."""
        return str(FOLDER / "saved")

    def crash_folder(self) -> Path:
        """Here."""
        return FOLDER / "crashes"


def main() -> None:
    """Run the app that the arguments name."""
    drivers: dict[str, type[Driver]] = {"safe": SafeDriver, "stock": LinuxDriver}
    apps: dict[str, type[Any]] = {"safe": SafeTiny, "stock": Tiny}
    if "nohup" in OPTIONS:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    app = apps[sys.argv[1]](driver_class=drivers[sys.argv[2]])
    if isinstance(app, SafeApp):
        code = app.run_safely()
    else:
        app.run()
        code = app.return_code or 0
    if "leave" in OPTIONS:
        leave(code)
    sys.exit(code)


if __name__ == "__main__":
    main()
