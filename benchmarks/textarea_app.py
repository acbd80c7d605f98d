"""A bare text area of a given height: what a key costs where nothing else is on the screen."""

import sys

from textual.app import App, ComposeResult
from textual.widgets import TextArea


class TextAreaApp(App[None]):
    """Its argument is the height in lines, with the border."""

    BINDINGS = [("f10", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        area = TextArea()
        area.styles.height = int(sys.argv[1])
        yield area

    def on_mount(self) -> None:
        self.query_one(TextArea).border_title = "READY"
        self.query_one(TextArea).focus()


if __name__ == "__main__":
    TextAreaApp().run()
