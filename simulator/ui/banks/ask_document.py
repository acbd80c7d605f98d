"""Asks for a document to import: a path, with Tab completion, or pasted text."""

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
    """Takes a path; several pasted lines are taken for a document."""

    TAKES_LINES = True

    @dataclass
    class Document(Message):
        """Several lines of text were pasted."""

        text: str

    def on_paste(self, event: events.Paste) -> None:
        """Announce several lines; leave a single one to Textual's handler."""
        if len(event.text.strip().splitlines()) > 1:
            event.stop()
            event.prevent_default()
            self.post_message(self.Document(event.text))


class AskDocument(Ask):
    """Returns the path that was typed; `pasted` is called with text that was pasted instead."""

    CSS_PATH = "../widgets/dialogs.tcss"
    BINDINGS = [bind("document", "complete-path", "complete", "Complete", priority=True)]

    FIELD = PathInput

    def __init__(self, written: str, pasted: Callable[[str], object]) -> None:
        super().__init__("Import questions", _HINT, written)
        self._pasted = pasted

    def action_complete(self) -> None:
        """Complete the path as far as it is unambiguous, and list a few of the possible names."""
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
