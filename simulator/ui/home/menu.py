"""The home screen's menu: lines to choose from; a single widget, for speed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from simulator.ui.keys.table import bind
from simulator.ui.widgets.colours import MUTED

INDENT = 8
"""Cells before the words of a line, for its key."""


class MenuLine(NamedTuple):
    """A menu line: its name, its own key, its label, and details."""

    name: str
    key: str
    label: str
    detail: str
    apart: bool = False
    """True for a blank row above it."""


class HomeMenu(Widget, can_focus=True):
    """Lines to choose from with the arrows, or j and k; Enter or a click takes one.

    If a line is too long, its details are on the next row, or are cut.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("home", "up", "move(-1)", "Up", show=False),
        bind("home", "down", "move(1)", "Down", show=False),
        bind("home", "first", "first", "First", show=False),
        bind("home", "last", "last", "Last", show=False),
    ]

    place = reactive(0)
    """The index of the chosen line."""

    class Taken(Message):
        """The line with this name was taken."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.lines: Sequence[MenuLine] = ()
        self.folds = True
        """True to fold long lines onto two rows; otherwise they are cut, and nothing moves."""
        self.moved = False
        """True if the user has chosen another line, and not gone anywhere since."""

    def show(self, lines: Sequence[MenuLine], offered: str = "") -> None:
        """Show these lines; keep the chosen one if it is still there, or else choose the first.

        The line `offered` is chosen instead, unless the user has chosen one.
        """
        names = [line.name for line in lines]
        wanted = self.lines[self.place].name if self.lines else ""
        if offered and not self.moved:
            wanted = offered
        self.lines = lines
        self.place = names.index(wanted) if wanted in names else 0
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self.rows_in(width)

    def rows_in(self, width: int) -> int:
        """Return the number of rows that the lines take at a width."""
        return sum(line.apart + len(self._rows(line, width)) for line in self.lines)

    def render(self) -> Content:
        width = self.content_size.width
        rows: list[Content] = []
        for place, line in enumerate(self.lines):
            rows += [Content("")] * line.apart
            for row in self._rows(line, width):
                if place == self.place:
                    colour = "block-cursor" if self.has_focus else "block-cursor-blurred"
                    style = f"${colour}-foreground on ${colour}-background"
                    rows.append(Content.styled(row.pad_right(width - row.cell_length).plain, style))
                else:
                    rows.append(row)
        return Content("\n").join(rows)

    def _rows(self, line: MenuLine, width: int) -> list[Content]:
        head = Content.assemble(
            (f"{line.key:>{INDENT - 2}}  ", "$text-accent"), (line.label, "bold")
        )
        detail = Content.styled(line.detail, MUTED)
        if not line.detail:
            rows = [head]
        elif not self.folds or head.cell_length + 2 + detail.cell_length <= width:
            rows = [Content.assemble(head, "  ", detail)]
        else:
            rows = [head, Content.assemble(" " * INDENT, detail)]
        return [row.truncate(max(1, width), ellipsis=True) for row in rows]

    def action_move(self, by: int) -> None:
        """Move to the line above or below, wrapping around at both ends."""
        self._choose((self.place + by) % max(1, len(self.lines)))

    def action_first(self) -> None:
        self._choose(0)

    def action_last(self) -> None:
        self._choose(max(0, len(self.lines) - 1))

    def _choose(self, place: int) -> None:
        self.place = place
        self.moved = True

    def take(self) -> None:
        """Take the chosen line."""
        self.moved = False
        if self.lines:
            self.post_message(self.Taken(self.lines[self.place].name))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        offset = event.get_content_offset(self)
        bottom = 0
        for place, line in enumerate(self.lines):
            top = bottom + line.apart
            bottom = top + len(self._rows(line, self.content_size.width))
            if offset is not None and offset.y < bottom:
                if offset.y < top:  # Between two lines.
                    return
                self.place = place
                self.take()
                return
