"""The settings of a home are written and read."""

from __future__ import annotations

from simulator.core.setup import Setup
from simulator.storage.settings.model import Settings
from simulator.storage.store import Store


def test_settings(store: Store) -> None:
    assert store.read_settings() == Settings()
    changed = Settings(setup=Setup(questions=3))
    store.write_settings(changed)
    assert store.read_settings() == changed
