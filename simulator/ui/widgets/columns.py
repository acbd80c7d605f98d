"""A layout for pages: parts below each other, and in a wide window in two columns."""

from __future__ import annotations

from fractions import Fraction

from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

WIDE = 110
"""Columns of the window from which a page has two."""

GAP = 2
"""Between the two."""

READING = 100
"""The most columns of running text."""


def widths(page: int, window: int) -> tuple[int, int]:
    """How wide left and right are on a page so wide; each all of it where there is one column."""
    if window < WIDE:
        return page, page
    left = min(READING + 20, round((page - GAP) * 0.6))
    return left, min(READING, page - GAP - left)


def entitle(card: Widget, title: str | Content) -> None:
    """Write a title into a card's border; blanks part it from a line that has no corners."""
    words = Content.assemble(title)
    has_corners = not (card.screen.has_class("-narrow") or card.screen.has_class("-short"))
    card.border_title = words if has_corners else Content.assemble(" ", words, " ")


class Columns(Layout):
    """Parts from the top; in a wide window those of class `-side` stand in a column at the right.

    A part of class `-whole` takes both columns, below all before it. In one column all stand in
    the order in which they were composed.
    """

    name = "columns"

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        """Each part where its column has come to."""
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
    """A page in such columns, which scrolls."""

    @property
    def layout(self) -> Layout:
        """Style sheets know Textual's layouts only."""
        return COLUMNS


COLUMNS = Columns()
