"""The draft of a format that is read line by line, every line accounted for; and of one that was
made Markdown, put back onto its lines."""

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
    """For each line of a source, whether one of the parts holds it."""
    taken = [False] * length
    for part in parts:
        for at in range(part.line - 1, min(part.last_line, length)):
            taken[at] = True
    return taken


@dataclass(slots=True)
class Lines:
    """A source as it is read: the items so far, and what is known of the other lines.

    Lines count from 1. `reasons` says of the first line of something left out why it was.
    """

    file: str
    lines: Sequence[str]
    items: list[DraftItem] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    reasons: dict[int, str] = field(default_factory=dict)
    begins: set[int] = field(default_factory=set)
    """Lines that go on with nothing left out above them."""
    across_blanks: bool = False
    """Whether what is left out goes on behind a blank line."""

    @property
    def is_full(self) -> bool:
        """Whether a bank can hold no more."""
        return len(self.items) >= MOST_QUESTIONS

    def add(self, question: Question, line: int, last_line: int, *, bare: float) -> None:
        """A question on these lines; `bare` is how sure one without an answer is. What has no
        words, or what a bank can't hold, is left out."""
        if self.is_full or not any(map(str.isalnum, question.question)):
            why = "more than 20,000 questions" if self.is_full else "a question without text"
            return self.leave(line, last_line, why)
        certainty, note = (1.0, "") if question.answer else (bare, "no answer")
        self.items.append(DraftItem(question, self.file, line, last_line, certainty, note))

    def leave(self, line: int, last_line: int, reason: str) -> None:
        """Say why these lines became no question."""
        for at in range(line, last_line + 1):
            self.reasons[at] = reason

    def runs(self) -> Iterator[tuple[int, int]]:
        """The lines that are neither blank nor in an item or a heading, in runs, half open."""
        taken = taken_lines(len(self.lines), [*self.items, *self.headings])
        free = (bool(line.strip()) and not taken[at] for at, line in enumerate(self.lines))
        for is_free, run in groupby(enumerate(free), key=itemgetter(1)):
            places = [at for at, _ in run]
            if is_free:
                yield places[0], places[-1] + 1

    def left_out(self, otherwise: str) -> list[LeftOut]:
        """The same lines in runs of one reason."""
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
        """The draft. `refusal` is the sentence for a source without any question."""
        return Draft(
            items=tuple(self.items),
            left_out=tuple(self.left_out(otherwise)),
            headings=tuple(self.headings),
            **about_of(about or {}),
            layout=layout,
            files=(self.file,),
            refused=None if self.items else f"{self.file}: {refusal}",
        )


def put_back(
    draft: Draft,
    source: Sequence[str],
    origins: Sequence[int],
    *,
    otherwise: str,
    reasons: Mapping[int, str] | None = None,
) -> Draft:
    """The draft of a document that was written as Markdown first, with the lines of its `source`;
    `origins` has one for each line of the Markdown.

    `reasons` and `otherwise` say why lines that became no Markdown are left out.
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
