"""Tests that sessions are discarded and restored, and that the trash is emptied."""

from __future__ import annotations

import pytest

from simulator.storage.sessions.head import SessionHead
from simulator.storage.store import Store
from simulator.system.faults import SessionFault
from tests.samples import sample_session


def test_discard_and_restore(store: Store) -> None:
    file = store.sessions.create(sample_session())
    file.close()
    trashed = store.sessions.discard(file.path)
    assert store.sessions.heads() == ()
    assert store.sessions.trashed() == (trashed,)
    head = store.sessions.read_head(trashed)
    assert isinstance(head, SessionHead)
    assert (head.path, head.banks) == (trashed, ("plain",))
    other = store.sessions.create(sample_session())
    other.close()
    assert other.path == file.path
    restored = store.sessions.restore(trashed)
    assert restored.name == "2026-11-22T183005-plain-2.toml"
    assert store.sessions.load(restored) == sample_session()
    assert store.sessions.trashed() == ()
    assert [path.name for path in map(store.sessions.discard, (restored, other.path))] == [
        "2026-11-22T183005-plain-2.toml",
        "2026-11-22T183005-plain.toml",
    ]
    assert store.sessions.empty_trash() == 2
    assert store.sessions.trashed() == ()
    with pytest.raises(SessionFault):
        store.sessions.discard(store.home / "no" / "no.toml")


def test_two_sessions_with_the_same_name_in_the_trash(store: Store) -> None:
    for number in (1, 2):
        file = store.sessions.create(sample_session())
        file.close()
        store.sessions.discard(file.path)
        assert len(store.sessions.trashed()) == number
