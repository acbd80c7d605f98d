"""Words that take no room while there are none."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

NOTHING = Content("")


def fill(part: Static, words: Content) -> None:
    """Show words in a part of a page; without any the part takes no room.

    Nothing is laid out anew where they stand there already.
    """
    shown = part.content
    if isinstance(shown, Content) and shown.is_same(words) and part.display == bool(words.plain):
        return
    part.update(words)
    part.display = bool(words.plain)
