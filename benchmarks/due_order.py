"""Compares the order of due questions with a random one and an oracle, on simulated candidates.

    python -m benchmarks.due_order [--learners 60] [--seed 1000]

The candidates' memory is not fsrs. What they know of a question beforehand stays; what they learn
fades over the days, in one model by a power law, in the other by a half-life. An attempt followed
by the model answer makes it last longer, especially if it was nearly forgotten. Topics and their
questions differ. Everybody is slightly overconfident.

Each candidate answers the same number of questions a day in three orders: shuffled, as the program
orders what is due, and by a greedy oracle, which sees the candidate's memory and takes what gains
most by the end: close to the best possible order. The score is the mean chance over all questions
on the day of the interview. The output is the program's ratio to shuffled and its share of the
oracle's gain over shuffled, with standard errors over the candidates.
"""

from __future__ import annotations

import argparse
import math
import random
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from simulator.core.bank import Bank, Drawn, Question, matching
from simulator.core.expected_gain import gain_order
from simulator.core.session import Answer, KeyPoint, Session
from simulator.core.setup import Setup
from simulator.core.spaced_repetition import replay
from simulator.core.states import Outcome, Status

BEGIN = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
POINTS, TOPICS, A_DAY = 5, 8, 7
SPANS, BANKS = (3, 10, 21), (40, 80, 198)

Forgetting = Callable[[float, float], float]
"""Maps elapsed days and strength in days to the share still known, 0 to 1."""


def power_law(days: float, strength: float) -> float:
    """Forget fast at first, then slowly."""
    return float((1 + days / strength) ** -0.8)


def half_life(days: float, strength: float) -> float:
    """Forget half every `strength` days."""
    return float(2.0 ** (-days / strength))


@dataclass(frozen=True)
class Trace:
    """What was learned about a question: how much after an attempt, and how fast it fades."""

    peak: float
    strength: float
    seen: float


@dataclass
class Learner:
    """What one person knows of each question; days count from the first."""

    forgetting: Forgetting
    prior: dict[str, float]
    rng: random.Random
    traces: dict[str, Trace] = field(default_factory=dict)

    @classmethod
    def of(cls, pool: Sequence[Drawn], forgetting: Forgetting, seed: int) -> Learner:
        """Create somebody who knows some topics better than others."""
        rng = random.Random(seed)
        talent = [rng.betavariate(2.0, 2.5) for _ in range(TOPICS)]
        prior = {
            drawn.question.id: min(0.97, max(0.03, talent[n % TOPICS] + rng.gauss(0, 0.15)))
            for n, drawn in enumerate(pool)
        }
        return cls(forgetting, prior, random.Random(seed + 1))

    def knows(self, question: str, day: float) -> float:
        """Return the chance of making a key point of the question on a day."""
        return self._known(question, self.traces.get(question), day)

    def _known(self, question: str, trace: Trace | None, day: float) -> float:
        prior = self.prior[question]
        if trace is None:
            return prior
        kept = self.forgetting(day - trace.seen, trace.strength)
        return prior + max(0.0, trace.peak - prior) * kept

    def after(self, question: str, day: float) -> Trace:
        """Return what an attempt on that day would leave."""
        chance = self.knows(question, day)
        before = self.traces.get(question)
        strength = (before.strength if before else 2.0) * (1.2 + 1.6 * (1 - chance))
        return Trace(1 - 0.3 * (1 - chance), strength, day)

    def gain(self, question: str, day: float, end: float) -> float:
        """Return how much more is known at the end if the question is asked on that day."""
        return self._known(question, self.after(question, day), end) - self.knows(question, end)

    def attempt(self, answer: Answer, day: float) -> Answer:
        """Answer, tick, rate as proposed, and read the model answer."""
        chance = self.knows(answer.id, day)
        points = tuple(KeyPoint(p.text, self.rng.random() < chance) for p in answer.key_points)
        felt = random.Random(f"{answer.id} {day} {chance}").gauss(chance + 0.1, 0.25)
        done = replace(
            answer,
            key_points=points,
            outcome=Outcome.ANSWERED,
            answer_seconds=90.0,
            confidence=max(1, min(5, round(1 + 4 * felt))),
        )
        self.traces[answer.id] = self.after(answer.id, day)
        return replace(done, rating=done.proposed_rating)

    def knowledge(self, end: float) -> float:
        """Return the mean over all questions."""
        return statistics.fmean(self.knows(question, end) for question in self.prior)


def bank_of(number: int) -> tuple[Drawn, ...]:
    """Create a bank of this many questions over eight topics."""
    questions = tuple(
        Question(
            id=f"q{n}",
            question=f"Question {n}?",
            answer="-",
            topic=f"Topic {n % TOPICS}",
            key_points=tuple(f"point {p} of {n}" for p in range(POINTS)),
        )
        for n in range(number)
    )
    return matching([Bank("bank", "Bank", questions)])


Choose = Callable[[Learner, list[Session], int, int, random.Random], Sequence[Drawn]]
"""Chooses a day's questions, given the candidate, the past, the day, the last day and chance."""


def orders(pool: tuple[Drawn, ...]) -> dict[str, Choose]:
    """Return the three orders over a bank."""
    known = {drawn.key: drawn for drawn in pool}

    def shuffled(
        _learner: Learner, _past: list[Session], _day: int, _end: int, rng: random.Random
    ) -> Sequence[Drawn]:
        return rng.sample(pool, A_DAY)

    def program(
        _learner: Learner, past: list[Session], day: int, end: int, rng: random.Random
    ) -> Sequence[Drawn]:
        today = (BEGIN + timedelta(days=day)).date()
        history = replay(past, today, (BEGIN + timedelta(days=end)).date())
        return [known[key] for key in gain_order(history, pool, rng)[:A_DAY]]

    def oracle(
        learner: Learner, _past: list[Session], day: int, end: int, _rng: random.Random
    ) -> Sequence[Drawn]:
        def gain(drawn: Drawn) -> float:
            return learner.gain(drawn.question.id, day, end)

        return sorted(pool, key=gain, reverse=True)[:A_DAY]

    return {"shuffled": shuffled, "program": program, "oracle": oracle}


def study(
    choose: Choose, *, days: int, pool: tuple[Drawn, ...], forgetting: Forgetting, seed: int
) -> float:
    """Return what a candidate knows after this many days of one session each."""
    learner = Learner.of(pool, forgetting, seed)
    rng = random.Random(seed + 2)
    past: list[Session] = []
    for day in range(days):
        chosen = choose(learner, past, day, days, rng)
        asked = Session.of(Setup(banks=("bank",)), chosen, BEGIN + timedelta(days=day))
        answers = tuple(learner.attempt(answer, day) for answer in asked.answers)
        past.append(replace(asked, answers=answers, status=Status.FINISHED, current=None))
    return learner.knowledge(days)


@dataclass(frozen=True)
class Cell:
    """One bank, span and memory: the result of each order, by candidate."""

    shuffled: list[float]
    program: list[float]
    oracle: list[float]

    @property
    def ratio(self) -> tuple[float, float]:
        """Program to shuffled, and its standard error."""
        return mean_and_error([p / s for p, s in zip(self.program, self.shuffled, strict=True)])

    @property
    def share(self) -> tuple[float, float]:
        """The program's share of the oracle's gain over shuffled, and its standard error."""
        possible = statistics.fmean(self.oracle) - statistics.fmean(self.shuffled)
        gains = [p - s for p, s in zip(self.program, self.shuffled, strict=True)]
        mean, error = mean_and_error(gains)
        return mean / possible, error / possible


def mean_and_error(values: list[float]) -> tuple[float, float]:
    """Return the mean and its standard error."""
    return statistics.fmean(values), statistics.stdev(values) / math.sqrt(len(values))


def main() -> int:
    """Print a line per cell; code 1 if shuffled wins anywhere or the mean share is under 0.35."""
    parser = argparse.ArgumentParser(description="What to ask next, against chance and an oracle.")
    parser.add_argument("--learners", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1000)
    given = parser.parse_args()
    print("days  bank  memory      shuffled  program  oracle     ratio          share of the gain")
    ratios: list[float] = []
    shares: list[float] = []
    for days in SPANS:
        for questions in BANKS:
            pool = bank_of(questions)
            for forgetting in (power_law, half_life):
                cell = Cell(
                    *(
                        [
                            study(choose, days=days, pool=pool, forgetting=forgetting, seed=seed)
                            for seed in range(given.seed, given.seed + 7 * given.learners, 7)
                        ]
                        for choose in orders(pool).values()
                    )
                )
                (ratio, ratio_error), (share, share_error) = cell.ratio, cell.share
                ratios.append(ratio)
                shares.append(share)
                means = map(statistics.fmean, (cell.shuffled, cell.program, cell.oracle))
                print(
                    f"{days:>4} {questions:>5}  {forgetting.__name__:<10} "
                    + "".join(f"{mean:>9.3f}" for mean in means)
                    + f"  {ratio:.3f} ± {ratio_error:.3f}  {share:>6.2f} ± {share_error:.2f}",
                    flush=True,
                )
    print(f"ratio: smallest {min(ratios):.3f}; share: mean {statistics.fmean(shares):.2f}")
    return 0 if min(ratios) > 1 and statistics.fmean(shares) >= 0.35 else 1


if __name__ == "__main__":
    sys.exit(main())
