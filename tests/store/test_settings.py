"""The settings of a home are written and read."""

from __future__ import annotations

from simulator.settings import Settings
from simulator.setup import Setup
from simulator.store import Store


def test_settings(store: Store) -> None:
    assert store.read_settings() == Settings()
    changed = Settings(setup=Setup(questions=3))
    store.write_settings(changed)
    assert store.read_settings() == changed
