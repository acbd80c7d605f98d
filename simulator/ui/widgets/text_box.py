"""A field for several lines of text."""

from __future__ import annotations

from textual.widgets import TextArea


class TextBox(TextArea):
    """Textual's text area, in which undo holds."""

    def undo(self) -> None:
        """Take back what was done last; what is typed next is a step of its own.

        Textual would add it to the step before, and lose count of the lines when that is undone.
        """
        super().undo()
        self.history.checkpoint()

    def _recompute_cursor_offset(self) -> None:
        """Where the cursor is, though its line may just have been undone.

        Textual sets the size before the cursor, and asks for a line that is gone.
        """
        self._cursor_offset = self.wrapped_document.location_to_offset(
            self.clamp_visitable(self.cursor_location)
        )
