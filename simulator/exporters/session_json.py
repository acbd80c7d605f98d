"""Sessions as JSON, with the names of the session file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from simulator.session import Session

HIDDEN = ("model_answer", "key_points", "mistakes", "follow_ups", "references", "from_answer")
"""What a question that was not answered keeps to itself, so that it can be asked another time."""


def sessions_json(sessions: Sequence[Session]) -> str:
    """One session as an object, any other number as a list; times without a limit are null.

    Model answers and all that goes with them are left out where they were not yet revealed.
    """
    objects = [_revealed(session) for session in sessions]
    return to_text(objects[0] if len(objects) == 1 else objects)


def _revealed(session: Session) -> dict[str, Any]:
    from simulator.session_files.file import to_json

    table = to_json(replace(session, answers=tuple(answer.shown() for answer in session.answers)))
    for answer, values in zip(session.answers, table["answers"], strict=True):
        if not answer.revealed:
            for name in HIDDEN:
                values.pop(name, None)
    return table


def to_text(value: object) -> str:
    """JSON for people and programs: indented, UTF-8 as it is, never NaN or Infinity."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False, default=str) + "\n"
