"""Repeats a session in less time, and reports it beside the first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from simulator.core.drawing import NothingToAsk
from simulator.core.session import Session
from simulator.core.states import Status
from simulator.core.take import take_of
from simulator.storage.store import Store
from simulator.system.faults import FileFault
from simulator.system.file_lock import is_locked
from simulator.usecases.recording import usual_before


def draw_take(
    store: Store, path: Path, now: datetime, sound: Mapping[str, Any] | None = None
) -> Session:
    """Create a take of the session in a file.

    `sound` may set `voice` and `record`; otherwise they stay as before. Raises FileFault, and
    NothingToAsk if the interview is not over.
    """
    session = store.sessions.load(path)
    if session.status is Status.RUNNING:
        where = "still running in another program" if is_locked(path) else "not finished"
        raise NothingToAsk(f"That interview is {where}: resume it first, then repeat it.")
    take = take_of(session, path.stem, now)
    return replace(take, setup=replace(take.setup, **(sound or {})))


def beside_the_past(store: Store, session: Session, interview_on: date | None = None) -> Session:
    """Add to a session what its report needs from elsewhere.

    That is the session it repeats, if still readable, the candidate's usual delivery, if recorded,
    and the day of the candidate's real interview.
    """
    session = replace(session, interview_on=interview_on)
    if session.setup.record or session.deliveries:
        session = replace(session, usual=usual_before(store, session))
    if session.take_of is None:
        return session
    try:
        return replace(
            session, take_before=store.sessions.load(store.sessions.find(session.take_of))
        )
    except FileFault:
        return session
