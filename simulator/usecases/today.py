"""Finds what is due today from all past sessions."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date

from simulator.core.bank import Bank, matching
from simulator.core.day_plan import Plan, plan
from simulator.core.expected_gain import gain_order
from simulator.core.session import Session
from simulator.core.spaced_repetition import replay
from simulator.storage.settings.model import Settings
from simulator.storage.store import Store


def plan_of_day(store: Store, day: date, settings: Settings) -> tuple[tuple[Session, ...], Plan]:
    """Return all past sessions, and the plan for a day that follows from them and the settings.

    For a background thread.
    """
    interview_on = settings.interview_date
    sessions = store.sessions.past()
    known = matching(store.shelf.good())
    return sessions, plan(replay(sessions, day, interview_on), known, interview_on, settings.setup)


def due_keys(
    store: Store, banks: Sequence[Bank], day: date, interview_on: date | None, seed: int
) -> tuple[tuple[str, str], ...]:
    """Return the (bank, id) of these banks' questions, greatest gain first."""
    history = replay(store.sessions.past(), day, interview_on)
    return gain_order(history, matching(banks), random.Random(seed))
