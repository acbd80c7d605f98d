"""Questions that are headings: plain, numbered, labelled, on one level or on two."""

from __future__ import annotations

import re
from bisect import bisect_left

from simulator.importers.common.questionness import QUESTION_MARKS, plain
from simulator.importers.common.vocabulary import Part
from simulator.importers.markdown.document.document import Kind, Page
from simulator.importers.markdown.document.marks import Marks
from simulator.importers.markdown.document.provenance import says_questions
from simulator.importers.markdown.recognisers.layout import Layout, layout
from simulator.importers.markdown.recognisers.titles import (
    SURE,
    UNLIKELY,
    Title,
    asked_below,
    marker_of,
    names_the_page,
    only_names,
    titles_above_questions,
)

_FEW = 0.15
"""The least share of a level's headings that must ask if the page says it has questions."""
_SURELY = 0.6
"""The least score that makes a heading below a question a separate question."""
_BOLD_QUESTION = re.compile(r"^(\*\*|__)[^*_\n]{4,300}[?？؟]\s*\1\s*$")


def find(page: Page, marks: Marks) -> list[Layout]:
    """One layout for each level of headings that could hold the questions."""
    titles = [Title(page, marks, block, page.scope_of(block)) for block in page.headings]
    if titles and names_the_page(page, titles):
        titles[0].stop = True
    found = []
    if _is_one_question(titles):
        return [made] if (made := _on_level(page, titles, titles[:1], 1)) else []
    for level in sorted({title.block.level for title in titles}):
        here = [title for title in titles if title.block.level == level and not title.stop]
        leaves = [title for title in here if not asked_below(titles, title)]
        found.append(_on_level(page, titles, leaves, level))
        found.append(titles_above_questions(page, leaves, level))
    return [made for made in found if made]


def _is_one_question(titles: list[Title]) -> bool:
    """True if the page's title asks and no heading below it surely does: the rest answers it."""
    if not titles or titles[0].block.level > 1 or titles[0].stop:
        return False
    first, *others = titles
    asks = first.part is Part.QUESTION or first.name.rstrip().endswith(QUESTION_MARKS)
    return asks and all(
        title.block.level > 1 and title.asks < _SURELY and title.part is not Part.QUESTION
        for title in others
    )


def _on_level(page: Page, titles: list[Title], leaves: list[Title], level: int) -> Layout | None:
    answered = sum(title.answered for title in leaves)
    numbered = sum(bool(title.number) for title in leaves)
    marked = answered >= max(1, 0.7 * len(leaves))
    if len(leaves) == 1 and not leaves[0].answered_soon:
        marked = False
    asking = sum(title.asks >= SURE for title in leaves)
    few = asking < 0.25 * len(leaves) and not (marked or says_questions(page))
    others = (title for title in titles if title.block.level != level)
    asked = sum(title.part is Part.QUESTION or title.asks >= 0.95 for title in others)
    by_number = numbered >= max(3, 0.7 * len(leaves)) and not (few and asked >= 3)
    chosen: dict[int, tuple[Title, float]] = {}
    for title in leaves:
        certainty = _sure(title, marked=marked, by_number=by_number)
        if certainty >= SURE:
            chosen[title.block.start] = (title, min(1.0, certainty))
    if len(chosen) < _FEW * len(leaves) and (names := only_names(page, leaves, level)):
        return names
    if not chosen:
        return None
    if len(chosen) >= (_FEW if says_questions(page) else 0.6) * len(leaves):
        _take_unlikely(page, leaves, chosen, marked=marked and by_number)
    _take_other_levels(titles, level, chosen, by_number=by_number, marked=marked)
    markers = [marker_of(page, title, certainty) for title, certainty in chosen.values()]
    own = sum(title.block.level == level for title, _ in chosen.values())
    share = sum(title.answered for title, _ in chosen.values()) / len(chosen)
    return layout(
        f"level-{level} headings",
        markers,
        size=max(len(leaves), len(markers)),
        marked=share >= 0.6,
        weight=1.0 if own * 2 >= len(chosen) else 0.8,
    )


def _sure(title: Title, *, marked: bool, by_number: bool) -> float:
    """How surely a title asks; `marked` and `by_number` describe its level."""
    if marked and title.answered:
        return max(title.asks, 0.9)
    if by_number and title.number:
        return max(title.asks, 0.55 if title.asks < SURE else 0.8)
    return title.asks


def _take_unlikely(
    page: Page, leaves: list[Title], chosen: dict[int, tuple[Title, float]], *, marked: bool
) -> None:
    """Add titles that don't ask, among many that do, if they have text of their own."""
    first = min(chosen)
    for title in leaves:
        block = title.block
        if block.start in chosen or block.start < first or (title.asks <= 0 and not title.name):
            continue
        if marked and not title.answered and not title.number:
            continue  # The other answers are all labelled.
        own = [b for b in page.blocks_in(block.end, title.scope) if b.kind is not Kind.RULE]
        if own and own[0].kind is Kind.PARAGRAPH and _BOLD_QUESTION.match(own[0].text[:500]):
            continue  # It is the topic of the question below.
        text = [b for b in own if b.kind in (Kind.PARAGRAPH, Kind.CODE)]
        prose = [b for b in text if "](" not in b.text or len(plain(b.text)) >= 0.4 * len(b.text)]
        if prose and len(prose) * 2 >= len(own):
            chosen[block.start] = (title, UNLIKELY)


def _take_other_levels(
    titles: list[Title],
    level: int,
    chosen: dict[int, tuple[Title, float]],
    *,
    by_number: bool,
    marked: bool,
) -> None:
    """Add questions one level up or down that are neither inside the others nor contain them."""
    labelled = sum(t.part is Part.QUESTION for t, _ in chosen.values()) * 2 > len(chosen)
    starts = sorted(chosen)
    scopes = [chosen[start][0].scope for start in starts]
    last_end = -1
    for title in titles:
        other, start = title.block.level, title.block.start
        if other == level or title.stop or start in chosen:
            continue
        place = bisect_left(starts, start)
        inside = start < last_end or (place > 0 and scopes[place - 1] > start)
        holds = place < len(starts) and starts[place] < title.scope
        if inside or holds:
            continue
        alike = title.part is Part.QUESTION or not labelled
        fits = (by_number and bool(title.number) and alike) or (marked and title.answered)
        if title.asks >= 0.6 or (fits and (title.asks >= SURE or abs(other - level) == 1)):
            chosen[start] = (title, max(title.asks, 0.55))
            last_end = title.scope
