"""Questions in block quotes, the answer in the same quote or below it."""

from __future__ import annotations

from simulator.importers.common.questionness import label_of, plain, questionness
from simulator.importers.common.vocabulary import Part
from simulator.importers.markdown.document.document import Block, Kind, Page
from simulator.importers.markdown.document.marks import Marks
from simulator.importers.markdown.recognisers.layout import Layout, Marker, layout, next_heading

_SURE = 0.6


def find(page: Page, marks: Marks) -> list[Layout]:
    """The quotes whose first paragraph asks, if there are at least two."""
    first = [block for block in page.blocks if _begins_quote(page, block)]
    markers = [marker for block in first if (marker := _marker(page, block)) is not None]
    if len(markers) < 2:
        return []
    return [layout("quoted questions", markers, size=len(first), weight=0.85)]


def _begins_quote(page: Page, block: Block) -> bool:
    if not block.quoted or block.item is not None or block.fold:
        return False
    return block.start == 0 or not page.lines[block.start - 1].lstrip().startswith(">")


def _marker(page: Page, block: Block) -> Marker | None:
    text = block.text.strip()
    asks = questionness(text)
    if block.kind is not Kind.PARAGRAPH or len(text) > 400 or asks < _SURE:
        return None
    if label_of(plain(text))[0] not in (None, Part.QUESTION):
        return None
    end = block.end
    while end < len(page.lines) and page.lines[end].lstrip().startswith(">"):
        end += 1
    below = next(iter(page.blocks_in(end, end + 3)), None)
    if end == block.end and (below is None or below.kind is Kind.HEADING or below.quoted):
        return None
    scope = next_heading(page, block.start)
    return Marker(block.start, block.end, scope, text, asks, quoted_to=end)
