"""What an importer found: questions with their positions, and everything left out, with the
reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from simulator.core.bank import DEFAULT_TOPIC, Bank, Question
from simulator.core.fields import fields_of
from simulator.importers.common.markdown_text import letters_of
from simulator.importers.common.questionness import asks_outright
from simulator.storage.banks.values import read_value

DOUBTFUL_BELOW = 0.5
"""Items less certain than this are shown first, and written only after confirmation."""


CERTAIN_FROM = 0.9


class CannotRead(Exception):
    """A file that is damaged, too large, or not of the kind it claims.

    The message is a sentence that begins with the file's name and the line, if known.
    """


@dataclass(frozen=True, slots=True)
class DraftItem:
    """A question as an importer understood it, before anybody confirmed it.

    `line` and `last_line` count from 1; in a format without lines both are the card's number.
    `certainty` is from 0 to 1; `note` says what is in doubt, or is empty.
    """

    question: Question
    file: str
    line: int
    last_line: int
    certainty: float = 1.0
    note: str = ""

    @property
    def doubtful(self) -> bool:
        """True if a person should check it before it is written."""
        return self.certainty < DOUBTFUL_BELOW

    @property
    def doubt(self) -> str:
        """What makes it uncertain, in words; empty if it is certain."""
        if self.note or self.certainty >= CERTAIN_FROM or asks_outright(self.question.question):
            return self.note
        return "it is not clearly worded as a question"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Source lines that are part of no question, and the reason. Lines count from 1."""

    file: str
    line: int
    last_line: int
    reason: str
    text: str = ""
    """The content of the lines, if it is text."""

    @property
    def words(self) -> str:
        """The text, starting at the first line with a letter or digit."""
        lines = self.text.split("\n")
        start = next((at for at, line in enumerate(lines) if any(map(str.isalnum, line))), 0)
        return "\n".join(lines[start:]).strip()

    def as_item(self) -> DraftItem:
        """The lines as a question after all: the first with words asks, the rest is the answer."""
        first, _, rest = self.words.partition("\n")
        asked = re.sub(r"^(?:#{1,6}|[-*+>]|\d{1,4}[.)])\s+", "", first.strip()).strip()
        question = Question("", asked, rest.strip())
        note = f"left out: {self.reason}"
        return DraftItem(question, self.file, self.line, self.last_line, 0.0, note)


@dataclass(frozen=True, slots=True)
class Heading:
    """Lines that name the bank's title or a topic. Lines count from 1."""

    file: str
    line: int
    last_line: int
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The result of one import.

    Every non-blank line belongs to an item, a heading or a `LeftOut`. `refused` is a sentence
    saying why there is nothing to write; `doubt` says why a person should confirm first.
    `layout` describes in words how the document was understood.
    """

    items: tuple[DraftItem, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    headings: tuple[Heading, ...] = ()
    folder: str = ""
    """The name of the folder, if a folder was read."""
    title: str = ""
    license: str = ""
    source: str = ""
    version: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    description: str = ""
    time_limit: float | None = None
    layout: str = ""
    notes: tuple[str, ...] = ()
    refused: str | None = None
    doubt: str | None = None
    files: tuple[str, ...] = ()

    def read_as(self, form: str) -> Draft:
        """This draft with the format's name in front of its layout."""
        return replace(self, layout=f"{form}, {self.layout}" if self.layout else form)


def about_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """A draft's fields about the bank, from values under the key names of our own files."""
    limit = values.get("time_limit")
    said = {
        each.name: read_value(each, values[each.name])
        for each in fields_of(Bank)
        if values.get(each.name)
    }
    return said | {"time_limit": float(limit) if isinstance(limit, int | float) else None}


def joined(drafts: Iterable[Draft]) -> Draft:
    """The drafts of several files as one; titles and the like come from the first that has them."""
    parts = list(drafts)
    if len(parts) == 1:
        return parts[0]
    items, again = without_repeated([item for part in parts for item in _with_topics(part, parts)])
    refusals = [part.refused for part in parts if part.refused]
    doubts = [part.doubt for part in parts if part.doubt and part.items]
    names = (*(each.name for each in fields_of(Bank)), "time_limit")
    said = ((name, getattr(part, name)) for part in reversed(parts) for name in names)
    languages = Counter(part.language for part in parts if part.items)
    return Draft(
        items=tuple(items),
        left_out=(*(left for part in parts for left in part.left_out), *again),
        headings=tuple(heading for part in parts for heading in part.headings),
        **{name: value for name, value in said if value}
        | {
            "title": _common_title(parts),
            "language": max(languages, key=languages.__getitem__, default=""),
        },
        layout=", ".join(dict.fromkeys(part.layout for part in parts if part.layout)),
        notes=tuple(dict.fromkeys(note for part in parts for note in part.notes)),
        refused=None if items or not refusals else refusals[0],
        doubt=doubts[0] if len(doubts) * 2 > len(parts) else None,
        files=tuple(file for part in parts for file in part.files),
    )


def without_repeated(items: Sequence[DraftItem]) -> tuple[list[DraftItem], list[LeftOut]]:
    """The items, and separately those without an answer that appear again with one."""
    answered = {letters_of(item.question.question) for item in items if item.question.answer}
    kept, again = [], []
    for item in items:
        if item.question.answer or letters_of(item.question.question) not in answered:
            kept.append(item)
        else:
            why = "asked again elsewhere, with its answer"
            again.append(LeftOut(item.file, item.line, item.last_line, why))
    return kept, again


def _common_title(parts: Sequence[Draft]) -> str:
    """The title that all share; else that of a file about the others, such as a README."""
    titles = {part.title for part in parts if part.items}
    if len(titles) == 1:
        return titles.pop()
    about = (part for part in parts if not part.items and _ABOUT_OTHERS.search("".join(part.files)))
    return next((part.title for part in about if part.title), "")


_ABOUT_OTHERS = re.compile(r"(?:^|[/\\])_?(?:readme|index)\.", re.IGNORECASE)


def _with_topics(part: Draft, parts: Sequence[Draft]) -> tuple[DraftItem, ...]:
    """The items of one of several files; those without a topic get the file's title or name."""
    several = [one for one in parts if one.items]
    if len(several) < 2 or sum(len(one.items) for one in several) < 1.5 * len(several):
        return part.items
    name = part.title or (part.files[0].rpartition("/")[2].rpartition(".")[0] if part.files else "")
    return tuple(
        replace(item, question=replace(item.question, topic=name))
        if name and item.question.topic == DEFAULT_TOPIC
        else item
        for item in part.items
    )
