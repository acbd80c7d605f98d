"""A candidate who takes interviews with the core: learns, forgets, and is sometimes overconfident.

It is not a model of people; it only creates histories with everything in them.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from simulator.core.bank import Bank, Drawn, draw, matching
from simulator.core.choices import Order
from simulator.core.interview import Interview
from simulator.core.session import Answer, Session
from simulator.core.setup import Debrief, Mode, Setup
from simulator.core.states import Phase

NOTES = (
    "Start with the definition, then the example.",
    "Say what it costs, not only what it gives.",
    "Name the failure case first.",
    "Give the formula, then one sentence in words.",
)


@dataclass
class Candidate:
    """What is known about each question: a strength in days, and when it was last practised."""

    rng: random.Random
    strength: dict[tuple[str, str], float] = field(default_factory=dict)
    seen: dict[tuple[str, str], datetime] = field(default_factory=dict)

    def knows(self, answer: Answer, now: datetime) -> float:
        """Return the chance, 0 to 1, of making a key point now: a power law of the elapsed days."""
        talent = random.Random(f"{answer.topic}").uniform(0.35, 0.9)
        if answer.key not in self.seen:
            return talent
        days = (now - self.seen[answer.key]).total_seconds() / 86_400
        kept = 1 / math.sqrt(1 + days / self.strength[answer.key])
        return talent + (0.95 - talent) * kept

    def learn(self, answer: Answer, now: datetime) -> None:
        """Learn from the model answer after an attempt, which makes it last longer."""
        self.strength[answer.key] = self.strength.get(answer.key, 0.8) * 2.2
        self.seen[answer.key] = now


def sit(candidate: Candidate, session: Session, *, stop_after: int | None = None) -> Session:
    """Run one whole interview through the core, step by step; stop early if asked."""
    rng, now = candidate.rng, 1000.0
    interview = Interview.of(session)
    while interview.phase is not Phase.FINISHED:
        if interview.phase is Phase.READY:
            interview = interview.ask(now)
        elif interview.phase in (Phase.ASKING, Phase.THINKING):
            if stop_after is not None and interview.index >= stop_after:
                interview = interview.stop(now)
            elif interview.phase is Phase.ASKING and rng.random() < 0.04:
                interview = interview.skip(now)
            else:
                now += rng.uniform(2, 12)
                interview = interview.begin(now)
        elif interview.phase is Phase.ANSWERING:
            interview, now = _answer(candidate, interview, now)
        elif interview.phase is Phase.CONFIDENCE:
            interview = interview.declare(_confidence(candidate, interview))
        else:
            interview = _judge(candidate, interview).proceed()
    spent = interview.session.seconds + 40 * len(interview.session.answers)
    finished = interview.session.started_at + timedelta(seconds=round(spent))
    return replace(interview.session, finished_at=finished)


def _answer(candidate: Candidate, interview: Interview, now: float) -> tuple[Interview, float]:
    rng = candidate.rng
    limit = interview.answer.time_limit
    need = (120.0 if math.isinf(limit) else limit) * rng.lognormvariate(-0.35, 0.3)
    known = candidate.knows(interview.answer, interview.session.started_at)
    said = [p.text for p in interview.answer.required if rng.random() < known]
    interview = interview.write(". ".join(said) or "I would have to look that up.")
    if rng.random() < 0.08:
        interview = interview.flag()
    if interview.practice and rng.random() < 0.05:
        interview = interview.pause(now + 5).resume(now + 25)
        now += 25
    now += need
    ticked = interview.tick(now)
    return (ticked if ticked.phase is not Phase.ANSWERING else ticked.finish(now)), now


def _confidence(candidate: Candidate, interview: Interview) -> int:
    said = interview.answer.text.count(". ") + 1
    share = said / max(1, len(interview.answer.required))
    return max(1, min(5, round(1 + 4 * share + candidate.rng.gauss(0.4, 0.9))))


def _judge(candidate: Candidate, interview: Interview) -> Interview:
    if interview.read_only:
        return interview
    rng, answer = candidate.rng, interview.answer
    for place, point in enumerate(answer.key_points):
        if point.text in answer.text or (point.bonus and rng.random() < 0.3):
            interview = interview.cover(place, True)
    if rng.random() < 0.07:
        interview = interview.mark_wrong(True)
    proposed = interview.answer.proposed_rating
    if proposed is not None and rng.random() < 0.96:
        interview = interview.assess(proposed)
    if proposed is not None and proposed <= 2 and rng.random() < 0.6:
        interview = interview.write_note(rng.choice(NOTES))
    candidate.learn(answer, interview.session.started_at)
    return interview


def simulate(
    banks: Sequence[Bank], *, sessions: int, weeks: float, end: datetime, seed: int = 7
) -> list[Session]:
    """Return sessions over the weeks before `end`, oldest first; some are stopped."""
    rng = random.Random(seed)
    candidate = Candidate(rng)
    pool: tuple[Drawn, ...] = matching(banks)
    first = end - timedelta(weeks=weeks)
    moments = sorted(first + rng.random() * (end - first) for _ in range(sessions))
    history = []
    for number, moment in enumerate(moments):
        mode = Mode.INTERVIEW if number % 3 == 2 else Mode.PRACTICE
        setup = Setup(
            mode=mode,
            banks=tuple(bank.name for bank in banks),
            questions=rng.choice((5, 7, 7, 10)),
            think_seconds=30.0 if number % 5 == 4 else 0.0,
            debrief=Debrief.END if mode is Mode.INTERVIEW else None,
            order=Order.SHUFFLED,
            seed=number,
        )
        drawn = draw(pool, setup.questions, order=setup.order, rng=random.Random(number))
        session = Session.of(setup, drawn, moment.replace(microsecond=0))
        history.append(sit(candidate, session, stop_after=3 if number % 11 == 10 else None))
    return history
