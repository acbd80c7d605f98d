"""A list of any length with a cursor; only the visible lines are painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from simulator.ui.keys.table import bind

Row = TypeVar("Row")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: its title, its width in cells (0: the rest), and a function for a row's cell.

    It is shown while the list's width is at least `from_width` and less than `below_width`.
    """

    title: str
    width: int
    cell: Callable[[Row], Content]
    right: bool = False
    from_width: int = 0
    below_width: int = 10_000


class RowList(ScrollView, Generic[Row], can_focus=True):
    """Rows in columns under a fixed header; Enter or a click opens one.

    With `height: auto` it is as tall as its rows, and the page around it scrolls.
    """

    DEFAULT_CSS = """
    RowList {
        height: auto;
        background: transparent;
        scrollbar-size-horizontal: 0;
        & > .rows--head { color: $text-muted; text-style: bold; }
        & > .rows--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("history", "up", "move(-1)", "Up", show=False),
        bind("history", "down", "move(1)", "Down", show=False),
        bind("history", "page-up", "page(-1)", "Page up", show=False),
        bind("history", "page-down", "page(1)", "Page down", show=False),
        bind("history", "first", "first", "First", show=False),
        bind("history", "last", "last", "Last", show=False),
        bind("history", "open", "open", "Open"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--head", "rows--cursor"}

    cursor = reactive(0, repaint=False)
    """The index of the row that the cursor is on."""

    @dataclass
    class Opened(Message):
        """The row with index `place` was opened."""

        rows: RowList[Any]
        place: int

        @property
        def control(self) -> RowList[Any]:
            """The list, for `@on` selectors."""
            return self.rows

    class Moved(Message):
        """The cursor moved to another row."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        *,
        id: str,  # noqa: A002
        whole: Callable[[Row], Content | None] = lambda row: None,
    ) -> None:
        """`whole` returns the text of a row that has no columns; None for all other rows."""
        super().__init__(id=id)
        self._columns = columns
        self._whole = whole
        self.rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row], cursor: int = 0) -> None:
        """Show these rows, with the cursor on one of them."""
        resized = len(rows) != len(self.rows)
        self.rows = rows
        self.virtual_size = Size(self.size.width, len(rows) + 1)
        self.set_reactive(RowList.cursor, max(0, min(cursor, len(rows) - 1)))
        self.refresh(layout=resized)
        self._follow()

    @property
    def chosen(self) -> Row | None:
        """The row under the cursor; None if there are no rows."""
        return self.rows[self.cursor] if self.rows else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable `open` while there are no rows."""
        return bool(self.rows) if action == "open" else True

    # Painting

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y == 0:
            style = self.get_visual_style("rows--head")
            return self._strip(self._line(None, width), width, style)
        place = y - 1 + round(self.scroll_y)
        if place >= len(self.rows):
            return Strip.blank(width, self.rich_style)
        on_cursor = place == self.cursor and self.has_focus
        style = self.get_visual_style("rows--cursor") if on_cursor else self.visual_style
        line = self._line(self.rows[place], width)
        return self._strip(Content(line.plain) if on_cursor else line, width, style)

    def _strip(self, line: Content, width: int, style: Style) -> Strip:
        """Render a line without wrapping or selection, seven times faster than Textual would."""
        pieces = line.render(style, end="", parse_style=self.app.stylesheet.parse_style)
        strip = Strip([Segment(text, each.rich_style) for text, each in pieces], line.cell_length)
        return strip.extend_cell_length(width, style.rich_style)

    def _line(self, row: Row | None, width: int) -> Content:
        whole = None if row is None else self._whole(row)
        if whole is not None:
            return whole.truncate(width - 1, ellipsis=True)
        shown = [c for c in self._columns if c.from_width <= width < c.below_width]
        taken = sum(column.width for column in shown) + 2 * len(shown) - 1
        # Keep the text off the scrollbar.
        free = max(8, width - taken - (2 if self.show_vertical_scrollbar else 1))
        cells: list[Content | str] = [" "]
        for column in shown:
            cell = Content(column.title) if row is None else column.cell(row)
            cells += [self._fit(cell, column.width or free, column.right), "  "]
        return Content.assemble(*cells[:-1]).truncate(width, pad=True)

    @staticmethod
    def _fit(cell: Content, width: int, right: bool) -> Content:
        cell = cell.truncate(width, ellipsis=True)
        space = width - cell.cell_length
        return cell.pad_left(space) if right else cell.pad_right(space)

    # Moving

    def action_move(self, by: int) -> None:
        """Move to the row above or below; at either end, scroll the page around the list."""
        if 0 <= self.cursor + by < len(self.rows):
            self.cursor += by
        elif (page := self._page) is not None:
            page.scroll_relative(y=by * 3, animate=False, immediate=True)

    def action_page(self, by: int) -> None:
        """Move by a screenful of rows; if the list is part of a page, scroll the page."""
        page = self._page
        if page is None or page.max_scroll_y == 0:
            self._move_to(self.cursor + by * max(1, self.size.height - 2))
            return
        top = max(0, min(page.scroll_y + by * (page.size.height - 1), page.max_scroll_y))
        page.scroll_to(y=top, animate=False)
        # The cursor follows: to a visible row, and at either end to the outermost one.
        first = round(top) - self.virtual_region.y - self.gutter.top - 1
        place = max(first, min(self.cursor, first + page.size.height - 1))
        if top in (0, page.max_scroll_y):
            place = 0 if by < 0 else len(self.rows) - 1
        self.set_reactive(RowList.cursor, max(0, min(place, len(self.rows) - 1)))
        self.refresh()

    def action_first(self) -> None:
        """Move to the first row, and scroll to the top of the page around the list."""
        self._move_to(0)
        if (page := self._page) is not None:
            page.scroll_home(animate=False)

    def action_last(self) -> None:
        """Move to the last row, and scroll to the bottom of the page around the list."""
        self._move_to(len(self.rows) - 1)
        if (page := self._page) is not None:
            page.scroll_to(y=page.max_scroll_y, animate=False)

    def action_open(self) -> None:
        if self.rows:
            self.post_message(self.Opened(self, self.cursor))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        line = event.y - self.gutter.top
        place = line - 1 + round(self.scroll_y)
        if line >= 1 and 0 <= place < len(self.rows):
            self.cursor = place
            self.action_open()

    def _move_to(self, place: int) -> None:
        self.cursor = max(0, min(place, len(self.rows) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint, and keep the cursor in view."""
        if old != new and self.rows:
            self.refresh()
            self._follow()
            self.post_message(self.Moved())

    def _follow(self) -> None:
        """Scroll the list, or the page around it, so that the cursor is visible."""
        if not self.is_mounted:
            return
        seen = max(1, self.size.height - 1)
        if self.cursor < self.scroll_y:
            self.scroll_to(y=self.cursor, animate=False)
        elif self.cursor >= self.scroll_y + seen:
            self.scroll_to(y=self.cursor - seen + 1, animate=False)
        if self.has_focus:
            self._follow_page()

    def _follow_page(self) -> None:
        page = self._page
        if page is not None and self.cursor == 0:
            page.scroll_home(animate=False)
        elif page is not None:
            line = self.virtual_region.y + self.gutter.top + self.cursor + 1
            page.scroll_to_region(Region(0, line, 1, 1), animate=False)

    @property
    def _page(self) -> VerticalScroll | None:
        """The page that the list is part of and scrolls with; None if it scrolls on its own."""
        page = self.parent
        return page if isinstance(page, VerticalScroll) and self.max_scroll_y == 0 else None
