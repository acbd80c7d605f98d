"""The plan for today: what was missed, what gains most, and how long it takes."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import NamedTuple

from simulator.core.bank import Drawn
from simulator.core.expected_gain import Ranked, Reason, free_on, ranked
from simulator.core.setup import Setup
from simulator.core.spaced_repetition import History, Key
from simulator.core.wording import counted, day_words, length_words, sentence

MOST_A_DAY = 12
"""The most questions in one day's plan."""

MISSED = frozenset({Reason.SURE_AND_WRONG, Reason.WEAK, Reason.NOT_RATED})
"""Reasons of questions that were asked but not known, which a report promises to ask again."""

USUAL = Setup()
"""The default rules of an interview."""

WORTH_ASKING = 0.02
"""A question is due only if asking it raises the chance of recall by at least this much."""


class DueQuestion(NamedTuple):
    """A planned question, the reason in words, and the seconds it takes."""

    key: Key
    question: str
    topic: str
    reason: Reason
    why: str
    seconds: float
    weak_topic: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """The questions to practise today."""

    today: date
    interview_on: date | None
    questions: tuple[DueQuestion, ...]
    coming_on: date | None = None
    """The next day with something due; set if nothing is left today."""

    def count(self, *reasons: Reason) -> int:
        """Return how many questions are planned for these reasons."""
        return sum(question.reason in reasons for question in self.questions)

    @property
    def topic(self) -> str:
        """The topic with the most questions, the first if several tie; empty if there are none."""
        topics = Counter(question.topic for question in self.questions)
        return max(topics, key=topics.__getitem__, default="")

    @property
    def seconds(self) -> float:
        """The estimated duration in seconds, judging included."""
        return sum(question.seconds for question in self.questions)

    @property
    def interview_words(self) -> str:
        """`interview in 3 days`; empty without a date from today on."""
        ahead = self.interview_on is not None and self.interview_on >= self.today
        if not ahead or self.interview_on is None:
            return ""
        return f"interview {day_words(self.interview_on, self.today)}"

    def among(self, keys: Iterable[Key]) -> str:
        """Say how many of these are planned: `3 of them are among today's 12.`; empty if none."""
        chosen = {question.key for question in self.questions}
        found = sum(key in chosen for key in keys)
        are = "are" if found > 1 else "is"
        return f"{found} of them {are} among today's {len(chosen)}." if found else ""

    @property
    def sentence(self) -> str:
        """`Interview in 3 days. Today: 8 questions, about 20 minutes.`"""
        start = f"{sentence(self.interview_words)} " if self.interview_words else ""
        if not self.questions:
            after = f" Next: {day_words(self.coming_on, self.today)}." if self.coming_on else ""
            return f"{start}Nothing is due today.{after}"
        return f"{start}Today: {length_words(len(self.questions), self.seconds)}."

    @property
    def words(self) -> str:
        """`5 due, 3 never asked · interview in 3 days`, for one line of a menu."""
        new = self.count(Reason.NEVER_ASKED)
        due = len(self.questions) - new
        if new and due:
            what = f"{due} due, {new} never asked"
        elif new or due:
            what = f"{counted(new or due, 'question')} {'never asked' if new else 'due'}"
        else:
            what = "nothing due"
        return " · ".join(filter(None, (what, self.interview_words)))


def plan(
    history: History,
    questions: Sequence[Drawn],
    interview_on: date | None = None,
    setup: Setup = USUAL,
) -> Plan:
    """Plan the day: the questions that gain most, new or not, best first.

    Half of the places are reserved for missed questions that have rested, most recent first, as
    their reports promised: a new question nearly always gains more. `interview_on` is the date
    given to `replay`; the rules of `setup` determine how long each question takes.
    """
    rng = random.Random(history.today.toordinal())
    rested = [
        each for each in ranked(history, questions, rng) if each.reason is not Reason.JUST_ASKED
    ]
    missed = [each for each in rested if each.reason in MISSED]
    missed.sort(key=lambda each: history.asked[each.drawn.key], reverse=True)
    kept = {each.drawn.key for each in missed[: MOST_A_DAY // 2]}
    left = MOST_A_DAY - len(kept)
    worth = (each for each in rested if each.gain >= WORTH_ASKING and each.drawn.key not in kept)
    kept.update(each.drawn.key for each in islice(worth, left))
    chosen = tuple(_due_question(each, setup) for each in rested if each.drawn.key in kept)
    free = (free_on(history, drawn.key) for drawn in questions)
    later = [day for day in free if day is not None and day > history.today]
    return Plan(history.today, interview_on, chosen, min(later, default=None))


def _due_question(each: Ranked, setup: Setup) -> DueQuestion:
    drawn, question = each.drawn, each.drawn.question
    seconds = setup.forecast(drawn.bank.time_limit_of(question), len(question.follow_ups))
    return DueQuestion(
        drawn.key,
        question.question,
        question.topic,
        each.reason,
        each.why,
        seconds,
        each.weak_topic,
    )
