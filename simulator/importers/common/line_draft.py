"""Drafts of formats read line by line, with every line accounted for; and mapping a draft read
from converted Markdown back to the source's lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from simulator.core.bank import Question
from simulator.core.fields import MOST_QUESTIONS
from simulator.importers.common.draft import Draft, DraftItem, Heading, LeftOut, about_of

_LONGEST_TEXT = 20_000
Placed = TypeVar("Placed", DraftItem, Heading)


def taken_lines(length: int, parts: Sequence[DraftItem | Heading | LeftOut]) -> list[bool]:
    """For each line of a source, True if one of the parts covers it."""
    taken = [False] * length
    for part in parts:
        for at in range(part.line - 1, min(part.last_line, length)):
            taken[at] = True
    return taken


@dataclass(slots=True)
class Lines:
    """A source while it is read: the items so far, and what is known about the other lines.

    Lines count from 1. `reasons` says why a line is left out.
    """

    file: str
    lines: Sequence[str]
    items: list[DraftItem] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    reasons: dict[int, str] = field(default_factory=dict)
    begins: set[int] = field(default_factory=set)
    """Lines that start a new left-out part, even below one with the same reason."""
    across_blanks: bool = False
    """True if a left-out part may continue after a blank line."""

    @property
    def is_full(self) -> bool:
        """True if a bank can't hold more questions."""
        return len(self.items) >= MOST_QUESTIONS

    def add(self, question: Question, line: int, last_line: int, *, bare: float) -> None:
        """Add a question on these lines; `bare` is the certainty of one without an answer.

        A question without words, or beyond a bank's limit, is left out.
        """
        if self.is_full or not any(map(str.isalnum, question.question)):
            why = "more than 20,000 questions" if self.is_full else "a question without text"
            return self.leave(line, last_line, why)
        certainty, note = (1.0, "") if question.answer else (bare, "no answer")
        self.items.append(DraftItem(question, self.file, line, last_line, certainty, note))

    def leave(self, line: int, last_line: int, reason: str) -> None:
        """Note why these lines are part of no question."""
        for at in range(line, last_line + 1):
            self.reasons[at] = reason

    def runs(self) -> Iterator[tuple[int, int]]:
        """Half-open runs of non-blank lines that belong to no item or heading."""
        taken = taken_lines(len(self.lines), [*self.items, *self.headings])
        free = (bool(line.strip()) and not taken[at] for at, line in enumerate(self.lines))
        for is_free, run in groupby(enumerate(free), key=itemgetter(1)):
            places = [at for at, _ in run]
            if is_free:
                yield places[0], places[-1] + 1

    def left_out(self, otherwise: str) -> list[LeftOut]:
        """The same lines, grouped by reason."""
        parts: list[LeftOut] = []
        for number in (at + 1 for start, end in self.runs() for at in range(start, end)):
            reason = self.reasons.get(number, otherwise)
            last = parts[-1] if parts else None
            between = self.lines[last.last_line : number - 1] if last else ()
            is_next = not (any(map(str.strip, between)) if self.across_blanks else between)
            if last and last.reason == reason and is_next and number not in self.begins:
                parts[-1] = replace(last, last_line=number)
            else:
                parts.append(LeftOut(self.file, number, number, reason))
        texts = ("\n".join(self.lines[part.line - 1 : part.last_line]) for part in parts)
        return [
            replace(part, text=text[:_LONGEST_TEXT])
            for part, text in zip(parts, texts, strict=True)
        ]

    def draft(
        self, layout: str, *, otherwise: str, refusal: str, about: Mapping[str, Any] | None = None
    ) -> Draft:
        """The draft; `refusal` is the message if no question was found."""
        return Draft(
            items=tuple(self.items),
            left_out=tuple(self.left_out(otherwise)),
            headings=tuple(self.headings),
            **about_of(about or {}),
            layout=layout,
            files=(self.file,),
            refused=None if self.items else f"{self.file}: {refusal}",
        )


def map_back(
    draft: Draft,
    source: Sequence[str],
    origins: Sequence[int],
    *,
    otherwise: str,
    reasons: Mapping[int, str] | None = None,
) -> Draft:
    """Map the draft of a document converted to Markdown back to the lines of its `source`.

    `origins` has the source line of each Markdown line. `reasons` and `otherwise` say why lines
    that were not converted are left out.
    """
    file = draft.files[0]
    places = [*origins, len(source)]
    made = Lines(file, source, reasons=dict(reasons or {}))
    made.items = [_moved(item, places) for item in draft.items]
    made.headings = [_moved(heading, places) for heading in draft.headings]
    for left in draft.left_out:
        start, end = _at(places, left.line), _at(places, left.last_line)
        for line in range(start, end + 1):
            made.reasons.setdefault(line, left.reason)
    return replace(
        draft,
        items=tuple(made.items),
        headings=tuple(made.headings),
        left_out=tuple(made.left_out(otherwise)),
    )


def _moved(part: Placed, places: Sequence[int]) -> Placed:
    line = _at(places, part.line)
    return replace(part, line=line, last_line=max(line, _at(places, part.last_line)))


def _at(places: Sequence[int], line: int) -> int:
    return places[min(line - 1, len(places) - 1)]
