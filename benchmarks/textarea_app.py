"""A bare text area of a given height: the cost of a key with nothing else on screen."""

import sys

from textual.app import App, ComposeResult
from textual.widgets import TextArea


class TextAreaApp(App[None]):
    """Its argument is the height in lines, border included."""

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
