"""Tests the score of the previous session."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from simulator.core.figures import Score
from simulator.core.session import Session
from simulator.core.setup import Setup
from simulator.core.states import Status
from simulator.storage.store import Store
from simulator.usecases.look_back import last_time
from tests.histories import given, session, unreached


def held(folder: Path, *sessions: Session) -> Store:
    """Return a store with these sessions."""
    store = Store(folder, folder)
    for each in sessions:
        store.sessions.create(each).close()
    return store


def test_the_last_time_is_the_newest_earlier_session_over_the_same_banks(tmp_path: Path) -> None:
    old = session(given("a", 1))
    before = session(given("a", 3), given("b", 1), day=1)
    now = session(given("a", 4), day=2)
    later = session(given("a", 4), day=3)
    other = replace(session(given("c", 4), day=1.5), setup=Setup(banks=("other",)))
    store = held(tmp_path, old, before, other, now, later)
    assert last_time(store, now) == Score(1, 2)
    assert last_time(store, old) is None


def test_takes_and_unrated_sessions_are_ignored(tmp_path: Path) -> None:
    first = session(given("a", 3))
    unrated = session(unreached("a"), day=1)
    take = replace(session(given("a", 4), day=2), take_of="x")
    now = session(given("a", 4), day=3)
    assert last_time(held(tmp_path, first, unrated, take, now), now) == Score(1, 1)


def test_a_stopped_session_is_compared_with_none(tmp_path: Path) -> None:
    before, now = session(given("a", 3)), session(given("a", 1), unreached("b"), day=1)
    stopped = replace(now, status=Status.STOPPED)
    store = held(tmp_path, before, stopped)
    assert last_time(store, stopped) is None
    assert last_time(store, now) == Score(1, 1)
