"""Option lists that survive the smallest windows, and a menu made of one."""

from __future__ import annotations

import contextlib
from typing import Literal

from textual.geometry import Size
from textual.widgets import OptionList


class SafeOptionList(OptionList):
    """An option list that survives without room for it; Textual's raises an exception."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Avoid Textual's division by the remaining width; at 0 the height does not matter."""
        return super().get_content_height(container, viewport, width) if width >= 8 else 1

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        # Textual looks up lines that have not been laid out.
        with contextlib.suppress(LookupError):
            super()._move_page(direction)


class Menu(SafeOptionList):
    """A list of choices, in which the arrows stop at both ends.

    Letters don't move the cursor, because it may appear while somebody is typing.
    """

    def action_cursor_up(self) -> None:
        if self.highlighted != 0:
            super().action_cursor_up()

    def action_cursor_down(self) -> None:
        if self.highlighted != self.option_count - 1:
            super().action_cursor_down()
