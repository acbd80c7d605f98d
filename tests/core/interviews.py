"""Interviews in various phases, for tests of the rules."""

from __future__ import annotations

from datetime import UTC, datetime

from simulator.core.bank import Bank, FollowUp, Question
from simulator.core.drawing import draw_session
from simulator.core.interview import Interview
from simulator.core.setup import Setup
from simulator.core.states import Rating

START = datetime(2026, 11, 22, tzinfo=UTC)
QUESTIONS = tuple(
    Question(
        f"q{n}",
        f"Question {n}?",
        "Yes. No.",
        key_points=("yes", "no"),
        time_limit=60.0,
        follow_ups=(
            FollowUp(f"Why {n}?", ("since", "so"), "Since so.", 30.0),
            FollowUp(f"And {n}?"),
            FollowUp(f"How {n}?", ("thus",)),
        ),
    )
    for n in range(3)
)
BANK = Bank("bank", "Bank", QUESTIONS)


def interview(questions: int = 3, **choices: object) -> Interview:
    choices = {"follow_ups": 0} | choices
    setup = Setup(questions=questions, seed=1, **choices)  # type: ignore[arg-type]
    return Interview.of(draw_session([BANK], setup, started_at=START, seed=1))


def answering(questions: int = 3, now: float = 0.0, **choices: object) -> Interview:
    return interview(questions, **choices).ask(now).begin(now)


def judged(at: Interview, rating: Rating = Rating.SOLID) -> Interview:
    return at.declare(3).assess(rating).proceed()


def finished() -> Interview:
    return judged(answering(1).finish(5.0))
