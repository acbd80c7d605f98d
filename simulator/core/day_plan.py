"""What to practise today: due, flagged, weak and never asked questions, and how long they take."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from simulator.core.bank import Drawn
from simulator.core.setup import ASSESSMENT_SECONDS
from simulator.core.spaced_repetition import History, Key, Reason, ranked
from simulator.core.times import DEFAULT_TIME_LIMIT
from simulator.core.wording import counted, day_words

MOST_A_DAY = 12
"""Questions that a day's plan holds at the most."""

NEW_A_DAY = 3
"""Questions never asked that a day's plan brings in while no interview is ahead."""


@dataclass(frozen=True, slots=True)
class DueQuestion:
    """A question in the plan, with the reason and the seconds that it takes."""

    key: Key
    question: str
    topic: str
    reason: Reason
    seconds: float


@dataclass(frozen=True, slots=True)
class Plan:
    """What to practise today."""

    today: date
    interview_on: date | None
    questions: tuple[DueQuestion, ...]
    coming_on: date | None = None
    """Where nothing is left today: the next day with something due."""

    def count(self, *reasons: Reason) -> int:
        """How many questions are in it for these reasons."""
        return sum(question.reason in reasons for question in self.questions)

    @property
    def seconds(self) -> float:
        """About how long it takes, judging included."""
        return sum(question.seconds for question in self.questions)

    @property
    def interview_words(self) -> str:
        """`interview in 3 days`; empty without a date ahead."""
        ahead = self.interview_on is not None and self.interview_on >= self.today
        if not ahead or self.interview_on is None:
            return ""
        return f"interview {day_words(self.interview_on, self.today)}"

    @property
    def sentence(self) -> str:
        """`Interview in 3 days. Today: 8 questions, 20 minutes.`"""
        start = f"{self.interview_words.capitalize()}. " if self.interview_words else ""
        if not self.questions:
            after = f" Next: {day_words(self.coming_on, self.today)}." if self.coming_on else ""
            return f"{start}Nothing is due today.{after}"
        minutes = math.ceil(self.seconds / 60)
        return (
            f"{start}Today: {counted(len(self.questions), 'question')}, "
            f"{counted(minutes, 'minute')}."
        )

    @property
    def words(self) -> str:
        """`5 due, 3 never asked · interview in 3 days`, for one line of a menu."""
        new = self.count(Reason.NEVER_ASKED)
        due = len(self.questions) - new
        parts = ([f"{due} due"] if due else []) + ([f"{new} never asked"] if new else [])
        facts = [", ".join(parts) or "nothing due", self.interview_words]
        return " · ".join(fact for fact in facts if fact)


def plan(history: History, questions: Sequence[Drawn], interview_on: date | None = None) -> Plan:
    """The day's questions: what is due, flagged or weak, and some never asked.

    `interview_on` is the date that `replay` was given. With an interview ahead the ones never
    asked are spread over the days left, and none are new on the day itself.
    """
    order = ranked(history, questions)
    never_asked = sum(reason is Reason.NEVER_ASKED for _, reason in order)
    room = _new_today(history, never_asked)
    chosen: list[DueQuestion] = []
    for drawn, reason in order:
        if reason is Reason.NEVER_ASKED:
            room -= 1
            if room < 0:
                continue
        chosen.append(_due_question(drawn, reason))
    keys = {drawn.key for drawn in questions}
    coming = [m.due_on for key, m in history.memories.items() if key in keys]
    later = [day for day in coming if day > history.today]
    return Plan(history.today, interview_on, tuple(chosen[:MOST_A_DAY]), min(later, default=None))


def _new_today(history: History, never_asked: int) -> int:
    memories = history.memories.values()
    begun = sum(m.reviews == 1 and m.reviewed_on == history.today for m in memories)
    if history.interview_on is None:
        return max(0, NEW_A_DAY - begun)
    days = (history.interview_on - history.today).days
    return max(0, math.ceil((never_asked + begun) / days) - begun) if days else 0


def _due_question(drawn: Drawn, reason: Reason) -> DueQuestion:
    limit = drawn.bank.time_limit_of(drawn.question)
    answering = DEFAULT_TIME_LIMIT if math.isinf(limit) else limit
    question = drawn.question
    seconds = answering + ASSESSMENT_SECONDS
    return DueQuestion(drawn.key, question.question, question.topic, reason, seconds)
