"""Writes sessions as JSON, with the names of the session file."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, time
from typing import Any

from simulator.core.session import Session
from simulator.exporters.redacted_tables import redacted_tables
from simulator.text.json_text import json_text


def sessions_json(sessions: Sequence[Session], _today: date) -> str:
    """Return an object for one session, else a list; times without a limit are null.

    Model answers and what goes with them are left out unless revealed.
    """
    objects = [to_json(redacted_tables(session)) for session in sessions]
    return json_text(objects[0] if len(objects) == 1 else objects)


def to_json(values: Any) -> Any:
    """Replace infinities by null and dates by text."""
    if isinstance(values, dict):
        return {str(key): to_json(value) for key, value in values.items()}
    if isinstance(values, (list, tuple)):
        return [to_json(value) for value in values]
    if isinstance(values, float) and not math.isfinite(values):
        return None
    return values.isoformat() if isinstance(values, date | time) else values
