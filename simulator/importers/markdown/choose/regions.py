"""A page cut into regions: each a series of like questions, read in its own way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from simulator.importers.common.questionness import QUESTION_MARKS, questionness
from simulator.importers.markdown.document.document import Block, Kind, Page
from simulator.importers.markdown.document.marks import Marks
from simulator.importers.markdown.recognisers.announced import ON_A_LINE
from simulator.importers.markdown.recognisers.labels import LABELLED
from simulator.importers.markdown.recognisers.layout import Layout, Marker, Spans

_SURE, _ANSWERED = 0.6, 0.45
"""How much the members of a series must ask on average; less is enough where all are answered."""
_IN_SERIES = 0.55
_TITLE = re.compile(r"[^\n]{1,100}(?<![.;,])")


def regions(page: Page, marks: Marks, best: Layout, others: Sequence[Layout]) -> list[Layout]:
    """The best layout first, then the series of others that lie outside its questions, or that
    begin inside an answer and are labelled; no two overlap."""
    found = [best]
    for other in others:
        found = _cut_at_labels(found, other)
        spans = Spans(_in_order(each.markers for each in found))
        outside = [
            marker
            for marker in other.markers
            if marker.certainty >= 0.4 and not spans.touch(marker.line, marker.scope)
        ]
        if kept := _series(page, marks, other, outside):
            found.append(replace(other, markers=tuple(kept), size=len(kept)))
    return _bounded(page, found)


def _in_order(groups: Iterable[Sequence[Marker]]) -> list[Marker]:
    return sorted((marker for group in groups for marker in group), key=lambda one: one.line)


def _cut_at_labels(found: Sequence[Layout], other: Layout) -> list[Layout]:
    """An answer ends where a question with a label of its own, and an answer, begins; and where a
    line holds both."""
    on_a_line = other.name == ON_A_LINE
    if not other.marked or not (on_a_line or other.name == LABELLED):
        return list(found)
    starts = [marker.line for marker in other.markers if on_a_line or marker.certainty >= 0.9]

    def until(one: Marker) -> Marker:
        inside = (at for at in starts if one.end < at < one.scope)
        return replace(one, scope=min(inside, default=one.scope))

    return [
        each
        if each.marked and not on_a_line
        else replace(each, markers=tuple(map(until, each.markers)))
        for each in found
    ]


def _series(page: Page, marks: Marks, other: Layout, outside: Sequence[Marker]) -> list[Marker]:
    """Those that stand in lists of which nearly all members are outside, and ask."""
    groups = Counter(marker.group for marker in outside)
    good = set()
    for group, count in groups.items():
        members = [marker for marker in outside if marker.group == group]
        asks = sum(marker.certainty for marker in members) / count
        answered = sum(_has_answer(page, marks, marker) for marker in members) / count
        alone = asks >= 0.9 and all(
            one.level == 7 and one.prompt.rstrip(" *_:").endswith(QUESTION_MARKS) for one in members
        )
        least = 1 if alone and answered == 1 else 2 if other.ratio >= _IN_SERIES else 3
        by_words = sum(questionness(marker.prompt) >= 0.4 for marker in members)
        if not other.marked and by_words < 0.4 * count:
            continue
        whole = count >= 0.8 * other.group_sizes.get(group, other.size if least > 1 else 1)
        surely = asks >= _SURE or (count >= 3 and asks >= _ANSWERED and answered >= 0.8)
        surely = surely or (asks >= _IN_SERIES and answered == 1)
        if count >= least and surely and (whole or (asks >= 0.8 and answered >= 0.9)):
            good.add(group)
    return [marker for marker in outside if marker.group in good]


def _has_answer(page: Page, marks: Marks, marker: Marker) -> bool:
    if marker.lead or marks.has_answer(marker.line, marker.scope):
        return True
    return any(line.strip() for line in page.lines[marker.end : marker.scope])


def _bounded(page: Page, found: Sequence[Layout]) -> list[Layout]:
    """The layouts with every question ending where the next of any begins, or the title above."""
    starts = [marker.line for marker in _in_order(each.markers for each in found)]
    following = dict(pairwise(starts))

    def ended(one: Marker) -> Marker:
        scope = min(one.scope, following.get(one.line, one.scope))
        if scope == following.get(one.line):
            scope = _without_title(page, one.end, scope)
        return replace(one, scope=max(one.end, scope))

    return [replace(each, markers=tuple(map(ended, each.markers))) for each in found]


def _without_title(page: Page, start: int, end: int) -> int:
    """Where lines end without the short ones behind a rule right above the next question."""
    below: list[Block] = []
    for block in reversed(page.blocks_in(start, end)):
        if block.kind is Kind.RULE:
            return block.start if 0 < len(below) <= 4 and all(map(_is_title, below)) else end
        below.append(block)
    return end


def _is_title(block: Block) -> bool:
    text = block.text.strip()
    return (
        block.kind is Kind.PARAGRAPH and block.item is None and _TITLE.fullmatch(text) is not None
    )
