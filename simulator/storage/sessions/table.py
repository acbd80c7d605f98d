"""A session as the tables of its file, in the order written."""

from __future__ import annotations

from typing import Any

from simulator.core.session import Session
from simulator.storage.sessions.summary import summary
from simulator.storage.toml.record import keys_of, record_table

FORMAT = 1
"""The version of the session format that this program reads and writes."""

INNER = ("setup", "current", "summary", "end")
"""Tables whose unknown keys are kept under their names in `Session.extra`."""

TOP_KEYS = {"format", "answers", *INNER, *keys_of(Session)}


def session_tables(session: Session) -> dict[str, Any]:
    """Return all values under the file's names; what has not happened is left out."""
    answers = [record_table(answer) for answer in session.answers]
    return head_tables(session) | {"answers": answers, "end": end_table(session)}


def head_tables(session: Session) -> dict[str, Any]:
    """Return everything before the answers, unknown tables included."""
    values = {key: each for key, each in record_table(session).items() if key not in INNER}
    top = {"format": FORMAT, "status": session.status.value, **values}
    top["setup"] = record_table(session.setup) | _inner(session, "setup")
    if session.current is not None:
        top["current"] = record_table(session.current) | _inner(session, "current")
    top["summary"] = summary(session) | _inner(session, "summary")
    return top


def end_table(session: Session) -> dict[str, Any]:
    """Return the table that is written last: a file without it is incomplete."""
    return _inner(session, "end") | {"answers": len(session.answers)}


def _inner(session: Session, name: str) -> dict[str, Any]:
    kept = session.extra.get(name)
    return dict(kept) if isinstance(kept, dict) else {}
