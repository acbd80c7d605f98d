"""A session as the tables of its file, in the order they are written."""

from __future__ import annotations

from typing import Any

from simulator.core.session import Answer, KeyPoint, Rerating, Session
from simulator.storage.settings.setup_table import setup_table

FORMAT = 1
"""The version of the session format that this program reads and writes."""

ANSWER_KEYS = (
    "bank", "id", "question", "model_answer", "topic", "difficulty", "tags", "mistakes",
    "follow_ups", "references", "say", "language", "time_limit", "outcome", "think_seconds",
    "answer_seconds", "paused_seconds", "away_seconds", "overrun_seconds", "flagged", "text",
    "confidence", "rating", "wrong", "note", "from_answer", "key_points", "rerated",
)  # fmt: skip
POINT_KEYS = ("text", "covered", "bonus")
RERATING_KEYS = ("at", "rating", "covered")
TOP_KEYS = (
    "format", "status", "started_at", "finished_at", "setup", "current", "summary", "answers",
    "end",
)  # fmt: skip
INNER = ("setup", "current", "summary", "end")
"""The tables whose unknown keys are kept under their names in `Session.extra`."""


def session_tables(session: Session) -> dict[str, Any]:
    """All values by the names of the file; what has not happened is left out."""
    extra = session.extra
    top: dict[str, Any] = {
        "format": FORMAT,
        "status": session.status.value,
        "started_at": session.started_at,
    }
    if session.finished_at is not None:
        top["finished_at"] = session.finished_at
    top |= {key: value for key, value in extra.items() if key not in INNER}
    top["setup"] = setup_table(session.setup) | _inner(session, "setup")
    if session.current is not None:
        here = {"question": session.current.question, "phase": session.current.phase.value}
        top["current"] = here | _inner(session, "current")
    top["summary"] = summary(session) | _inner(session, "summary")
    top["answers"] = [answer_table(answer) for answer in session.answers]
    top["end"] = _inner(session, "end") | {"answers": len(session.answers)}
    return top


def _inner(session: Session, name: str) -> dict[str, Any]:
    kept = session.extra.get(name)
    return dict(kept) if isinstance(kept, dict) else {}


def summary(session: Session) -> dict[str, Any]:
    """What the list of sessions shows, counted."""
    counts = dict.fromkeys(
        ("answered", "timed_out", "skipped", "rated", "solid_or_strong", "key_points", "covered",
         "sure_and_wrong"), 0,
    )  # fmt: skip
    for answer in session.answers:
        if answer.outcome is not None:
            counts[answer.outcome.value] += 1
        if answer.rating is not None:
            counts["rated"] += 1
            counts["solid_or_strong"] += answer.solid_or_strong
            counts["key_points"] += len(answer.required)
            counts["covered"] += answer.covered
            counts["sure_and_wrong"] += answer.sure_and_wrong
    return {"questions": len(session.answers), **counts, "seconds": seconds(session.seconds)}


def answer_table(answer: Answer) -> dict[str, Any]:
    """The values of one `[[answers]]` table, its unknown keys behind the known ones."""
    values: dict[str, Any] = {
        "bank": answer.bank,
        "id": answer.id,
        "question": answer.question,
        "model_answer": answer.model_answer,
        "topic": answer.topic,
        "difficulty": answer.difficulty.value,
        "tags": list(answer.tags),
        "mistakes": list(answer.mistakes),
        "follow_ups": list(answer.follow_ups),
        "references": list(answer.references),
        "say": answer.say or None,
        "language": answer.language if answer.language != "en" else None,
        "time_limit": seconds(answer.time_limit),
        "outcome": answer.outcome.value if answer.outcome else None,
        "think_seconds": seconds(answer.think_seconds),
        "answer_seconds": seconds(answer.answer_seconds),
        "paused_seconds": seconds(answer.paused_seconds),
        "away_seconds": seconds(answer.away_seconds),
        "overrun_seconds": seconds(answer.overrun_seconds),
        "flagged": answer.flagged,
        "text": answer.text,
        "confidence": answer.confidence,
        "rating": None if answer.rating is None else int(answer.rating),
        "wrong": answer.wrong,
        "note": answer.note,
        "from_answer": answer.from_answer or None,
    }
    known = {key: value for key, value in values.items() if value is not None}
    others = {key: value for key, value in answer.extra.items() if key not in _NESTED}
    known |= others
    known["key_points"] = _with_others(answer, "key_points", map(_point, answer.key_points))
    if answer.rerated:
        known["rerated"] = _with_others(answer, "rerated", map(_rerating, answer.rerated))
    return known


_NESTED = ("key_points", "rerated")


def _with_others(answer: Answer, name: str, tables: Any) -> list[dict[str, Any]]:
    others = answer.extra.get(name, [])
    return [
        table | (dict(others[place]) if place < len(others) else {})
        for place, table in enumerate(tables)
    ]


def _point(point: KeyPoint) -> dict[str, Any]:
    return {"text": point.text, "covered": point.covered, "bonus": point.bonus}


def _rerating(again: Rerating) -> dict[str, Any]:
    return {"at": again.at, "rating": int(again.rating), "covered": list(again.covered)}


def seconds(value: float) -> float:
    """Seconds as they are kept: to the millisecond."""
    return round(float(value), 3)
