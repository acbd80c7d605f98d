"""Counts over answers, shared by reports of one session and of many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Self

from simulator.core.session import SURE_FROM, Answer
from simulator.core.states import Outcome, Rating

RATE_FROM = 20
"""With fewer judged answers, counts say more than a percentage."""


class Coverage(NamedTuple):
    """Key points covered, out of those that were judged."""

    covered: int
    of: int

    @classmethod
    def over(cls, answers: Iterable[Answer]) -> Self:
        """Count the points of rated answers that were judged."""
        judged = [point for answer in answers for point in answer.judged_points]
        return cls(sum(point.covered for point in judged), len(judged))

    @property
    def share(self) -> float | None:
        """From 0 to 1; None if there was nothing to cover."""
        return self.covered / self.of if self.of else None

    @property
    def words(self) -> str:
        """`14 of 22`; `-` if nothing was judged."""
        return f"{self.covered:,} of {self.of:,}" if self.of else "-"


class Score(NamedTuple):
    """Answers rated solid or strong, out of those rated."""

    solid_or_strong: int
    rated: int

    @property
    def share(self) -> float:
        """From 0 to 1; 0 if nothing was rated."""
        return self.solid_or_strong / self.rated if self.rated else 0.0

    @property
    def words(self) -> str:
        """`3/7`."""
        return f"{self.solid_or_strong}/{self.rated}"


class Group(NamedTuple):
    """The answers of one topic, difficulty or bank."""

    name: str
    asked: int
    rated: int
    solid_or_strong: int
    coverage: Coverage

    @classmethod
    def of(cls, name: str, answers: Sequence[Answer]) -> Self:
        """Count the answers; those with an outcome count as asked."""
        return cls(
            name,
            asked=sum(answer.outcome is not None for answer in answers),
            rated=sum(answer.rating is not None for answer in answers),
            solid_or_strong=sum(answer.solid_or_strong for answer in answers),
            coverage=Coverage.over(answers),
        )

    @property
    def share(self) -> float | None:
        """Share of the rated answers that are solid or strong, 0 to 1; None if none is rated."""
        return self.solid_or_strong / self.rated if self.rated else None


def grouped(answers: Iterable[Answer], name: Callable[[Answer], str]) -> tuple[Group, ...]:
    """Group the asked answers, weakest group first: fewest solid or strong, then least covered.

    Groups without a rated answer come last.
    """
    members: dict[str, list[Answer]] = {}
    for answer in answers:
        if answer.outcome is not None:
            members.setdefault(name(answer), []).append(answer)
    groups = [Group.of(title, each) for title, each in members.items()]
    return tuple(sorted(groups, key=_weakest_first))


def _weakest_first(group: Group) -> tuple[float, float, str]:
    share = 2.0 if group.share is None else group.share
    covered = 2.0 if group.coverage.share is None else group.coverage.share
    return share, covered, group.name.casefold()


class Calibration(NamedTuple):
    """Confidence against result, as counts in four cells.

    Sure means a confidence of 4 or 5; right means a rating of solid or strong.
    """

    sure_right: int = 0
    sure_wrong: int = 0
    unsure_right: int = 0
    unsure_wrong: int = 0

    @classmethod
    def over(cls, answers: Iterable[Answer]) -> Self:
        """Count the answers with both a confidence and a rating."""
        cells = [
            (answer.confidence >= SURE_FROM, answer.rating >= Rating.SOLID)
            for answer in answers
            if answer.confidence is not None and answer.rating is not None
        ]
        return cls(
            sure_right=cells.count((True, True)),
            sure_wrong=cells.count((True, False)),
            unsure_right=cells.count((False, True)),
            unsure_wrong=cells.count((False, False)),
        )

    @property
    def total(self) -> int:
        """All answers counted."""
        return self.sure_right + self.sure_wrong + self.unsure_right + self.unsure_wrong

    @property
    def fits(self) -> int:
        """Answers that went as expected: sure and right, or unsure and wrong."""
        return self.sure_right + self.unsure_wrong

    @property
    def rate(self) -> float | None:
        """The share that went as expected, 0 to 1; None below `RATE_FROM` answers."""
        return self.fits / self.total if self.total >= RATE_FROM else None


class TimeUsed(NamedTuple):
    """Seconds used against the limits, over answers that were given and had a limit."""

    used: float = 0.0
    limit: float = 0.0
    answers: int = 0
    overran: int = 0
    """Answers that exceeded their limit by a second or more, in practice."""
    timed_out: int = 0

    @classmethod
    def over(cls, answers: Iterable[Answer]) -> Self:
        """Add up the given answers that had a limit."""
        counted = [a for a in answers if a.was_answered and a.time_limit != float("inf")]
        return cls(
            used=sum(answer.answer_seconds for answer in counted),
            limit=sum(answer.time_limit for answer in counted),
            answers=len(counted),
            overran=sum(answer.overrun_seconds >= 1 for answer in counted),
            timed_out=sum(answer.outcome is Outcome.TIMED_OUT for answer in counted),
        )

    @property
    def share(self) -> float | None:
        """The share of the limits used, above 1 in over-run; None if there was no limit."""
        return self.used / self.limit if self.limit else None
