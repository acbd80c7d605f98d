"""The draft of a format that is read line by line, with every line accounted for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from simulator.core.fields import MOST_QUESTIONS
from simulator.importers.common.draft import Draft, DraftItem, Heading, LeftOut, about_of
from simulator.importers.common.line_runs import runs, taken_lines

_LONGEST_TEXT = 20_000


def with_text(part: LeftOut, lines: Sequence[str]) -> LeftOut:
    """The part with its text, the lines being those of its source."""
    text = "\n".join(lines[part.line - 1 : part.last_line])
    return replace(part, text=text[:_LONGEST_TEXT])


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

    @property
    def is_full(self) -> bool:
        """Whether a bank can hold no more."""
        return len(self.items) >= MOST_QUESTIONS

    def leave(self, line: int, last_line: int, reason: str) -> None:
        """Say why these lines became no question."""
        for at in range(line, last_line + 1):
            self.reasons[at] = reason

    def left_out(self, otherwise: str) -> list[LeftOut]:
        """All lines that are in no item and no heading, in runs of one reason."""
        taken = taken_lines(len(self.lines), [*self.items, *self.headings])
        left: list[LeftOut] = []
        for start, end in runs(self.lines, taken):
            for at in range(start + 1, end + 1):
                reason = self.reasons.get(at, otherwise)
                if left and left[-1].last_line == at - 1 and left[-1].reason == reason:
                    left[-1] = LeftOut(self.file, left[-1].line, at, reason)
                else:
                    left.append(LeftOut(self.file, at, at, reason))
        return [with_text(part, self.lines) for part in left]

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
