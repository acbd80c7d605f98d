"""What many sessions amount to. Every average is over the answers that were rated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Self

from simulator.core.bank import Drawn
from simulator.core.figures import Calibration, Coverage, Group, TimeUsed, grouped
from simulator.core.session import Answer, Session
from simulator.core.take import without_takes
from simulator.core.wording import counted


@dataclass(frozen=True, slots=True)
class Readiness:
    """A topic: its rated questions, how many were solid or strong the last time, and by week."""

    topic: str
    ready: int
    rated: int
    by_week: tuple[float | None, ...]
    """The share ready at the end of each week of the history; None before the first rating."""

    @property
    def share(self) -> float:
        """Ready among the rated, between 0 and 1."""
        return self.ready / self.rated


@dataclass(frozen=True, slots=True)
class Week:
    """A calendar week that begins on a Monday."""

    monday: date
    sessions: int
    seconds: float
    """Spent thinking and answering."""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One session in the trend."""

    at: datetime
    solid_or_strong: int
    rated: int
    coverage: Coverage

    @property
    def share(self) -> float:
        """Solid or strong among the rated, between 0 and 1."""
        return self.solid_or_strong / self.rated


@dataclass(frozen=True, slots=True)
class Agreement:
    """Answers judged again, blind: how the later rating compares with the first."""

    same: int
    higher: int
    lower: int

    @property
    def total(self) -> int:
        """All judged again."""
        return self.same + self.higher + self.lower


@dataclass(frozen=True)
class Progress:
    """A view of many sessions, each part computed once; build it with `Progress.of`."""

    sessions: tuple[Session, ...]
    """In the order of time, without takes."""
    takes: int = 0
    """How many sessions are not among them because they repeat another."""

    @classmethod
    def of(cls, sessions: Iterable[Session]) -> Self:
        """Over these sessions, in whatever order they come; takes don't count."""
        held = tuple(sessions)
        kept = sorted(without_takes(held), key=lambda each: each.started_at)
        return cls(tuple(kept), len(held) - len(kept))

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """Everything asked, in the order of time."""
        return tuple(a for session in self.sessions for a in session.answers if a.outcome)

    @cached_property
    def total(self) -> Group:
        """All answers together."""
        return Group.of("all", self.answers)

    @cached_property
    def by_difficulty(self) -> tuple[Group, ...]:
        """All answers by difficulty, the weakest first."""
        return grouped(self.answers, lambda answer: answer.difficulty.value)

    @cached_property
    def calibration(self) -> Calibration:
        """Confidence against result."""
        return Calibration.over(self.answers)

    @cached_property
    def time_used(self) -> TimeUsed:
        """Time used against the limits."""
        return TimeUsed.over_answers(self.answers)

    @cached_property
    def trend(self) -> tuple[TrendPoint, ...]:
        """The sessions with a rated answer, in the order of time."""
        return tuple(
            TrendPoint(session.started_at, group.solid_or_strong, group.rated, group.coverage)
            for session in self.sessions
            if (group := Group.of("", session.answers)).rated
        )

    @cached_property
    def weeks(self) -> tuple[Week, ...]:
        """Every week from the first session to the last, those without a session too."""
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
        """Each topic by the last rating of each of its questions, the least ready first."""
        mondays = self._mondays()
        last: dict[tuple[str, str], tuple[str, bool]] = {}
        shares: dict[str, list[float | None]] = {}
        waiting = list(reversed(self.sessions))
        for place, monday in enumerate(mondays):
            while waiting and waiting[-1].started_at.date() < monday + timedelta(days=7):
                for answer in waiting.pop().answers:
                    if answer.rating is not None:
                        last[answer.key] = (answer.topic, answer.solid_or_strong)
            for topic, (ready, rated) in _by_topic(last.values()).items():
                shares.setdefault(topic, [None] * place).append(ready / rated)
        counts = _by_topic(last.values())
        all_topics = [
            Readiness(topic, ready, rated, tuple(shares[topic]))
            for topic, (ready, rated) in counts.items()
        ]
        return tuple(sorted(all_topics, key=lambda r: (r.share, -r.rated, r.topic.casefold())))

    @cached_property
    def agreement(self) -> Agreement:
        """How the latest blind rating of each answer judged again compares with the first."""
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
        """All of it in a few words; `questions` are all that could be asked."""
        total, asked = self.total, len(questions) - len(self.never_asked(questions))
        takes = f" and {counted(self.takes, 'take')}" if self.takes else ""
        return (
            f"{counted(len(self.sessions), 'session')}{takes}: {total.solid_or_strong} of "
            f"{total.rated} solid or strong. You covered "
            f"{total.coverage.covered:,} of {total.coverage.of:,} key points. "
            f"{asked} of {counted(len(questions), 'question')} asked."
        )

    def never_asked(self, questions: Sequence[Drawn]) -> tuple[Drawn, ...]:
        """Those of the questions that no session asked."""
        asked = {answer.key for answer in self.answers}
        return tuple(drawn for drawn in questions if drawn.key not in asked)

    def _mondays(self) -> tuple[date, ...]:
        if not self.sessions:
            return ()
        days = [session.started_at.date() for session in self.sessions]
        first, last = monday_of(min(days)), monday_of(max(days))
        return tuple(first + timedelta(weeks=n) for n in range((last - first).days // 7 + 1))


def monday_of(day: date) -> date:
    """The Monday of the week that the day is in."""
    return day - timedelta(days=day.weekday())


def _by_topic(states: Iterable[tuple[str, bool]]) -> dict[str, tuple[int, int]]:
    counts: dict[str, tuple[int, int]] = {}
    for topic, good in states:
        ready, rated = counts.get(topic, (0, 0))
        counts[topic] = (ready + good, rated + 1)
    return counts
