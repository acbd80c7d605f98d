"""What past sessions tell: notes, how often a question was asked, two sessions compared."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from simulator.core.comparison import Comparison
from simulator.core.figures import Score
from simulator.core.notes import Reminder, latest_notes, reminders
from simulator.core.session import Session
from simulator.core.track_record import TrackRecord, track_records
from simulator.storage.sessions.head import SessionHead
from simulator.storage.store import Store


def notes_by_question(store: Store, session: Session) -> Mapping[tuple[str, str], str]:
    """The latest note on each question before a session, by bank and id."""
    return latest_notes(store.sessions.past(), session.started_at)


def what_to_remember(store: Store) -> tuple[Reminder, ...]:
    """What was promised and what was missed, the most urgent first."""
    return reminders(store.sessions.past())


def records_by_question(store: Store) -> Mapping[tuple[str, str], TrackRecord]:
    """The past of each question that was ever asked, by bank and id."""
    return track_records(store.sessions.past())


def compare(store: Store, one: Path, other: Path) -> Comparison:
    """Two sessions side by side. Raises FileFault."""
    return Comparison.of(store.sessions.load(one), store.sessions.load(other))


def last_time(store: Store, session: Session) -> Score | None:
    """What the newest session before this one came to, over the same banks; None for the first.

    Repetitions don't count. Meant for a background thread.
    """
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
