"""A small app for a tab: shows what is typed, counts clicks, and leaves a note when it exits."""

import os
import sys
from pathlib import Path

from textual import on
from textual.app import App, ComposeResult
from textual.widgets import Button, Input, Static


class TinyApp(App[None]):
    """Its first argument is a folder for the note."""

    def compose(self) -> ComposeResult:
        yield Static("hello tab", id="hello")
        yield Input()
        yield Button("Press me")

    def on_mount(self) -> None:
        seen = [name for name in ("EDITOR", "VISUAL") if name in os.environ]
        web = os.environ.get("MOCK_INTERVIEW_WEB")
        self.query_one("#hello", Static).update(f"hello tab web={web} editors={len(seen)}")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.query_one("#hello", Static).update(f"typed <{event.value}>")

    @on(Button.Pressed)
    def _pressed(self) -> None:
        self.query_one("#hello", Static).update("pressed")

    def on_unmount(self) -> None:
        (Path(sys.argv[1]) / f"ended-{os.getpid()}").touch()


if __name__ == "__main__":
    TinyApp().run()
