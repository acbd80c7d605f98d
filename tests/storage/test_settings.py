"""Tests that a home's settings are written and read."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from simulator.core.setup import Setup
from simulator.storage.settings.model import RecordingSettings, Settings, UiSettings, VoiceSettings
from simulator.storage.store import Store


def test_settings(store: Store) -> None:
    assert store.read_settings() == Settings()
    changed = Settings(setup=Setup(questions=3))
    store.write_settings(changed)
    assert store.read_settings() == changed


def test_a_change_to_any_setting_is_saved() -> None:
    changed = Settings(
        setup=Setup(questions=3),
        interview_date=date(2026, 12, 1),
        voice=VoiceSettings(rate=200),
        recording=RecordingSettings(keep_sessions=3),
        ui=UiSettings(theme="paper"),
        keys={"done": "f9"},
    )
    of_the_file = [each.name for each in fields(Settings) if each.compare]
    assert all(getattr(changed, name) != getattr(Settings(), name) for name in of_the_file)
    assert Settings().with_changes(Settings(), changed) == changed
