"""Sessions as JSON, with the names of the session file."""

from __future__ import annotations

import json
from collections.abc import Sequence

from simulator.core.session import Session
from simulator.exporters.shown_session import shown_tables


def sessions_json(sessions: Sequence[Session]) -> str:
    """One session as an object, any other number as a list; times without a limit are null.

    Model answers and all that goes with them are left out where they were not yet revealed.
    """
    from simulator.storage.settings.setup_table import to_json

    objects = [to_json(shown_tables(session)) for session in sessions]
    return to_text(objects[0] if len(objects) == 1 else objects)


def to_text(value: object) -> str:
    """JSON for people and programs: indented, UTF-8 as it is, never NaN or Infinity."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False, default=str) + "\n"
