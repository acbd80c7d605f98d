"""Turn a page's question into a draft item, with the heading above it as its topic."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence, Set

from simulator.core.bank import DEFAULT_TOPIC, FollowUp, Question
from simulator.core.choices import Difficulty
from simulator.importers.common.details import Details, tags_of
from simulator.importers.common.draft import DraftItem
from simulator.importers.common.questionness import (
    is_stop_title,
    label_of,
    part_of_title,
    plain,
    title_of,
    without_number,
    without_permalink,
    without_signs,
)
from simulator.importers.common.vocabulary import Part
from simulator.importers.markdown.document.document import Block, Page
from simulator.importers.markdown.document.marks import rest_of
from simulator.importers.markdown.document.parts import Parts
from simulator.importers.markdown.document.provenance import about_all
from simulator.importers.markdown.items.doubts import SURELY
from simulator.importers.markdown.recognisers.layout import WEAK, Marker, Spans

_SOURCE_LINK = re.compile(
    r"(?:\\\n)?\s*[\[(]{0,2}\[(?P<text>[^\[\]]{1,24})\]{1,2}"
    r"\((?P<link>https?://[^()\s]+(?:\([^()\s]*\)[^()\s]*)*)\)[\])]{0,2}\.?$"
)
"""`[[src]](https://...)` at the end of a question or answer."""


class Topics:
    """The headings above the questions; `asking` has the lines of those that ask themselves, which
    end the sections above them."""

    def __init__(self, page: Page, markers: Sequence[Marker], asking: Set[int]) -> None:
        taken = {marker.line for marker in markers} - asking
        spans = Spans(markers)
        self._headings = [
            block
            for block in page.headings
            if block.start in asking
            or (block.start not in taken and not spans.touch(block.start, block.end))
        ]
        lines = {marker.line for marker in markers}
        self._sections = {
            block.start
            for block in self._headings
            if any(below.start in lines for below in page.blocks_in(block.end, block.end + 20)[:1])
        }
        """The headings right above a question, which name a section even on its level."""
        self._asking = asking
        self._starts = [block.start for block in self._headings]
        first = page.headings[0] if page.headings else None
        ones = [b for b in page.headings if b.level == 1]
        alone = first is not None and first.level == 1 and len(ones) == 1
        self._title = first if alone and first is not None and first.start not in taken else None
        self._used: set[int] = set()
        self.about_all = about_all(page.prepared.front)

    def of(self, marker: Marker) -> str:
        """The nearest heading whose section contains this question."""
        level = 7
        place = bisect_left(self._starts, marker.line)
        for block in reversed(self._headings[max(0, place - 200) : place]):
            beside = block.level == marker.level < level and block.start in self._sections
            if block.level >= min(level, marker.level) and not beside:
                continue
            level = block.level
            name = "" if block.start in self._asking else title_of(block.text)
            if block is self._title or not any(letter.isalpha() for letter in name):
                continue
            if is_stop_title(name):
                continue
            self._used.add(block.start)
            return name
        return ""

    def used(self, items: Sequence[DraftItem]) -> list[tuple[Block, str]]:
        """The headings used as a topic or the title."""
        if not items:
            return []
        return [
            (b, title_of(b.text))
            for b in self._headings
            if b.start in self._used or b is self._title
        ]


def item_of(
    page: Page, marker: Marker, parts: Parts, topics: Topics, *, file: str, ratio: float
) -> DraftItem | None:
    """The item; None for a question without words. `ratio` is its layout's, from 0 to 1."""
    title, _, more = parts.question.partition("\n")
    details = parts.details
    title, asked_in = _without_sources(_prompt_title(title))
    answer, answered_in = _without_sources(parts.answer)
    title = details.take_title(title)
    details.take(marker.about, topic_alone=True)
    question = f"{title}\n{more}".strip()
    if not any(letter.isalnum() for letter in question):
        return None
    for _, _, text in page.comments_in(marker.line, marker.scope):
        _from_comment(details, text)
    made = Question(
        id="",
        question=question,
        answer=answer,
        topic=marker.topic
        or details.topic
        or topics.of(marker)
        or topics.about_all.topic
        or DEFAULT_TOPIC,
        tags=tuple(dict.fromkeys([*details.tags, *topics.about_all.tags])),
        difficulty=details.difficulty or Difficulty.MEDIUM,
        key_points=tuple(parts.key_points),
        mistakes=tuple(parts.mistakes),
        follow_ups=tuple(map(FollowUp, parts.follow_ups)),
        references=tuple(dict.fromkeys([*asked_in, *answered_in, *parts.references])),
    )
    certainty = _in_company(marker.certainty, ratio) * (1.0 if parts.answer else 0.9)
    certainty = min(certainty, SURELY) if marker.doubt else certainty
    last = _last_line(page, marker)
    return DraftItem(
        made, file, marker.line + 1, last, round(certainty, 2), _note(parts, marker.doubt)
    )


def _note(parts: Parts, doubt: str) -> str:
    """What a person should check."""
    notes = [doubt] if doubt else []
    if not parts.answer:
        notes.append("the answer is only links" if parts.references else "no answer")
    if parts.pictures == 1:
        notes.append("a picture is left out")
    elif parts.pictures:
        notes.append(f"{parts.pictures} pictures are left out")
    return "; ".join(notes)


def _last_line(page: Page, marker: Marker) -> int:
    last = marker.scope
    while last > marker.end and not page.source[last - 1].strip():
        last -= 1
    return last


def _in_company(certainty: float, ratio: float) -> float:
    """Raise the certainty among other sure questions: `Describe floats.` alone means little, but
    between thirty questions it is one."""
    return certainty if ratio < WEAK else certainty + 0.5 * (1 - certainty) * ratio


def _prompt_title(title: str) -> str:
    """The question's first line without number, label and leading symbols."""
    text = without_permalink(title.strip().strip("#").strip())
    stripped = without_signs(text)
    for mark in ("**", "__"):
        around = stripped.startswith(mark) and stripped.rstrip().endswith(mark)
        if around and stripped.count(mark) == 2:
            stripped = stripped.strip()[2:-2].strip()
    part, number, rest = label_of(plain(stripped))
    if part is Part.QUESTION and rest and (number or len(rest) > 3):
        stripped = rest_of(stripped, rest)
    _, stripped = without_number(stripped)
    return stripped.strip().lstrip("▶►").strip() or text


def _without_sources(text: str) -> tuple[str, list[str]]:
    """Split off the links to sources at the end of a text; also return where they lead."""
    sources: list[str] = []
    while (link := _SOURCE_LINK.search(text)) and link.start():
        if part_of_title(link["text"]) not in (Part.REFERENCES, Part.ANSWER):
            break
        sources.insert(0, link["link"])
        text = text[: link.start()]
    return text, sources


def _from_comment(details: Details, text: str) -> None:
    key, colon, value = text.partition(":")
    if colon and key.strip().casefold() in ("tags", "tag"):
        details.tags += tags_of(value)
    elif colon:
        details.take(text)
