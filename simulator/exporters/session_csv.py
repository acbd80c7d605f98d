"""Sessions as CSV, one line a question, for a spreadsheet."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from datetime import date

from simulator.core.delivery import Delivery
from simulator.core.session import Answer, AskedFollowUp, Session
from simulator.core.wording import outcome_words, time_words

HEAD = (
    "started_at",
    "status",
    "mode",
    "bank",
    "id",
    "question",
    "topic",
    "difficulty",
    "outcome",
    "time_limit",
    "think_seconds",
    "answer_seconds",
    "paused_seconds",
    "overrun_seconds",
    "confidence",
    "rating",
    "wrong",
    "key_points",
    "covered",
    "sure_and_wrong",
    "flagged",
    "text",
    "note",
    "asked_follow_ups",
    "first_word_seconds",
    "speech_seconds",
    "pauses",
    "longest_pause_seconds",
)
"""The columns, named as in the session file."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def sessions_csv(sessions: Sequence[Session], _today: date) -> str:
    """Comma separated, RFC 4180, one line for each question that was reached."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEAD)
    for session in sessions:
        for answer in session.answers:
            if answer.outcome is not None:
                writer.writerow([neutral(value) for value in _values(session, answer)])
    return out.getvalue()


def neutral(value: object) -> object:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front."""
    if not isinstance(value, str):
        return value
    value = value.replace("\0", "�")
    is_formula = value.lstrip(" ").startswith(_FORMULA)
    return f"'{value}" if is_formula else value


def _values(session: Session, answer: Answer) -> tuple[object, ...]:
    return (
        session.started_at.isoformat(),
        session.status.value,
        session.setup.mode.value,
        answer.bank,
        answer.id,
        answer.question,
        answer.topic,
        answer.difficulty.value,
        answer.outcome.value if answer.outcome else "",
        "" if math.isinf(answer.time_limit) else answer.time_limit,
        round(answer.think_seconds, 1),
        round(answer.answer_seconds, 1),
        round(answer.paused_seconds, 1),
        round(answer.overrun_seconds, 1),
        "" if answer.confidence is None else answer.confidence,
        "" if answer.rating is None else answer.rating.value,
        _yes(answer.wrong),
        len(answer.required),
        "" if answer.rating is None else answer.covered,
        _yes(answer.sure_and_wrong),
        _yes(answer.flagged),
        answer.text,
        answer.note,
        "\n".join(map(_asked_on, answer.asked_on)),
        *_said(answer.delivery),
    )


def _said(delivery: Delivery | None) -> tuple[object, ...]:
    """The facts of a recorded answer; a longest pause only where there is one."""
    if delivery is None:
        return ("",) * 4
    first, longest = delivery.first_word_seconds, delivery.longest
    return (
        "" if first is None else round(first, 1),
        round(delivery.speech_seconds, 1),
        len(delivery.pauses),
        "" if longest is None else round(longest.seconds, 1),
    )


def _asked_on(asked: AskedFollowUp) -> str:
    """`Why? (answered, 0:21 of 0:40, 1 of 2 points)`, and below it what was written."""
    points = f"{asked.covered} of {len(asked.key_points)} points"
    facts = f"{outcome_words(asked)}, {time_words(asked)}, {points}"
    return f"{asked.question} ({facts})\n{asked.text}".rstrip()


def _yes(value: bool) -> str:
    return "yes" if value else "no"
