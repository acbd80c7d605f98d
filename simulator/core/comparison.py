"""Compares two sessions: the points gained and lost on the questions that both asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Self

from simulator.core.session import Answer, Session


class AnswerPair(NamedTuple):
    """The same question in an earlier and a later session."""

    before: Answer
    after: Answer

    @property
    def both_rated(self) -> bool:
        """True if both answers were rated, so that they can be compared."""
        return self.before.rating is not None and self.after.rating is not None

    @property
    def steps(self) -> int:
        """How many ratings better the later answer is; 0 if either was not rated."""
        if self.before.rating is None or self.after.rating is None:
            return 0
        return int(self.after.rating) - int(self.before.rating)

    @property
    def gained(self) -> tuple[str, ...]:
        """Key points covered later but not before; empty unless both answers were rated."""
        return _only_in(self.after, self.before) if self.both_rated else ()

    @property
    def lost(self) -> tuple[str, ...]:
        """Key points covered before but not later; empty unless both answers were rated."""
        return _only_in(self.before, self.after) if self.both_rated else ()


class Comparison(NamedTuple):
    """Two sessions, the earlier one first; build it with `Comparison.of`."""

    before: Session
    after: Session

    @classmethod
    def of(cls, one: Session, other: Session) -> Self:
        """Compare two sessions, given in any order."""
        first, second = sorted((one, other), key=lambda session: session.started_at)
        return cls(first, second)

    @property
    def pairs(self) -> tuple[AnswerPair, ...]:
        """The questions asked in both, in the order of the later session."""
        earlier = {answer.key: answer for answer in self.before.answers if answer.outcome}
        return tuple(
            AnswerPair(earlier[answer.key], answer)
            for answer in self.after.answers
            if answer.outcome and answer.key in earlier
        )

    @property
    def only_before(self) -> tuple[Answer, ...]:
        """Questions asked only in the earlier session."""
        return _without(self.before, self.after)

    @property
    def only_after(self) -> tuple[Answer, ...]:
        """Questions asked only in the later session."""
        return _without(self.after, self.before)


def _without(one: Session, other: Session) -> tuple[Answer, ...]:
    keys = {answer.key for answer in other.answers if answer.outcome}
    return tuple(answer for answer in one.answers if answer.outcome and answer.key not in keys)


def _only_in(one: Answer, other: Answer) -> tuple[str, ...]:
    """Return the points covered in `one` but not in `other`, out of those both could cover."""
    missed = {text for text, covered in _points(other) if not covered}
    return tuple(text for text, covered in _points(one) if covered and text in missed)


def _points(answer: Answer) -> Iterator[tuple[str, bool]]:
    """Yield each point and whether it was covered; a follow-up's points begin with its question.

    Yields nothing if the answer is solid or strong by its rating alone.
    """
    if answer.solid_or_strong and not answer.ticked:
        return
    for point in answer.key_points:
        yield point.text, point.covered
    for asked in answer.asked_follow_ups:
        if asked.was_answered:
            for point in asked.key_points:
                text = f"{asked.question} {point.text}" if asked.has_points else asked.question
                yield text, point.covered
