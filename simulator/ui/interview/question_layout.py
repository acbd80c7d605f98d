"""Arranges question, clock and answer: side by side, one below the other, or in columns."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from textual.content import Content
from textual.geometry import NULL_OFFSET, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

from simulator.ui.interview.clock import LARGE_CELLS
from simulator.ui.widgets.digits import ROWS
from simulator.ui.widgets.markdown import Rendered

MEASURE = 106
"""The maximum width of a column, in cells: 100 of text, a border, padding and a scrollbar."""

GAP = 3
"""Blanks between two columns, and between the question and its clock."""

WIDE, ROOMY = 106, 20
"""The width from which two columns are possible; the height from which a large clock fits well."""

LARGE_FROM = 74
"""The width from which the large clock fits beside the question."""

CLOCK_ROWS = ROWS + 1

LEAST_ANSWER = 50
"""The minimum width of the answer's column, however wide the question is."""

BORDERED = 8
"""The minimum rows for the bar, the notice and a box of a few lines."""

LEAST_BOX = 4
"""The rows of the bar and a box of one line."""


class Arrangement(StrEnum):
    """How the parts of a question are arranged."""

    BESIDE = "beside"
    """The clock on the right of the question."""
    SPLIT = "split"
    """The clock on the right of its first words; below both, at full width, the wide lines."""
    BELOW = "below"
    """The question at full width, and the time on one line with its bar."""
    COLUMNS = "columns"
    """The question on the left, everything else on the right."""


class Room(NamedTuple):
    """The columns and rows available for a question and its answer."""

    width: int
    height: int

    @property
    def beside(self) -> int:
        """The width left for a question with the large clock on its right."""
        return min(self.width, MEASURE) - LARGE_CELLS - GAP

    @property
    def most_rows(self) -> int:
        """The maximum rows of a question above its answer."""
        return max(2, min(self.height - BORDERED, self.height * 11 // 20))


def arrangement(room: Room, drawn: Rendered) -> Arrangement:
    """Choose an arrangement: columns for long questions; wide lines don't go beside the clock."""
    if room.width >= WIDE and drawn.whole.get_height({}, room.beside) > room.height // 3:
        return Arrangement.COLUMNS
    if room.width < LARGE_FROM or room.height < ROOMY:
        return Arrangement.BELOW
    rows = drawn.whole.get_height({}, room.beside)
    if drawn.widest <= room.beside and rows <= max(CLOCK_ROWS, room.height // 3):
        return Arrangement.BESIDE
    intro, rest = _rows(drawn.intro, room.beside), _rows(drawn.rest, room.width)
    if intro <= CLOCK_ROWS and CLOCK_ROWS + 1 + rest <= room.most_rows:
        return Arrangement.SPLIT
    return Arrangement.BELOW


def _rows(content: Content, width: int) -> int:
    return content.get_height({}, width) if content.plain else 0


class QuestionLayout(Layout):
    """Places the parts of the question pane; the answer gets the remaining room."""

    name = "question"

    def __init__(self) -> None:
        self.arrangement = Arrangement.BESIDE
        self.widest = 0
        """The width of the question's widest line of code or table row, in cells."""

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        """Place all visible parts."""
        parent.pre_layout(self)
        parts = _Parts(size, {str(child.id): child for child in children})
        columns = self.arrangement is Arrangement.COLUMNS
        width = min(size.width, 2 * MEASURE + GAP if columns else MEASURE)
        top = int(size.height >= ROOMY)
        area = Region((size.width - width) // 2, top, width, size.height - top)
        if columns:
            most = min(MEASURE, width - GAP - LEAST_ANSWER)
            left = min(max(self.widest + GAP, width * 9 // 20), most)
            self._question(parts, area.crop_size(Size(left, area.height)), most=area.height)
            area = area.shrink(Spacing(0, 0, 0, left + GAP)).crop_size(Size(MEASURE, area.height))
        area = self._head(parts, area)
        area = parts.fill_up(area, "notice")
        area = parts.fill_up(area, "commands")
        parts.put("answer", area)
        return parts.placed

    def _head(self, parts: _Parts, area: Region) -> Region:
        """Place question, clock and bar; return the area below them."""
        room = Room(parts.size.width, parts.size.height)
        gap = int(room.height >= ROOMY)
        clock = parts.width("clock")
        if self.arrangement is Arrangement.BELOW:
            other = parts.rows("commands", area.width) + parts.rows("notice", area.width)
            most = min(room.most_rows + 1, area.height - other - LEAST_BOX)
            area = self._question(parts, area, most=max(1, most))
            area = area.shrink(Spacing(gap, 0, 0, 0))
            parts.put("clock", Region(area.right - clock, area.y, clock, 1))
            bar, area = area.split_horizontal(1)
            parts.put("time-bar", bar.shrink(Spacing(0, clock + 1, 0, 0)))
            return area
        parts.put("clock", Region(area.right - clock, area.y, clock, CLOCK_ROWS))
        beside = area.shrink(Spacing(0, clock + GAP, 0, 0))
        below = area.shrink(Spacing(CLOCK_ROWS, 0, 0, 0))
        if self.arrangement is Arrangement.SPLIT:
            parts.put("question-box", beside.crop_size(Size(beside.width, CLOCK_ROWS)))
            area = parts.fill(below, "question-rest", most=room.most_rows)
        elif self.arrangement is Arrangement.BESIDE:
            left = parts.fill(beside, "question-box", most=max(CLOCK_ROWS, room.most_rows))
            area = area.shrink(Spacing(max(CLOCK_ROWS, left.y - area.y), 0, 0, 0))
        else:
            area = below
        area = area.shrink(Spacing(gap, 0, 0, 0))
        return parts.fill(area, "time-bar", most=1)

    def _question(self, parts: _Parts, area: Region, *, most: int) -> Region:
        """Place the question; if it is cut, the last row says so. Return the rest."""
        cut = parts.rows("question-box", area.width) > most
        left = parts.fill(area, "question-box", most=max(1, most - cut))
        return parts.fill(left, "question-more", most=1) if cut and most > 1 else left


class _Parts:
    """The visible parts, and where they have been placed."""

    def __init__(self, size: Size, parts: dict[str, Widget]) -> None:
        self.size = size
        self._parts = parts
        self.placed: list[WidgetPlacement] = []

    def put(self, name: str, region: Region) -> None:
        """Place a part in a region, if it is visible."""
        if name in self._parts:
            placement = WidgetPlacement(region, NULL_OFFSET, Spacing(), self._parts[name])
            self.placed.append(placement)

    def width(self, name: str) -> int:
        """Return the width that a part wants; 0 if it is hidden."""
        part = self._parts.get(name)
        return 0 if part is None else part.get_content_width(self.size, self.size)

    def fill(self, area: Region, name: str, *, most: int) -> Region:
        """Place a part at the top, at its own height up to `most` rows; return the rest."""
        place, left = area.split_horizontal(min(most, self.rows(name, area.width), area.height))
        self.put(name, place)
        return left

    def fill_up(self, area: Region, name: str) -> Region:
        """Place a part at the bottom; return the rest."""
        left, place = area.split_horizontal(max(0, area.height - self.rows(name, area.width)))
        self.put(name, place)
        return left

    def rows(self, name: str, width: int) -> int:
        """Return the height that a part wants; 0 if it is hidden."""
        part = self._parts.get(name)
        if part is None:
            return 0
        gutter = part.styles.gutter
        return gutter.height + part.get_content_height(self.size, self.size, width - gutter.width)
