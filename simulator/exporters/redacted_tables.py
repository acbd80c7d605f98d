"""What of a session is given away: all of it, but what its questions would still reveal."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from simulator.core.session import Session
from simulator.storage.sessions.table import session_tables

HIDDEN = ("model_answer", "key_points", "mistakes", "follow_ups", "references", "from_answer")
"""What a question that was not answered keeps to itself, so that it can be asked another time."""


def redacted_tables(session: Session) -> dict[str, Any]:
    """The values of the session's file by their names, without what was not yet revealed."""
    shown = replace(session, answers=tuple(answer.redacted() for answer in session.answers))
    tables = session_tables(shown)
    for answer, values in zip(session.answers, tables["answers"], strict=True):
        if not answer.is_revealed:
            for name in HIDDEN:
                values.pop(name, None)
    return tables
