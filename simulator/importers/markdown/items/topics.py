"""The headings above the questions of a page, which give them their topics."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from simulator.importers.common.draft import DraftItem
from simulator.importers.common.questionness import is_stop_title, title_of
from simulator.importers.markdown.document.document import Block, Page
from simulator.importers.markdown.recognisers.layout import Marker, Spans


class Topics:
    """The headings above the questions."""

    def __init__(self, page: Page, markers: Sequence[Marker]) -> None:
        taken = {marker.line for marker in markers}
        spans = Spans(markers)
        self._headings = [
            block
            for block in page.headings
            if block.start not in taken and not spans.touch(block.start, block.end)
        ]
        self._starts = [block.start for block in self._headings]
        first = page.headings[0] if page.headings else None
        ones = [b for b in page.headings if b.level == 1]
        alone = first is not None and first.level == 1 and len(ones) == 1
        self._title = first if alone and first is not None and first.start not in taken else None
        self._used: set[int] = set()

    def of(self, marker: Marker) -> str:
        """The nearest heading above that this question stands under."""
        level = 7
        place = bisect_left(self._starts, marker.line)
        for block in reversed(self._headings[max(0, place - 200) : place]):
            if block.level >= min(level, marker.level):
                continue
            level = block.level
            name = title_of(block.text)
            if block is self._title or not any(letter.isalpha() for letter in name):
                continue
            if is_stop_title(name):
                continue
            self._used.add(block.start)
            return name
        return ""

    def used(self, items: Sequence[DraftItem]) -> list[tuple[Block, str]]:
        """The headings that gave a topic or the title."""
        if not items:
            return []
        return [
            (b, title_of(b.text))
            for b in self._headings
            if b.start in self._used or b is self._title
        ]
