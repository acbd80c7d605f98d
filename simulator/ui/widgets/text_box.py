"""A field for several lines of text."""

from __future__ import annotations

import time
from typing import Any, Self

from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.geometry import Region
from textual.reactive import Reactive, reactive
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from simulator.ui.terminal.painting import Rows, paint_now, set_number_of_lines

BETWEEN_FRAMES = 0.005
"""Seconds; keys that come faster, as in a burst over a slow line, share a frame."""


class TextBox(TextArea):
    """Textual's text area, in which undo holds and a key paints only the cells it changes."""

    selection: Reactive[Selection] = reactive(
        Selection(), init=False, always_update=True, repaint=False
    )
    """As in Textual's, where it repaints all rows."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """As Textual's."""
        self._rows = Rows(self)
        self._editing = False
        self._painted = 0.0
        super().__init__(*arguments, **named)
        # Nobody asks; each would wake every widget above.
        self.disable_messages(TextArea.SelectionChanged)

    def undo(self) -> None:
        """Take back what was done last; what is typed next is a step of its own.

        Textual would add it to the step before, and lose count of the lines when that is undone.
        """
        super().undo()
        self.history.checkpoint()

    def edit(self, edit: Edit) -> EditResult:
        """Change the text, and show it before anybody is told."""
        self._editing = True
        try:
            return super().edit(edit)
        finally:
            self._editing = False
            self._paint()

    def watch_selection(self) -> None:
        """The cursor moved, or the text changed and with it perhaps the cursor."""
        if self._refresh_changes() and not self._editing:
            self._paint()

    def _refresh_changes(self) -> bool:
        """Have painted what looks otherwise now; whether anything does."""
        changes = [*self._rows.changes()] if self.is_mounted else []
        if changes:
            self.refresh(*changes)
        return bool(changes)

    def _paint(self) -> None:
        now = time.monotonic()
        if self.is_mounted and now - self._painted >= BETWEEN_FRAMES:
            self._painted = now
            paint_now(self)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Rows with their border; Textual's text area looks up its colours anew each time."""
        if self._rows.known:
            return super(TextArea, self).render_lines(crop)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        return self._rows.row(y) or super().render_line(y)

    def refresh(self, *regions: Region, **what: Any) -> Self:
        """Paint some cells anew, or all."""
        if not regions:
            self._rows.forget()
        return super().refresh(*regions, **what)

    def notify_style_update(self) -> None:
        self._rows.forget()
        super().notify_style_update()

    def _refresh_size(self) -> None:
        """The text was wrapped anew."""
        if not set_number_of_lines(self):
            super()._refresh_size()
        self._refresh_changes()

    def _recompute_cursor_offset(self) -> None:
        """Where the cursor is, though its line may just have been undone.

        Textual sets the size before the cursor, and asks for a line that is gone.
        """
        self._cursor_offset = self.wrapped_document.location_to_offset(
            self.clamp_visitable(self.cursor_location)
        )
