"""Sessions as JSON, with the names of the session file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from simulator.core.session import Session
from simulator.exporters.shown_session import shown_tables
from simulator.storage.settings.setup_table import to_json
from simulator.text.json_text import json_text


def sessions_json(sessions: Sequence[Session], _today: date) -> str:
    """One session as an object, any other number as a list; times without a limit are null.

    Model answers and all that goes with them are left out where they were not yet revealed.
    """
    objects = [to_json(shown_tables(session)) for session in sessions]
    return json_text(objects[0] if len(objects) == 1 else objects)
