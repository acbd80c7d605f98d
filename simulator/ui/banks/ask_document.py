"""Which document to import: a path, completed by Tab, or a text that is pasted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual import events, on
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from simulator.text.cleaning import printable
from simulator.ui.banks.paths import completed
from simulator.ui.keys.table import bind
from simulator.ui.widgets.dialogs import Ask

_HINT = "A file or a folder; Tab completes. Or paste the questions themselves."
_MOST_SHOWN = 6


class PathInput(Input):
    """Takes a path; several pasted lines are no path, but a document."""

    TAKES_LINES = True

    @dataclass
    class Document(Message):
        """A text of several lines was pasted."""

        text: str

    def on_paste(self, event: events.Paste) -> None:
        """Announce several lines; one is for Textual, which comes next."""
        if len(event.text.strip().splitlines()) > 1:
            event.stop()
            event.prevent_default()
            self.post_message(self.Document(event.text))


class AskDocument(Ask):
    """Returns what was written; `pasted` is called with a text that was pasted instead."""

    CSS_PATH = "../widgets/dialogs.tcss"
    BINDINGS = [bind("document", "complete-path", "complete", "Complete", priority=True)]

    FIELD = PathInput

    def __init__(self, written: str, pasted: Callable[[str], object]) -> None:
        super().__init__("Import questions", _HINT, written)
        self._pasted = pasted

    def action_complete(self) -> None:
        """Write the path on as far as there is one way; else name a few of the ways."""
        field = self.query_one(PathInput)
        field.value, ways = completed(field.value)
        field.cursor_position = len(field.value)
        shown = [printable(name) for name in ways[:_MOST_SHOWN]]
        more = [f"and {len(ways) - _MOST_SHOWN} more"] if len(ways) > _MOST_SHOWN else []
        words = " · ".join([*shown, *more]) if len(ways) > 1 else _HINT
        self.query_one("#dialog-text", Static).update(Content(words))

    @on(PathInput.Document)
    def _document(self, event: PathInput.Document) -> None:
        event.stop()
        self.dismiss(None)
        self._pasted(event.text)
