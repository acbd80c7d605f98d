"""Questions that are the titles of folds: `<summary>` and admonitions."""

from __future__ import annotations

from simulator.importers.common.questionness import is_stop_title, part_of_title, questionness
from simulator.importers.common.vocabulary import Part
from simulator.importers.markdown.document.document import Kind, Page
from simulator.importers.markdown.document.marks import ANSWER_KINDS, Marks
from simulator.importers.markdown.document.markup import Fold
from simulator.importers.markdown.recognisers.layout import (
    Layout,
    Marker,
    Spans,
    layout,
    next_heading,
)

_SURE = 0.4


def find(page: Page, marks: Marks) -> list[Layout]:
    """Folds with titles, and question admonitions without."""
    return [made for made in (_titled(page), _untitled(page, marks)) if made]


def _titled(page: Page) -> Layout | None:
    members = [
        fold
        for fold in page.folds
        if fold.title
        and not is_stop_title(fold.title)
        and part_of_title(fold.title) in (None, Part.QUESTION)
        and fold.kind not in ("success", "answer", "solution", "hint", "example")
    ]
    markers = []
    last_end = -1
    for fold in members:
        asks = questionness(fold.title)
        if fold.kind in ANSWER_KINDS and ANSWER_KINDS[fold.kind] is Part.QUESTION:
            asks = max(asks, 0.8)
        if asks < _SURE or fold.start < last_end:
            continue
        last_end = fold.end
        markers.append(_marker(fold, asks))
    if not markers:
        return None
    if len(markers) >= 0.6 * len(members):
        spans = Spans(markers)
        others = (fold for fold in members if fold.end - fold.body > 1)
        markers += [
            _marker(fold, 0.5) for fold in others if not spans.touch(fold.start, fold.start + 1)
        ]
    return layout("titles of folds", markers, size=len(members))


def _marker(fold: Fold, asks: float) -> Marker:
    return Marker(fold.start, fold.body, max(fold.end, fold.body), fold.title, asks)


def _untitled(page: Page, marks: Marks) -> Layout | None:
    """`!!! question` with the question inside, and the answer inside or below."""
    members = [
        fold
        for fold in page.folds
        if not fold.title and ANSWER_KINDS.get(fold.kind) is Part.QUESTION
    ]
    markers = []
    for fold in members:
        blocks = [b for b in page.blocks_in(fold.start, fold.end) if b.kind is Kind.PARAGRAPH]
        if not blocks:
            continue
        first = blocks[0]
        scope = next_heading(page, fold.end - 1)
        asks = max(0.3, questionness(first.text))
        certainty = 0.6 if marks.has_answer(fold.start, scope) else asks
        markers.append(Marker(fold.start, first.end, scope, first.text, certainty))
    return layout("question boxes", markers, weight=0.8) if markers else None
