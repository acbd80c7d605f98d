"""Looks back on past sessions: notes, track records and comparisons."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from simulator.core.comparison import Comparison
from simulator.core.figures import Score
from simulator.core.notes import Reminder, latest_notes, reminders
from simulator.core.session import Session
from simulator.core.states import Status
from simulator.core.track_record import TrackRecord, track_records
from simulator.storage.sessions.head import SessionHead
from simulator.storage.store import Store


def notes_by_question(store: Store, session: Session) -> Mapping[tuple[str, str], str]:
    """Return the latest note per question before a session, by (bank, id)."""
    return latest_notes(store.sessions.past(), session.started_at)


def what_to_remember(store: Store) -> tuple[Reminder, ...]:
    """Return notes for next time and missed points, most urgent first."""
    return reminders(store.sessions.past())


def records_by_question(store: Store) -> Mapping[tuple[str, str], TrackRecord]:
    """Return the record of every question ever asked, by (bank, id)."""
    return track_records(store.sessions.past())


def compare(store: Store, one: Path, other: Path) -> Comparison:
    """Compare two sessions. Raises FileFault."""
    return Comparison.of(store.sessions.load(one), store.sessions.load(other))


def last_time(store: Store, session: Session) -> Score | None:
    """Return the score of the previous session over the same banks; None for the first.

    Takes don't count, and a session that was stopped is compared with none. For a background
    thread.
    """
    if session.status is Status.STOPPED:
        return None
    for head in store.sessions.iter_heads():
        if (
            isinstance(head, SessionHead)
            and head.started_at < session.started_at
            and head.take_of is None
            and head.rated
            and head.banks == session.setup.banks
        ):
            return Score(head.solid_or_strong, head.rated)
    return None
