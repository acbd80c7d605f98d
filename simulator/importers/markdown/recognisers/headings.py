"""Questions that are headings: plain, numbered, labelled, on one level or on two."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise

from simulator.importers.common.questionness import (
    is_stop_title,
    label_of,
    part_of_title,
    plain,
    questionness,
    without_number,
    without_signs,
)
from simulator.importers.common.vocabulary import Part
from simulator.importers.markdown.document.cues import Marks
from simulator.importers.markdown.document.document import Block, Kind, Page
from simulator.importers.markdown.document.subject import says_questions
from simulator.importers.markdown.recognisers.layout import Layout, Marker, layout

_SURE = 0.4
"""From here on a title is taken for a question by its words alone."""
_MANY, _UNLIKELY = 5, 0.45
_FEW = 0.15
"""Where a page says that it holds questions, so many of a level must look like one."""
_BOLD_QUESTION = re.compile(r"^(\*\*|__)[^*_\n]{4,300}[?？؟]\s*\1\s*$")
_TASK = re.compile(
    r"(?:question|exercise|problem|task|aufgabe|frage|ejercicio|pregunta|exercice|exercício|задача|"
    r"вопрос|задание)\s+(?P<number>\d{1,3}(?:\.\d{1,2})?[a-z]?)\W*"
    r"(?:\d{1,3}(?:[.,]\d)?\s?(?:points?|pts|marks?|punkte|puntos|pontos|баллов|%)\W*)?",
    re.IGNORECASE,
)
"""`Exercise 1 (5 points)`: a number, and nothing that asks."""
_SOON = 60
"""Lines within which a lone title has its answer, if it is a question."""


class _Title:
    """A heading with what is known about it."""

    def __init__(self, page: Page, marks: Marks, block: Block, scope: int) -> None:
        self.block = block
        self.scope = scope
        self.name = plain(block.text)
        self.part, self.number, self.rest = label_of(self.name)
        if task := _TASK.fullmatch(self.name):
            self.part, self.number, self.rest = Part.QUESTION, task["number"], ""
        if not self.number:
            self.number = without_number(without_signs(self.name))[0]
        self.stop = is_stop_title(self.name) and self.part is not Part.QUESTION
        titled = part_of_title(block.text)
        self.stop = self.stop or titled not in (None, Part.QUESTION)
        self.asks = 0.0 if self.stop else questionness(block.text)
        has_answer = marks.has_answer if self.asks >= _SURE else marks.surely_has_answer
        own = min([scope, *_labels_below(marks, block.end, scope)])
        self.answered = has_answer(block.end, own)
        self.answered_soon = has_answer(block.end, min(own, block.end + _SOON))
        if self.part is Part.QUESTION and self.number and not self.rest:
            self.asks, self.stop = 0.8, False
        if not any(letter.isalpha() for letter in self.name):
            below = page.blocks_in(block.end, scope)
            self.stop = self.stop or not below or below[0].kind is not Kind.PARAGRAPH
            self.asks = 0.0 if self.stop else questionness(below[0].text)
            self.number = self.number if self.asks >= _SURE else ""


def _labels_below(marks: Marks, start: int, end: int) -> list[int]:
    """The line of the first question with a label of its own, whose answer is not the heading's."""
    below = marks.between(start, end)
    return [
        mark.line
        for mark, following in pairwise(below)
        if mark.part is Part.QUESTION and mark.how == "label" and following.part is Part.ANSWER
    ][:1]


def find(page: Page, marks: Marks) -> list[Layout]:
    """One layout for each level of headings that could hold the questions."""
    titles = [_Title(page, marks, block, page.scope_of(block)) for block in page.headings]
    if titles and _names_the_page(page, titles):
        titles[0].stop = True
    found = []
    for level in sorted({title.block.level for title in titles}):
        if made := _on_level(page, titles, level):
            found.append(made)
        if made := _titles_above_questions(page, titles, level):
            found.append(made)
    return found


def _names_the_page(page: Page, titles: list[_Title]) -> bool:
    """Whether the first heading is the title: it asks nothing, and no text stands below it."""
    first = titles[0]
    end = titles[1].block.start if len(titles) > 1 else first.scope
    is_bare = not page.blocks_in(first.block.end, end)
    return first.block.level == 1 and first.asks < _SURE and not first.answered and is_bare


def _titles_above_questions(page: Page, titles: list[_Title], level: int) -> Layout | None:
    """Headings that only name a task; the paragraph below each asks, and nothing answers."""
    markers = []
    here = [
        t
        for t in titles
        if t.block.level == level and not t.stop and not _children(titles, t, level)
    ]
    for title in here:
        below = [b for b in page.blocks_in(title.block.end, title.scope) if b.kind is not Kind.RULE]
        text = below[0].text if below and below[0].kind is Kind.PARAGRAPH else ""
        if title.asks < _SURE and not title.answered and len(below) <= 2 and _asks_somewhere(text):
            end = below[0].end
            prompt = f"{title.block.text}\n\n{text}"
            markers.append(Marker(title.block.start, end, title.scope, prompt, 0.7, level=level))
    if len(markers) < max(3, 0.7 * len(here)):
        return None
    return layout(f"level-{level} titles above questions", markers, size=len(here), weight=0.9)


def _asks_somewhere(text: str) -> bool:
    """Whether one of a text's sentences asks."""
    sentences = re.split(r"(?<=[.!?])\s+", text[:2_000])
    return any(questionness(sentence) >= _SURE for sentence in sentences)


def _on_level(page: Page, titles: list[_Title], level: int) -> Layout | None:
    here = [title for title in titles if title.block.level == level and not title.stop]
    leaves = [title for title in here if not _children(titles, title, level)]
    answered = sum(title.answered for title in leaves)
    numbered = sum(bool(title.number) for title in leaves)
    marked = answered >= max(1, 0.7 * len(leaves))
    if len(leaves) == 1 and not leaves[0].answered_soon:
        marked = False
    by_number = numbered >= max(3, 0.7 * len(leaves))
    chosen: dict[int, tuple[_Title, float]] = {}
    for title in leaves:
        sure = _sure(title, marked=marked, by_number=by_number)
        if sure >= _SURE:
            chosen[title.block.start] = (title, min(1.0, sure))
    if len(chosen) < _FEW * len(leaves) and (names := _only_names(page, leaves, level)):
        return names
    if not chosen:
        return None
    if len(chosen) >= (_FEW if says_questions(page) else 0.6) * len(leaves):
        _take_unlikely(page, leaves, chosen, marked=marked and by_number)
    _take_other_levels(titles, level, chosen, by_number=by_number, marked=marked)
    markers = [_marker(page, title, sure) for title, sure in chosen.values()]
    own = sum(title.block.level == level for title, _ in chosen.values())
    share = sum(title.answered for title, _ in chosen.values()) / len(chosen)
    return layout(
        f"level-{level} headings",
        markers,
        size=max(len(leaves), len(markers)),
        marked=share >= 0.6,
        weight=1.0 if own * 2 >= len(chosen) else 0.8,
    )


def _only_names(page: Page, leaves: list[_Title], level: int) -> Layout | None:
    """The headings of a page that says it holds questions, although none of them asks: a doubt."""
    with_text = [title for title in leaves if page.blocks_in(title.block.end, title.scope)]
    if not says_questions(page) or len(with_text) < max(_MANY, 0.9 * len(leaves)):
        return None
    markers = [_marker(page, title, _UNLIKELY) for title in with_text]
    return layout(f"level-{level} headings", markers, size=len(leaves), weight=0.5)


def _sure(title: _Title, *, marked: bool, by_number: bool) -> float:
    """How surely a title asks, in a level whose answers are announced, or that is numbered."""
    if marked and title.answered:
        return max(title.asks, 0.9)
    if by_number and title.number:
        return max(title.asks, 0.55 if title.asks < _SURE else 0.8)
    return title.asks


def _children(titles: list[_Title], parent: _Title, level: int) -> list[_Title]:
    """Questions on deeper levels where the parent itself looks like a topic."""
    if parent.asks >= _SURE:
        return []
    place = bisect_right(titles, parent.block.start, key=lambda title: title.block.start)
    below = []
    while place < len(titles) and titles[place].block.start < parent.scope:
        below.append(titles[place])
        place += 1
    asking = [
        title for title in below if title.asks >= _SURE or (title.answered and not title.stop)
    ]
    return asking if len(asking) * 2 >= len([title for title in below if not title.stop]) else []


def _take_unlikely(
    page: Page, leaves: list[_Title], chosen: dict[int, tuple[_Title, float]], *, marked: bool
) -> None:
    """Titles that ask nothing, among many that do, with text of their own below them."""
    first = min(chosen)
    for title in leaves:
        block = title.block
        if block.start in chosen or block.start < first or (title.asks <= 0 and not title.name):
            continue
        if marked and not title.answered and not title.number:
            continue  # All the others say where their answers are.
        own = [b for b in page.blocks_in(block.end, title.scope) if b.kind is not Kind.RULE]
        if own and own[0].kind is Kind.PARAGRAPH and _BOLD_QUESTION.match(own[0].text[:500]):
            continue  # It is the topic of what is asked below it.
        prose = [b for b in own if b.kind in (Kind.PARAGRAPH, Kind.CODE) and not _is_links(b.text)]
        if prose and len(prose) * 2 >= len(own):
            chosen[block.start] = (title, _UNLIKELY)


def _is_links(text: str) -> bool:
    """Whether a paragraph is little else than links."""
    return "](" in text and len(plain(text)) < 0.4 * len(text)


def _take_other_levels(
    titles: list[_Title],
    level: int,
    chosen: dict[int, tuple[_Title, float]],
    *,
    by_number: bool,
    marked: bool,
) -> None:
    """Questions of the same document one level up or down, where they stand beside the others."""
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
        fits = (by_number and bool(title.number)) or (marked and title.answered)
        if title.asks >= 0.6 or (fits and (title.asks >= _SURE or abs(other - level) == 1)):
            chosen[start] = (title, max(title.asks, 0.55))
            last_end = title.scope


def _marker(page: Page, title: _Title, sure: float) -> Marker:
    block = title.block
    column = block.item.column if block.item else 0
    scope = title.scope
    prompt, end = block.text, block.end
    labelled = title.part is Part.QUESTION and title.number and not title.rest
    bare = not any(letter.isalpha() for letter in plain(prompt))
    if labelled or bare:
        below = page.blocks_in(block.end, scope)
        if below and below[0].kind is Kind.PARAGRAPH:
            prompt, end = below[0].text, below[0].end
    return Marker(block.start, end, scope, prompt, sure, column=column, level=block.level)
