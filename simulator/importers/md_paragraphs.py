"""Questions that are plain paragraphs, or the first lines of plain paragraphs."""

from __future__ import annotations

from simulator.importers.md_document import Block, Kind, Page
from simulator.importers.md_layout import Layout, Marker, layout, next_heading
from simulator.importers.md_marks import Marks
from simulator.importers.questionness import label_of, plain, questionness
from simulator.importers.words import Part

_ENDS = ("?", "？", "؟")


def find(page: Page, marks: Marks) -> list[Layout]:
    """Paragraphs that end with a question mark, and those whose first line does."""
    markers = []
    size = 0
    for block in page.blocks:
        if block.kind is not Kind.PARAGRAPH or block.item or block.quoted or block.fold:
            continue
        size += 1
        if made := _marker(page, block):
            markers.append(made)
    answered = [m for m in markers if m.lead or _has_text(page, m)]
    if not answered:
        return []
    share = len(answered) / len(markers)
    return [
        layout(
            "paragraphs that ask", markers, size=max(len(markers), size // 3), weight=0.7 * share
        )
    ]


def _has_text(page: Page, marker: Marker) -> bool:
    following = next(iter(page.blocks_in(marker.end, marker.end + 4)), None)
    return following is not None and following.kind not in (Kind.HEADING, Kind.RULE)


def _marker(page: Page, block: Block) -> Marker | None:
    text = block.text.strip()
    first, _, more = text.partition("\n")
    scope = next_heading(page, block.start)
    if label_of(plain(first))[0] not in (None, Part.QUESTION):
        return None
    if len(text) <= 400 and text.rstrip("*_ ").endswith(_ENDS) and questionness(text) >= 0.7:
        return Marker(block.start, block.end, scope, text, questionness(text))
    if (
        len(first) <= 300
        and more
        and first.rstrip("*_ ").endswith(_ENDS)
        and questionness(first) >= 0.7
    ):
        return Marker(block.start, block.start + 1, scope, first, questionness(first))
    return None
