"""A question of a page as an item of a draft."""

from __future__ import annotations

from simulator.core.bank import DEFAULT_TOPIC, Question
from simulator.core.choices import Difficulty
from simulator.importers.common.details import Details, tags_of
from simulator.importers.common.draft import DraftItem
from simulator.importers.common.follow_up import sentences
from simulator.importers.common.questionness import (
    label_of,
    plain,
    without_number,
    without_permalink,
    without_signs,
)
from simulator.importers.common.vocabulary import Part
from simulator.importers.markdown.document.cues import rest_of
from simulator.importers.markdown.document.document import Page
from simulator.importers.markdown.document.parts import Parts
from simulator.importers.markdown.items.topics import Topics
from simulator.importers.markdown.recognisers.layout import WEAK, Marker


def item_of(
    page: Page, marker: Marker, parts: Parts, topics: Topics, *, file: str, ratio: float
) -> DraftItem | None:
    """The item; None for a question without words. `ratio`: how much its layout asks, 0 to 1."""
    title, _, more = parts.question.partition("\n")
    details = parts.details
    title = details.take_title(_prompt_title(title))
    details.take(marker.about, topic_alone=True)
    question = f"{title}\n{more}".strip()
    if not any(letter.isalnum() for letter in question):
        return None
    for _, _, text in page.comments_in(marker.line, marker.scope):
        _from_comment(details, text)
    made = Question(
        id="",
        question=question,
        answer=parts.answer,
        topic=marker.topic or details.topic or topics.of(marker) or DEFAULT_TOPIC,
        tags=tuple(dict.fromkeys(details.tags)),
        difficulty=details.difficulty or Difficulty.MEDIUM,
        key_points=tuple(parts.key_points),
        mistakes=tuple(parts.mistakes),
        follow_ups=sentences(parts.follow_ups),
        references=tuple(parts.references),
    )
    certainty = _in_company(marker.certainty, ratio) * (1.0 if parts.answer else 0.9)
    last = _last_line(page, marker)
    return DraftItem(made, file, marker.line + 1, last, round(certainty, 2), _note(parts))


def _note(parts: Parts) -> str:
    """What a person should know of it."""
    notes = []
    if not parts.answer:
        notes.append("the answer is only links" if parts.references else "no answer")
    if parts.pictures == 1:
        notes.append("a picture stays out")
    elif parts.pictures:
        notes.append(f"{parts.pictures} pictures stay out")
    return "; ".join(notes)


def _last_line(page: Page, marker: Marker) -> int:
    last = marker.scope
    while last > marker.end and not page.source[last - 1].strip():
        last -= 1
    return last


def _in_company(certainty: float, ratio: float) -> float:
    """How sure a question is among others that surely ask: `Describe floats.` by itself says
    little, between thirty questions it is one."""
    return certainty if ratio < WEAK else certainty + 0.5 * (1 - certainty) * ratio


def _prompt_title(title: str) -> str:
    """The question's first line without its number, its label and the signs before it."""
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


def _from_comment(details: Details, text: str) -> None:
    key, colon, value = text.partition(":")
    if colon and key.strip().casefold() in ("tags", "tag"):
        details.tags += tags_of(value)
    elif colon:
        details.take(text)
