"""A take: the same interview again in less time, which builds fluency.

After de Jong and Perfetti 2011, Fluency training in the ESL classroom, Language Learning 61.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from simulator.core.session import Answer, AskedFollowUp, Current, KeyPoint, Session
from simulator.core.states import Phase, Status

SHORTER = 0.75
"""A take's time limits as a share of the previous ones."""

SHORTEST = 15.0
"""The least number of seconds for an answer that had no limit."""


def take_of(session: Session, name: str, started_at: datetime) -> Session:
    """Repeat a session with the same questions and mode in less time; `name` is its file stem."""
    limit = session.setup.time_limit
    shorter = None if limit is None or math.isinf(limit) else limit * SHORTER
    return Session(
        setup=replace(session.setup, time_limit=limit if shorter is None else shorter),
        answers=tuple(map(_again, session.answers)),
        started_at=started_at,
        status=Status.RUNNING,
        current=Current(1, Phase.READY),
        take_of=name,
        titles=session.titles,
    )


def without_takes(sessions: Iterable[Session]) -> tuple[Session, ...]:
    """Leave out takes, which only repeat what was just asked."""
    return tuple(session for session in sessions if session.take_of is None)


_AS_ASKED = (
    "bank", "id", "question", "model_answer", "topic", "difficulty", "tags", "mistakes",
    "follow_ups", "references", "say", "language", "from_answer",
)  # fmt: skip
"""The fields of an answer that come from its question."""


def _again(answer: Answer) -> Answer:
    return Answer(
        **{name: getattr(answer, name) for name in _AS_ASKED},
        time_limit=_shorter(answer),
        key_points=_unticked(answer.key_points),
        asked_follow_ups=tuple(
            AskedFollowUp(
                question=asked.question,
                model_answer=asked.model_answer,
                time_limit=_shorter(asked),
                key_points=_unticked(asked.key_points),
            )
            for asked in answer.asked_follow_ups
        ),
    )


def _shorter(before: Answer | AskedFollowUp) -> float:
    if not math.isinf(before.time_limit):
        return before.time_limit * SHORTER
    used = before.answer_seconds
    return max(SHORTEST, used * SHORTER) if before.was_answered else before.time_limit


def _unticked(points: Sequence[KeyPoint]) -> tuple[KeyPoint, ...]:
    return tuple(replace(point, covered=False) for point in points)
