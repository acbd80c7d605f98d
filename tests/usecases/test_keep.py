"""Tests that an interview is no longer saved once it is let go."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.storage.store import Store
from simulator.usecases import keep
from simulator.usecases.keep import SessionKeeper
from tests.samples import running_session


def test_a_late_save_does_not_create_a_second_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keep, "RETRY_SECONDS", -1.0)
    store = Store(tmp_path, tmp_path / "shipped")
    keeper = SessionKeeper(store, lambda trouble: None)
    keeper.begin(running_session())
    keeper.finish(running_session())
    keeper.forget()
    keeper.save(running_session())
    assert not keeper.running
    assert len(store.sessions.paths()) == 1
