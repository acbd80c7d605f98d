"""Headings with what is known about them: whether they ask, their number, where their answer is;
and headings that only name a task or a subject."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
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
from simulator.importers.markdown.document.document import Block, Kind, Page
from simulator.importers.markdown.document.marks import Marks
from simulator.importers.markdown.document.provenance import says_questions
from simulator.importers.markdown.recognisers.layout import Layout, Marker, layout

SURE = 0.4
"""The certainty from which a title counts as a question by its words alone."""
UNLIKELY = 0.45
"""The certainty of a title that doesn't ask itself."""
_MANY = 5
_TASK = re.compile(
    r"(?:question|exercise|problem|task|aufgabe|frage|ejercicio|pregunta|exercice|exercício|задача|"
    r"вопрос|задание)\s+(?P<number>\d{1,3}(?:\.\d{1,2})?[a-z]?)\W*"
    r"(?:\d{1,3}(?:[.,]\d)?\s?(?:points?|pts|marks?|punkte|puntos|pontos|баллов|%)\W*)?",
    re.IGNORECASE,
)
"""`Exercise 1 (5 points)`: a number, but no question."""
_SOON = 60
"""The lines within which a lone title must have its answer to be a question."""


class Title:
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
        surely = self.asks < SURE
        own = min([scope, *_labels_below(marks, block.end, scope)])
        soon = min(own, block.end + _SOON)
        self.answered = marks.has_answer(block.end, own, surely=surely)
        self.answered_soon = marks.has_answer(block.end, soon, surely=surely)
        if self.part is Part.QUESTION and self.number and not self.rest:
            self.asks, self.stop = 0.8, False
        if not any(letter.isalpha() for letter in self.name):
            below = page.blocks_in(block.end, scope)
            self.stop = self.stop or not below or below[0].kind is not Kind.PARAGRAPH
            self.asks = 0.0 if self.stop else questionness(below[0].text)
            self.number = self.number if self.asks >= SURE else ""


def _labels_below(marks: Marks, start: int, end: int) -> list[int]:
    """The line of the first labelled question with an answer, which then isn't the heading's."""
    below = marks.between(start, end)
    return [
        mark.line
        for mark, following in pairwise(below)
        if mark.part is Part.QUESTION and mark.how == "label" and following.part is Part.ANSWER
    ][:1]


def names_the_page(page: Page, titles: list[Title]) -> bool:
    """True if the first heading is the page's title: it doesn't ask and has no text below it."""
    first = titles[0]
    end = titles[1].block.start if len(titles) > 1 else first.scope
    is_bare = not page.blocks_in(first.block.end, end)
    return first.block.level == 1 and first.asks < SURE and not first.answered and is_bare


def asked_below(titles: Sequence[Title], parent: Title) -> list[Title]:
    """Questions on deeper levels, if the parent itself looks like a topic."""
    if parent.asks >= SURE:
        return []
    place = bisect_right(titles, parent.block.start, key=lambda title: title.block.start)
    below = []
    while place < len(titles) and titles[place].block.start < parent.scope:
        below.append(titles[place])
        place += 1
    asking = [title for title in below if title.asks >= SURE or (title.answered and not title.stop)]
    return asking if len(asking) * 2 >= len([title for title in below if not title.stop]) else []


def marker_of(page: Page, title: Title, certainty: float) -> Marker:
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
    return Marker(block.start, end, scope, prompt, certainty, column=column, level=block.level)


def titles_above_questions(page: Page, leaves: Sequence[Title], level: int) -> Layout | None:
    """Headings that only name a task, each above a paragraph that asks, without answers."""
    markers = []
    for title in leaves:
        below = [b for b in page.blocks_in(title.block.end, title.scope) if b.kind is not Kind.RULE]
        text = below[0].text if below and below[0].kind is Kind.PARAGRAPH else ""
        if title.asks < SURE and not title.answered and len(below) <= 2 and _asks_somewhere(text):
            end = below[0].end
            prompt = f"{title.block.text}\n\n{text}"
            markers.append(Marker(title.block.start, end, title.scope, prompt, 0.7, level=level))
    if len(markers) < max(3, 0.7 * len(leaves)):
        return None
    return layout(f"level-{level} titles above questions", markers, size=len(leaves), weight=0.9)


def _asks_somewhere(text: str) -> bool:
    """True if one of the sentences asks."""
    sentences = re.split(r"(?<=[.!?])\s+", text[:2_000])
    return any(questionness(sentence) >= SURE for sentence in sentences)


def only_names(page: Page, leaves: Sequence[Title], level: int) -> Layout | None:
    """The headings of a page that says it has questions, though none asks; all doubtful."""
    with_text = [title for title in leaves if page.blocks_in(title.block.end, title.scope)]
    if not says_questions(page) or len(with_text) < max(_MANY, 0.9 * len(leaves)):
        return None
    markers = [marker_of(page, title, UNLIKELY) for title in with_text]
    return layout(f"level-{level} headings", markers, size=len(leaves), weight=0.5)
