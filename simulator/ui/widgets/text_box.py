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
"""Seconds; keys that come faster, as in bursts over a slow connection, share a frame."""


class TextBox(TextArea):
    """Textual's text area with a fixed undo, in which a key repaints only the cells it changes."""

    selection: Reactive[Selection] = reactive(
        Selection(), init=False, always_update=True, repaint=False
    )
    """As in Textual, except that Textual repaints all rows."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Like Textual's."""
        self._rows = Rows(self)
        self._editing = False
        self._painted = 0.0
        super().__init__(*arguments, **named)
        # Nobody listens, and each message would wake every ancestor.
        self.disable_messages(TextArea.SelectionChanged)

    def undo(self) -> None:
        """Undo the last step, and let what is typed next start a new one.

        Textual would add it to the previous step, and miscount the lines when that is undone.
        """
        super().undo()
        self.history.checkpoint()

    def edit(self, edit: Edit) -> EditResult:
        """Change the text, and paint it before any message is handled."""
        self._editing = True
        try:
            return super().edit(edit)
        finally:
            self._editing = False
            self._paint()

    def watch_selection(self) -> None:
        """The cursor has moved, perhaps because the text has changed."""
        if self._refresh_changes() and not self._editing:
            self._paint()

    def _refresh_changes(self) -> bool:
        """Mark the cells that look different for repainting; return whether there are any."""
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
        """Skip `TextArea.render_lines`, which looks up its colours every time."""
        if self._rows.known:
            return super(TextArea, self).render_lines(crop)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        return self._rows.row(y) or super().render_line(y)

    def refresh(self, *regions: Region, **what: Any) -> Self:
        """Repaint some regions, or everything."""
        if not regions:
            self._rows.forget()
        return super().refresh(*regions, **what)

    def notify_style_update(self) -> None:
        self._rows.forget()
        super().notify_style_update()

    def _refresh_size(self) -> None:
        """The text has been rewrapped."""
        if not set_number_of_lines(self):
            super()._refresh_size()
        self._refresh_changes()

    def _recompute_cursor_offset(self) -> None:
        """Locate the cursor, though its line may just have been undone.

        Textual sets the size before the cursor, and would look up a line that is gone.
        """
        self._cursor_offset = self.wrapped_document.location_to_offset(
            self.clamp_visitable(self.cursor_location)
        )
