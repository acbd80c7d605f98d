"""A list of ways on, and words above or below it: what the home screen is made of."""

from __future__ import annotations

import contextlib
from typing import Literal

from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.widgets import OptionList, Static

NOTHING = Content("")


class Note(Static):
    """Words that take no room while there are none."""

    def __init__(self, words: Content = NOTHING, *, id: str) -> None:  # noqa: A002
        super().__init__(words, id=id)
        self.display = bool(words.plain)

    def say(self, words: Content) -> None:
        """Say this, or nothing."""
        self.update(words)
        self.display = bool(words.plain)


def fill(part: Static, words: Content) -> None:
    """Show words in a part of a page; without any the part takes no room."""
    part.update(words)
    part.display = bool(words.plain)


class Cramped(OptionList):
    """An option list that lives on where there is no room for it; Textual's raises."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Textual divides by the width that is left; where that is none the height is no matter."""
        return super().get_content_height(container, viewport, width) if width >= 8 else 1

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        # Lines that are not laid out are looked up.
        with contextlib.suppress(LookupError):
            super()._move_page(direction)


class Menu(Cramped):
    """A list of ways on, moved in by arrows or j and k."""

    BINDINGS = [
        Binding("j", "cursor_down", "Down", show=False, id="down"),
        Binding("k", "cursor_up", "Up", show=False, id="up"),
    ]
