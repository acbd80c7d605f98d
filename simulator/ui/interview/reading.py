"""The pages to read while judging an answer, and the strip that names them.

If there is room, the candidate's answer and the model answer are side by side; otherwise one page
is shown at a time, and a key turns to the next.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from enum import StrEnum

from textual import events
from textual.content import Content
from textual.widget import Widget

from simulator.core.session import Answer
from simulator.ui.interview.assessment_text import own_titles
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.note import NOTHING


class Page(StrEnum):
    """The pages."""

    MODEL = "model"
    OWN = "own"
    QUESTION = "question"
    NEXT = "next"
    POINTS = "points"


def page_names(answer: Answer) -> dict[Page, Sequence[str]]:
    """Return the names of each page for an answer, the longest form first."""
    return {
        Page.MODEL: ("Model answer", "Model"),
        Page.OWN: (*own_titles(answer)[:-1], "Yours"),
        Page.QUESTION: ("Question", "Question", "Question", "Asked"),
        Page.NEXT: ("What may follow", "Next"),
        Page.POINTS: ("Key points", "Points"),
    }


CURRENT = "▸ "
GAPS = (3, 3, 3, 3, 2, 2)
"""Blanks between two names, as the names get shorter."""


def strip(forms: Sequence[Sequence[str]], current: int, room: int, key: str) -> Content:
    """Draw names in a row, with the current one highlighted, and the key that turns to the next.

    Uses the longest forms that fit into `room` cells.
    """
    if len(forms) == 1:
        return Content(next((form for form in forms[0] if len(form) <= room), forms[0][-1]))
    for level, gap in enumerate(GAPS):
        names = [each[min(level, len(each) - 1)] for each in forms]
        if sum(len(name) + gap for name in names) + len(CURRENT) + len(key) <= room:
            break
    parts: list[tuple[str, str]] = []
    for place, name in enumerate(names):
        here = place == current
        parts += [(CURRENT if here else "", "$primary"), (name, "bold" if here else MUTED)]
        parts.append((" " * gap, ""))
    return Content.assemble(*parts, (key, "bold $text-accent"))


def part_of(box: Widget, place: float) -> tuple[int, int]:
    """Return which part of a long text is shown at a scroll offset, and the number of parts."""
    rows = max(1, box.scrollable_content_region.height)
    return math.ceil(place / rows) + 1, math.ceil(box.max_scroll_y / rows) + 1


def read_on(box: Widget, *, by_keys: bool) -> Content:
    """Say which part of a text is shown if it is longer than its box, and where it continues.

    `by_keys`: it is the current page, so the key to scroll is named, at the end the one back.
    """
    if not box.display or not box.max_scroll_y:
        return NOTHING
    number, parts = part_of(box, box.scroll_offset.y)
    down = box.scroll_offset.y < box.max_scroll_y
    key, sign = ("PgDn", "▾") if down else ("PgUp", "▴")
    part = Content.styled(f"{number}/{parts}", MUTED)
    if not by_keys:
        return Content.assemble(part, (f" {sign}", MUTED))
    return Content.assemble(part, (f" {key} {sign}", "bold $text-accent"))


class PageStrip(Widget):
    """The names of the pages; a click turns to the next."""

    ALLOW_SELECT = False

    def __init__(self, turn: Callable[[], None]) -> None:
        super().__init__(id="pages")
        self._turn = turn
        self._forms: Sequence[Sequence[str]] = [("",)]
        self._current = 0
        self._key = ""
        self._more = Content("")

    def show(
        self, forms: Sequence[Sequence[str]], current: int, key: str, more: Content = NOTHING
    ) -> None:
        """Show these names, the longest forms first, and the key that turns the page.

        `more`, how to read on, goes at the end of the line.
        """
        self._forms, self._current, self._key, self._more = forms, current, key, more
        self.refresh()

    def render(self) -> Content:
        width, more = self.size.width, self._more
        room = width - more.cell_length - 2 * bool(more.plain)
        names = strip(self._forms, self._current, room, self._key)
        blank = width - names.cell_length - more.cell_length
        return Content.assemble(names, " " * blank, more)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self._turn()
