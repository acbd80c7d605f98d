"""A session as the tables of its file, in the order they are written."""

from __future__ import annotations

from typing import Any

from simulator.core.session import Session
from simulator.storage.sessions.summary import summary
from simulator.storage.toml.record import record_table

FORMAT = 1
"""The version of the session format that this program reads and writes."""

TOP_KEYS = (
    "format", "status", "started_at", "finished_at", "take_of", "setup", "current", "summary",
    "answers", "end",
)  # fmt: skip
INNER = ("setup", "current", "summary", "end")
"""The tables whose unknown keys are kept under their names in `Session.extra`."""


def session_tables(session: Session) -> dict[str, Any]:
    """All values by the names of the file; what has not happened is left out."""
    answers = [record_table(answer) for answer in session.answers]
    return head_tables(session) | {"answers": answers, "end": end_table(session)}


def head_tables(session: Session) -> dict[str, Any]:
    """What stands before the answers; unknown tables of the file are among it."""
    extra = session.extra
    top: dict[str, Any] = {
        "format": FORMAT,
        "status": session.status.value,
        "started_at": session.started_at,
    }
    if session.finished_at is not None:
        top["finished_at"] = session.finished_at
    if session.take_of is not None:
        top["take_of"] = session.take_of
    top |= {key: value for key, value in extra.items() if key not in INNER}
    top["setup"] = record_table(session.setup) | _inner(session, "setup")
    if session.current is not None:
        top["current"] = record_table(session.current) | _inner(session, "current")
    top["summary"] = summary(session) | _inner(session, "summary")
    return top


def end_table(session: Session) -> dict[str, Any]:
    """The table that is written last: a file without it is incomplete."""
    return _inner(session, "end") | {"answers": len(session.answers)}


def _inner(session: Session, name: str) -> dict[str, Any]:
    kept = session.extra.get(name)
    return dict(kept) if isinstance(kept, dict) else {}
