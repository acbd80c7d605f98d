"""A layout for pages: widgets below each other, and in two columns in a wide window."""

from __future__ import annotations

from fractions import Fraction

from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

WIDE = 110
"""The window's width, in cells, from which a page has two columns."""

GAP = 2
"""Cells between the two columns."""

READING = 100
"""The maximum width of running text, in cells."""


def widths(page: int, window: int) -> tuple[int, int]:
    """Return the widths of the left and right columns; both the page's if there is only one."""
    if window < WIDE:
        return page, page
    left = min(READING + 20, round((page - GAP) * 0.6))
    return left, min(READING, page - GAP - left)


def entitle(card: Widget, title: str | Content) -> None:
    """Put a title into a card's border, with blanks around it if the border has no corners."""
    words = Content.assemble(title)
    has_corners = not (card.screen.has_class("-narrow") or card.screen.has_class("-short"))
    card.border_title = words if has_corners else Content.assemble(" ", words, " ")


class Columns(Layout):
    """Stacks widgets; in a wide window, those of class `-side` are in a column on the right.

    A widget of class `-whole` spans both columns, below everything before it. In a single column
    all are in the order in which they were composed.
    """

    name = "columns"

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        """Place each widget at the current bottom of its column."""
        parent.pre_layout(self)
        window = parent.app.size
        left, right = widths(size.width, window.width)
        two = window.width >= WIDE
        bottoms = [0, 0]
        placed: list[WidgetPlacement] = []
        for child in children:
            whole = not two or child.has_class("-whole")
            side = int(not whole and child.has_class("-side"))
            x = left + GAP if side else 0
            width = size.width if whole else (left, right)[side]
            box = child._get_box_model(
                Size(width, size.height), window, Fraction(width), Fraction(size.height)
            )
            margin = box.margin
            y = (max(bottoms) if whole else bottoms[side]) + margin.top
            region = Region(x + margin.left, y, int(box.width), int(box.height))
            placed.append(WidgetPlacement(region, Offset(), margin, child))
            bottom = region.bottom + margin.bottom
            if whole:
                bottoms = [bottom, bottom]
            else:
                bottoms[side] = bottom
        return placed


class Page(VerticalScroll):
    """A scrolling page with this layout."""

    @property
    def layout(self) -> Layout:
        """Set here, because style sheets know only Textual's layouts."""
        return COLUMNS


COLUMNS = Columns()
