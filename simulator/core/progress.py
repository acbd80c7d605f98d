"""Figures over many sessions; every average is over rated answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import NamedTuple, Self

from simulator.core.bank import Drawn
from simulator.core.figures import Calibration, Coverage, Group, TimeUsed, grouped
from simulator.core.session import Answer, Session
from simulator.core.states import Rating
from simulator.core.take import without_takes
from simulator.core.wording import counted, held_words, result_words


class Readiness(NamedTuple):
    """How many of a topic's rated questions are ready (solid or strong), and how many partial."""

    topic: str
    ready: int
    partly: int
    rated: int
    by_week: tuple[float | None, ...]
    """The share ready at the end of each week; None before the first rating."""

    @property
    def share(self) -> float:
        """The share of the rated questions that are ready, 0 to 1."""
        return self.ready / self.rated


class Week(NamedTuple):
    """A calendar week, starting on Monday."""

    monday: date
    sessions: int
    seconds: float
    """Time spent thinking and answering."""


class TrendPoint(NamedTuple):
    """One session in the trend."""

    at: datetime
    solid_or_strong: int
    rated: int
    coverage: Coverage

    @property
    def share(self) -> float:
        """The share of the rated answers that are solid or strong, 0 to 1."""
        return self.solid_or_strong / self.rated


class Agreement(NamedTuple):
    """How later blind ratings compare with the first ones."""

    same: int
    higher: int
    lower: int

    @property
    def total(self) -> int:
        """All answers judged again."""
        return self.same + self.higher + self.lower


@dataclass(frozen=True)
class Progress:
    """Figures over many sessions, each computed once; build it with `Progress.of`."""

    sessions: tuple[Session, ...]
    """In chronological order, without takes."""
    takes: int = 0
    """The number of sessions left out because they repeat another."""

    @classmethod
    def of(cls, sessions: Iterable[Session]) -> Self:
        """Build it from sessions in any order; takes are left out."""
        held = tuple(sessions)
        kept = sorted(without_takes(held), key=lambda each: each.started_at)
        return cls(tuple(kept), len(held) - len(kept))

    @property
    def held(self) -> str:
        """`40 sessions and 1 take`."""
        return held_words(len(self.sessions), self.takes)

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """All answers with an outcome, in chronological order."""
        return tuple(a for session in self.sessions for a in session.answers if a.outcome)

    @cached_property
    def total(self) -> Group:
        """All answers as one group."""
        return Group.of("all", self.answers)

    @cached_property
    def by_difficulty(self) -> tuple[Group, ...]:
        """All answers by difficulty, weakest first."""
        return grouped(self.answers, lambda answer: answer.difficulty.value)

    @cached_property
    def calibration(self) -> Calibration:
        """Confidence against result."""
        return Calibration.over(self.answers)

    @cached_property
    def time_used(self) -> TimeUsed:
        """Time used against the limits."""
        return TimeUsed.over(self.answers)

    @cached_property
    def trend(self) -> tuple[TrendPoint, ...]:
        """Sessions with a rated answer, in chronological order."""
        return tuple(
            TrendPoint(session.started_at, group.solid_or_strong, group.rated, group.coverage)
            for session in self.sessions
            if (group := Group.of("", session.answers)).rated
        )

    @cached_property
    def weeks(self) -> tuple[Week, ...]:
        """Every week from the first session to the last, including empty ones."""
        held: dict[date, list[Session]] = {}
        for session in self.sessions:
            held.setdefault(monday_of(session.started_at.date()), []).append(session)
        return tuple(
            Week(
                monday,
                len(held.get(monday, ())),
                sum(session.seconds for session in held.get(monday, ())),
            )
            for monday in self._mondays()
        )

    @cached_property
    def readiness(self) -> tuple[Readiness, ...]:
        """Each topic by the latest rating of each of its questions, least ready first.

        Among equally ready topics, the one with the smaller share of partial ratings comes first.
        """
        mondays = self._mondays()
        last: dict[tuple[str, str], tuple[str, Rating]] = {}
        shares: dict[str, list[float | None]] = {}
        waiting = list(reversed(self.sessions))
        for index, monday in enumerate(mondays):
            while waiting and waiting[-1].started_at.date() < monday + timedelta(days=7):
                for answer in waiting.pop().answers:
                    if answer.rating is not None:
                        last[answer.key] = (answer.topic, answer.rating)
            for topic, (ready, _, rated) in _by_topic(last.values()).items():
                shares.setdefault(topic, [None] * index).append(ready / rated)
        counts = _by_topic(last.values())
        all_topics = [
            Readiness(topic, ready, partly, rated, tuple(shares[topic]))
            for topic, (ready, partly, rated) in counts.items()
        ]

        def order(each: Readiness) -> tuple[float, float, int, str]:
            return each.share, each.partly / each.rated, -each.rated, each.topic.casefold()

        return tuple(sorted(all_topics, key=order))

    @cached_property
    def agreement(self) -> Agreement:
        """How the latest blind rating of each answer compares with its first rating."""
        pairs = [
            (answer.rerated[-1].rating, answer.rating)
            for answer in self.answers
            if answer.rerated and answer.rating is not None
        ]
        return Agreement(
            same=sum(again == first for again, first in pairs),
            higher=sum(again > first for again, first in pairs),
            lower=sum(again < first for again, first in pairs),
        )

    def sentence(self, questions: Sequence[Drawn]) -> str:
        """Summarise in a few words; `questions` are all that could be asked."""
        total, asked = self.total, len(questions) - len(self.never_asked(questions))
        covered = f"You covered {total.coverage.words} key points. " if total.coverage.of else ""
        return (
            f"{self.held}: {result_words(total.solid_or_strong, total.rated)}. {covered}"
            f"{asked} of {counted(len(questions), 'question')} asked."
        )

    def never_asked(self, questions: Sequence[Drawn]) -> tuple[Drawn, ...]:
        """Return the questions that no session asked."""
        asked = {answer.key for answer in self.answers}
        return tuple(drawn for drawn in questions if drawn.key not in asked)

    def topics_never_asked(self, questions: Sequence[Drawn]) -> frozenset[str]:
        """Return the topics that no session asked about."""
        asked = {answer.key for answer in self.answers}
        topics = {answer.topic for answer in self.answers}
        topics |= {drawn.question.topic for drawn in questions if drawn.key in asked}
        return frozenset(drawn.question.topic for drawn in questions) - topics

    def _mondays(self) -> tuple[date, ...]:
        if not self.sessions:
            return ()
        days = [session.started_at.date() for session in self.sessions]
        first, last = monday_of(min(days)), monday_of(max(days))
        return tuple(first + timedelta(weeks=n) for n in range((last - first).days // 7 + 1))


def monday_of(day: date) -> date:
    """Return the Monday of the week that contains `day`."""
    return day - timedelta(days=day.weekday())


def _by_topic(ratings: Iterable[tuple[str, Rating]]) -> dict[str, tuple[int, int, int]]:
    """Count each topic's questions that are ready, partial, and rated at all."""
    counts: dict[str, tuple[int, int, int]] = {}
    for topic, rating in ratings:
        ready, partly, rated = counts.get(topic, (0, 0, 0))
        is_partly = rating is Rating.PARTIAL
        counts[topic] = (ready + (rating > Rating.PARTIAL), partly + is_partly, rated + 1)
    return counts
