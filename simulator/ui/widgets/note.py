"""Text that takes no room while it is empty."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

NOTHING = Content("")


def fill(part: Static, words: Content) -> None:
    """Show words in a widget, or hide it if there are none.

    If they are already shown, nothing is laid out again.
    """
    shown = part.content
    if isinstance(shown, Content) and shown.is_same(words) and part.display == bool(words.plain):
        return
    part.update(words)
    part.display = bool(words.plain)
