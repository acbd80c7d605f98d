"""Fixtures for a session's file, and a gate that holds its writers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from simulator.storage.sessions.file import SessionFile
from simulator.storage.store import Store
from tests.storage.sessions.saving import Gate, state


@pytest.fixture
def file(store: Store) -> Iterator[SessionFile]:
    """Return a session's file holding state 0."""
    file = store.sessions.create(state(0))
    yield file
    file.close()


@pytest.fixture
def gate(file: SessionFile, monkeypatch: pytest.MonkeyPatch) -> Gate:
    gate = Gate(file)
    monkeypatch.setattr(file, "prepare", gate)
    return gate
