"""The clock: large digits with words under them, and a bar. Only changes are painted."""

from __future__ import annotations

import math
from typing import NamedTuple

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from simulator.core.countdown import Notice
from simulator.core.wording import BRING_TO_A_CLOSE
from simulator.ui.widgets.digits import ROWS, large

LARGE_CELLS, LINE_CELLS = len(BRING_TO_A_CLOSE), 11
"""Minimum widths, so that a tick to 9:59 or to the last tenth does not move its neighbours."""

USED, OVER, TICK = "━", "═", "┿"
TICKS_AT = (0.75, 0.9)


class Reading(NamedTuple):
    """What the clock shows: a time, which may be empty, and its meaning, in full and in brief."""

    time: str
    words: str
    brief: str


class ClockFace(Widget):
    """Minutes and seconds, in large digits or in one line, with what they mean.

    Only cells that change are painted, and nothing is laid out unless the width changes.
    """

    COMPONENT_CLASSES = {"clock--time", "clock--words"}

    def __init__(self) -> None:
        super().__init__(id="clock")
        self.reading = Reading("", "", "")
        self.in_a_line = False
        """True to show the time and a word on one line instead of large digits."""
        self._lines: list[str] = []

    def show(self, reading: Reading, level: Notice) -> None:
        """Show a time, what it means, and how urgent it is."""
        self.set_class(level >= Notice.QUARTER, "-quarter")
        self.set_class(level >= Notice.TENTH, "-tenth")
        if self.reading == reading:
            return
        wide = self._wide()
        self.reading = reading
        if self._wide() != wide:
            self.refresh(layout=True)
            return
        width, before = self.size.width, self._lines
        self._lines = self._drawn()
        if len(before) != len(self._lines):
            self.refresh()
            return
        for y, (old, new) in enumerate(zip(before, self._lines, strict=True)):
            differ = [x for x, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]]
            if differ and len(old) == len(new) == width:
                self.refresh(Region(differ[0], y, differ[-1] + 1 - differ[0], 1))
            elif old != new:
                self.refresh(Region(0, y, width, 1))

    def _wide(self) -> int:
        reading = self.reading
        if self.in_a_line:
            return max(LINE_CELLS, len(f"{reading.time} {reading.brief}".strip()))
        return max(LARGE_CELLS, len(large(reading.time)[0]), len(reading.words))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return self._wide()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return 1 if self.in_a_line else ROWS + 1

    def _drawn(self) -> list[str]:
        width, reading = self.size.width, self.reading
        if not self.in_a_line:
            rows = [*large(reading.time), reading.words]
            return [row[:width].rjust(width) for row in rows]
        return [f"{reading.time} {reading.brief}".strip()[:width].rjust(width)]

    def render_line(self, y: int) -> Strip:
        if y == 0 or not self._lines:
            self._lines = self._drawn()
        if y >= len(self._lines):
            return Strip.blank(self.size.width, self.rich_style)
        line = self._lines[y]
        if y >= ROWS:
            words = self.get_component_rich_style("clock--words")
            told = line.lstrip()  # So that a reversed style covers only the words.
            before = Segment(line[: len(line) - len(told)], self.rich_style)
            return Strip([before, Segment(told, words)], self.size.width)
        blank, time = self.rich_style, self.get_component_rich_style("clock--time")
        if not self.in_a_line:
            first = self.size.width - len(large(self.reading.time)[0])
            parts = [Segment(line[:first], blank), Segment(line[first:], time)]
        else:
            words = self.get_component_rich_style("clock--words")
            end = len(line) - len(self.reading.brief)
            start = len(line) - len(line.lstrip())
            parts = [
                Segment(line[:start], blank),
                Segment(line[start:end].rstrip(), time),
                Segment(" " * (end - start - len(line[start:end].rstrip())), blank),
                Segment(line[end:], words),
            ]
        return Strip(parts, self.size.width)


class TimeBar(Widget):
    """The time used, as a thin line with ticks where its last quarter and last tenth begin.

    Over-run is drawn over it as a double line, from the left.
    """

    COMPONENT_CLASSES = {"bar--used", "bar--over", "bar--track", "bar--tick"}

    def __init__(self) -> None:
        super().__init__(id="time-bar")
        self._share: float | None = None
        self._cells: list[tuple[str, str]] = []

    def show(self, share: float | None, level: Notice) -> None:
        """Show the share of the time that is used, above 1 in over-run; None: no limit."""
        self.set_class(level >= Notice.QUARTER, "-quarter")
        self._share = share
        before, self._cells = self._cells, self._drawn()
        differ = [x for x, cell in enumerate(self._cells) if before[x : x + 1] != [cell]]
        if differ:
            self.refresh(Region(differ[0], 0, differ[-1] + 1 - differ[0], 1))

    def _drawn(self) -> list[tuple[str, str]]:
        """Return the sign and the style of each cell."""
        width, share = self.size.width, self._share
        used = math.floor(min(1.0, share or 0.0) * width + 0.5)
        over = math.floor(min(1.0, max(0.0, (share or 0.0) - 1)) * width + 0.5)
        cells = [(USED, "used")] * used + [(USED, "track")] * (width - used)
        cells[:over] = [(OVER, "over")] * over
        if share is not None:
            for place in TICKS_AT:
                if used <= (x := int(place * width)) < width:
                    cells[x] = (TICK, "tick")
        return cells

    def render_line(self, y: int) -> Strip:
        if len(self._cells) != self.size.width:
            self._cells = self._drawn()
        styles = {name: self.get_component_rich_style(name) for name in self.COMPONENT_CLASSES}
        return Strip(
            [Segment(sign, styles[f"bar--{name}"]) for sign, name in self._cells]
        ).simplify()
