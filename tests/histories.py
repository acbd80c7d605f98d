"""Answers and sessions made short, for tests that count by hand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from simulator.core.bank import Bank, Drawn, Question, matching
from simulator.core.choices import Difficulty
from simulator.core.session import Answer, KeyPoint, Session
from simulator.core.setup import Setup
from simulator.core.states import Outcome, Rating, Status

MONDAY = datetime(2026, 11, 2, 18, 0, tzinfo=UTC)
"""The moment that days are counted from."""


def given(
    name: str = "q",
    rating: int | None = None,
    *,
    points: str = "",
    bonus: str = "",
    confidence: int | None = None,
    topic: str = "T",
    difficulty: Difficulty = Difficulty.MEDIUM,
    limit: float = 120.0,
    used: float = 60.0,
    outcome: Outcome | None = Outcome.ANSWERED,
    wrong: bool = False,
    flagged: bool = False,
    note: str = "",
) -> Answer:
    """An answer; `points` has an `x` for each covered key point and a `.` for each missed one."""
    marks = [KeyPoint(f"{name} point {n}", mark == "x") for n, mark in enumerate(points, 1)]
    marks += [KeyPoint(f"{name} bonus {n}", mark == "x", True) for n, mark in enumerate(bonus, 1)]
    return Answer(
        bank="bank",
        id=name,
        question=f"What is {name}?",
        model_answer=f"Model of {name}.",
        topic=topic,
        difficulty=difficulty,
        time_limit=limit,
        outcome=outcome,
        answer_seconds=used,
        confidence=confidence,
        rating=None if rating is None else Rating(rating),
        wrong=wrong,
        flagged=flagged,
        note=note,
        key_points=tuple(marks),
    )


def skipped(name: str, **more: object) -> Answer:
    """A skipped question."""
    return replace(given(name), outcome=Outcome.SKIPPED, **more)  # type: ignore[arg-type]


def unreached(name: str) -> Answer:
    """A question that was drawn and never asked."""
    return replace(given(name), outcome=None, answer_seconds=0.0)


def session(
    *answers: Answer, day: float = 0.0, status: Status = Status.FINISHED, start: datetime = MONDAY
) -> Session:
    """A session so many days after `MONDAY`."""
    return Session(
        setup=Setup(banks=("bank",), questions=len(answers)),
        answers=answers,
        started_at=start + timedelta(days=day),
        status=status,
    )


def questions(
    *names: str, limit: float | None = None, topics: Sequence[str] = ()
) -> tuple[Drawn, ...]:
    """A bank with these questions, all to be drawn."""
    made = tuple(
        Question(
            id=name,
            question=f"What is {name}?",
            topic=topics[place] if topics else "T",
            time_limit=limit if limit is None or not math.isinf(limit) else None,
        )
        for place, name in enumerate(names)
    )
    return matching([Bank("bank", "Bank", made)])
