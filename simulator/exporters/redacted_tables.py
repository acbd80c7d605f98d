"""Redacts a session for export: the answers to unanswered questions are left out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from simulator.core.session import Session
from simulator.storage.sessions.table import session_tables

HIDDEN = ("model_answer", "key_points", "mistakes", "follow_ups", "references", "from_answer")
"""Fields of an unanswered question that are withheld, so that it can still be asked."""


def redacted_tables(session: Session) -> dict[str, Any]:
    """Return the values of the session's file by name, without anything unrevealed."""
    shown = replace(session, answers=tuple(answer.redacted() for answer in session.answers))
    tables = session_tables(shown)
    for answer, values in zip(session.answers, tables["answers"], strict=True):
        if not answer.is_revealed:
            for name in HIDDEN:
                values.pop(name, None)
    return tables
