"""Writes a session in another format into the home's `exports` folder."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from simulator.core.session import Session
from simulator.exporters.session_files import SESSION_FORMATS, render
from simulator.storage.store import Store
from simulator.system.atomic_write import told_of
from simulator.usecases.take import beside_the_past


def export_session(
    store: Store, session: Session, fmt: str, now: datetime, interview_on: date | None = None
) -> Path:
    """Write one session in one of `SESSION_FORMATS`; return the file. Raises OSError."""
    form = SESSION_FORMATS[fmt]
    name = f"{session.started_at:%Y-%m-%dT%H%M%S}-report{form.suffix}"
    target = store.home / "exports" / name
    text = render([beside_the_past(store, session, interview_on)], fmt, now.date())
    with told_of(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding=form.encoding, newline="")
    return target
