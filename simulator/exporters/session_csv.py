"""Writes sessions as CSV for spreadsheets, one line per question."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import Enum

from simulator.core.delivery import Delivery
from simulator.core.session import Answer, AskedFollowUp, Session
from simulator.core.wording import outcome_words, time_words

_FACTS = (
    "started_at", "status", "mode", "bank", "id", "question", "topic", "difficulty", "outcome",
    "time_limit", "think_seconds", "answer_seconds", "paused_seconds", "overrun_seconds",
    "confidence", "rating", "wrong", "key_points", "covered", "sure_and_wrong", "flagged", "text",
    "note", "asked_follow_ups",
)  # fmt: skip
"""The columns of every answer, named as in the session file."""

_SAID: dict[str, Callable[[Delivery], object]] = {
    "first_word_seconds": lambda said: said.first_word_seconds,
    "speech_seconds": lambda said: said.speech_seconds,
    "pauses": lambda said: len(said.pauses),
    "longest_pause_seconds": lambda said: said.longest and said.longest.seconds,
}
"""The columns of a recorded answer, empty for others."""

HEAD = (*_FACTS, *_SAID)

_OTHERS: dict[str, Callable[[Session, Answer], object]] = {
    "started_at": lambda session, _: session.started_at.isoformat(),
    "status": lambda session, _: session.status,
    "mode": lambda session, _: session.setup.mode,
    "key_points": lambda _, answer: len(answer.required),
    "covered": lambda _, answer: answer.covered if answer.judged_points else None,
    "asked_follow_ups": lambda _, answer: "\n".join(map(_asked_on, answer.asked_on)),
}
"""Columns that are not plain fields of an answer."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def sessions_csv(sessions: Sequence[Session], _today: date) -> str:
    """Return RFC 4180 CSV, one line for each question that was reached."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEAD)
    for session in sessions:
        for answer in session.answers:
            if answer.outcome is not None:
                writer.writerow([neutral(value) for value in _values(session, answer)])
    return out.getvalue()


def neutral(value: object) -> object:
    """Put an apostrophe before text that a spreadsheet would run as a formula."""
    if not isinstance(value, str):
        return value
    value = value.replace("\0", "�")
    is_formula = value.lstrip(" ").startswith(_FORMULA)
    return f"'{value}" if is_formula else value


def _values(session: Session, answer: Answer) -> Iterator[object]:
    for name in _FACTS:
        other = _OTHERS.get(name)
        yield _cell(other(session, answer) if other else getattr(answer, name))
    for said in _SAID.values():
        yield _cell(answer.delivery and said(answer.delivery))


def _cell(value: object) -> object:
    if value is None or value == math.inf:
        return ""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    return round(value, 1) if isinstance(value, float) else value


def _asked_on(asked: AskedFollowUp) -> str:
    """`Why? (answered, 0:21 of 0:40, 1 of 2 points)`, with the answer below it."""
    points = f"{asked.covered} of {len(asked.key_points)} points"
    facts = f"{outcome_words(asked)}, {time_words(asked)}, {points}"
    return f"{asked.question} ({facts})\n{asked.text}".rstrip()
