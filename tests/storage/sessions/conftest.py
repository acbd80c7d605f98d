"""A session's file, and the gate before it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from simulator.storage.sessions.file import SessionFile
from simulator.storage.store import Store
from tests.storage.sessions.saving import Gate, state


@pytest.fixture
def file(store: Store) -> Iterator[SessionFile]:
    """A session's file with state 0 in it."""
    file = store.sessions.create(state(0))
    yield file
    file.close()


@pytest.fixture
def gate(file: SessionFile, monkeypatch: pytest.MonkeyPatch) -> Gate:
    gate = Gate(file)
    monkeypatch.setattr(file, "prepare", gate)
    return gate
