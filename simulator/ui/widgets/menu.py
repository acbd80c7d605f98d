"""Lists of options that live on in the smallest windows, and the menu made of one."""

from __future__ import annotations

import contextlib
from typing import Literal

from textual.geometry import Size
from textual.widgets import OptionList


class SafeOptionList(OptionList):
    """An option list that lives on where there is no room for it; Textual's raises."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Textual divides by the width that is left; where that is none the height is no matter."""
        return super().get_content_height(container, viewport, width) if width >= 8 else 1

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        # Lines that are not laid out are looked up.
        with contextlib.suppress(LookupError):
            super()._move_page(direction)


class Menu(SafeOptionList):
    """A list of ways on, moved in by arrows, and not past its ends.

    Letters don't move in it: it may come up while somebody types.
    """

    def action_cursor_up(self) -> None:
        if self.highlighted != 0:
            super().action_cursor_up()

    def action_cursor_down(self) -> None:
        if self.highlighted != self.option_count - 1:
            super().action_cursor_down()
