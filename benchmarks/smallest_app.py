"""The smallest Textual app: no Textual program can be much faster."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class SmallestApp(App[None]):
    """One line of text; q quits, other letters are answered."""

    BINDINGS = [("q", "quit", "Quit"), ("escape", "answer", "Answer")]

    def compose(self) -> ComposeResult:
        yield Static("READY")

    def action_answer(self) -> None:
        self.query_one(Static).update("ANSWERED")


if __name__ == "__main__":
    SmallestApp().run()
