"""Does the order of what is due beat a shuffled one? Simulated learners, the same minutes a week.

    python -m benchmarks.due_order [--learners 120]

The learners' memory is not fsrs: the chance of making a key point falls with the days gone by, in
one model by a power law, in the other by a half-life. An attempt makes it last longer, the more so
the nearer it was to being forgotten; so does reading the model answer after a failure. What a
learner knows at the end is the mean chance over all questions of the bank. Each learner sees the
same questions in the same minutes under both orders. Printed is knowledge at the end for both, and
their factor.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from simulator.core.bank import Bank, Drawn, Question, draw, matching
from simulator.core.choices import Order
from simulator.core.session import Answer, KeyPoint, Session
from simulator.core.setup import Setup
from simulator.core.spaced_repetition import due_order, replay
from simulator.core.states import Outcome, Status

BEGIN = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
POINTS = 5

Forgetting = Callable[[float, float], float]
"""From days gone by and strength in days to the share that is still there, between 0 and 1."""


def power_law(days: float, strength: float) -> float:
    """Falls fast at first, then slowly."""
    return float((1 + days / strength) ** -0.8)


def half_life(days: float, strength: float) -> float:
    """Halved every `strength` days."""
    return float(2.0 ** (-days / strength))


@dataclass
class Learner:
    """What one person knows of each question, and how it is lost."""

    forgetting: Forgetting
    rng: random.Random
    known: dict[str, float] = field(default_factory=dict)
    """The share known right after the last attempt."""
    strength: dict[str, float] = field(default_factory=dict)
    seen: dict[str, datetime] = field(default_factory=dict)

    def knows(self, question: str, now: datetime) -> float:
        """The chance of making a key point of the question now."""
        if question not in self.seen:
            return self.known[question]
        days = (now - self.seen[question]).total_seconds() / 86_400
        return self.known[question] * self.forgetting(days, self.strength[question])

    def attempt(self, answer: Answer, now: datetime) -> Answer:
        """Answer, judge, and learn from the model answer."""
        chance = self.knows(answer.id, now)
        points = tuple(KeyPoint(p.text, self.rng.random() < chance) for p in answer.key_points)
        done = Answer(
            bank=answer.bank, id=answer.id, question=answer.question, topic=answer.topic,
            key_points=points, outcome=Outcome.ANSWERED, answer_seconds=90.0, time_limit=120.0,
            confidence=max(1, min(5, round(1 + 4 * chance + self.rng.gauss(0.3, 0.8)))),
        )  # fmt: skip
        self.strength[answer.id] = self.strength.get(answer.id, 1.0) * (1.2 + 1.6 * (1 - chance))
        self.known[answer.id] = 1 - 0.3 * (1 - chance)
        self.seen[answer.id] = now
        return judged(done)

    def knowledge(self, now: datetime) -> float:
        """The mean over all questions."""
        return statistics.fmean(self.knows(question, now) for question in self.known)


def judged(answer: Answer) -> Answer:
    """The answer with the rating that its ticks propose."""
    return replace(answer, rating=answer.proposed)


def bank_of(number: int) -> tuple[Drawn, ...]:
    """A bank of so many questions over eight topics."""
    questions = tuple(
        Question(
            id=f"q{n}",
            question=f"Question {n}?",
            answer="-",
            topic=f"Topic {n % 8}",
            key_points=tuple(f"point {p} of {n}" for p in range(POINTS)),
        )
        for n in range(number)
    )
    return matching([Bank("bank", "Bank", questions)])


def study(
    order: Order,
    *,
    days: int,
    a_day: int,
    pool: tuple[Drawn, ...],
    forgetting: Forgetting,
    seed: int,
) -> float:
    """What a learner knows a day after `days` days of one session each, drawn in this order."""
    rng = random.Random(seed)
    learner = Learner(forgetting, random.Random(seed + 1))
    for drawn in pool:
        learner.known[drawn.question.id] = rng.betavariate(1.5, 2.5)
    draws = random.Random(seed + 2)
    sessions: list[Session] = []
    interview = (BEGIN + timedelta(days=days)).date()
    for day in range(days):
        now = BEGIN + timedelta(days=day)
        due: tuple[tuple[str, str], ...] = ()
        if order is Order.DUE:
            due = due_order(replay(sessions, now.date(), interview), pool)
        chosen = draw(pool, a_day, order=order, rng=draws, due=due)
        asked = Session.of(Setup(banks=("bank",)), chosen, now)
        answers = tuple(learner.attempt(answer, now) for answer in asked.answers)
        sessions.append(Session(asked.setup, answers, started_at=now, status=Status.FINISHED))
    return learner.knowledge(BEGIN + timedelta(days=days))


def compare(
    *, days: int, a_day: int, questions: int, forgetting: Forgetting, learners: int
) -> tuple[float, float, int]:
    """Mean knowledge shuffled and due, and for how many learners due was the better one."""
    pool = bank_of(questions)
    pairs = [
        tuple(
            study(order, days=days, a_day=a_day, pool=pool, forgetting=forgetting, seed=7 * n)
            for order in (Order.SHUFFLED, Order.DUE)
        )
        for n in range(learners)
    ]
    shuffled = statistics.fmean(pair[0] for pair in pairs)
    due = statistics.fmean(pair[1] for pair in pairs)
    return shuffled, due, sum(pair[1] > pair[0] for pair in pairs)


def main() -> int:
    """Print a line for each span and memory model; code 1 if due does not win everywhere."""
    parser = argparse.ArgumentParser(description="Due order against a shuffled one.")
    parser.add_argument("--learners", type=int, default=120)
    given = parser.parse_args()
    print("span        bank  a day  memory      shuffled    due  factor  better for")
    factors: list[float] = []
    for days, span in ((3, "three days"), (21, "three weeks")):
        for questions, a_day in ((24, 12), (40, 12), (80, 12), (198, 12)):
            for forgetting in (power_law, half_life):
                shuffled, due, better = compare(
                    days=days, a_day=a_day, questions=questions, forgetting=forgetting,
                    learners=given.learners,
                )  # fmt: skip
                factors.append(due / shuffled)
                print(
                    f"{span:<11} {questions:>4} {a_day:>6}  {forgetting.__name__:<10} "
                    f"{shuffled:>9.3f} {due:>6.3f} {due / shuffled:>7.3f}  "
                    f"{better} of {given.learners}"
                )
    mean = statistics.geometric_mean(factors)
    print(f"factors: smallest {min(factors):.3f}, mean {mean:.3f}, largest {max(factors):.3f}")
    return 0 if min(factors) > 1 else 1


if __name__ == "__main__":
    sys.exit(main())
