"""The settings as a command takes them, and the voice that they describe."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from simulator.cli.console import complain
from simulator.storage.settings.model import Settings
from simulator.storage.store import Store
from simulator.system import log
from simulator.system.faults import SettingsFault

if TYPE_CHECKING:
    from simulator.speech import Recorder, Speaker

WEB = "MOCK_INTERVIEW_WEB"
"""Set in the environment of an interview that is shown in a browser."""


def load_settings(store: Store) -> Settings:
    """The settings, with what is doubtful about their keys. Raises SettingsFault."""
    settings = store.read_settings()
    if not settings.keys:
        return settings
    # Few settings give keys, and only the screens know what they can be given to.
    from simulator.storage.settings.file import key_faults
    from simulator.ui.keys.actions import doubts

    found = key_faults(store.settings_path, tuple(doubts(settings.keys)))
    return replace(settings, doubts=found)


def read_settings(store: Store) -> Settings:
    """The settings; where the file is faulty, the defaults. Its faults and doubts are said."""
    try:
        settings = load_settings(store)
    except SettingsFault as fault:
        settings = Settings(doubts=fault.faults)
    for each in settings.doubts:
        log.trouble(f"settings: {each.file}:{each.line}: {each.field}")
        complain(str(each))
    return settings


def open_voice(settings: Settings, wanted: bool) -> Speaker:
    """The voice of the settings; a silent one where none is wanted, and always in a browser."""
    from simulator.speech import Voice, open_speaker  # After the first screen, if at all.

    voice = Voice(id=settings.voice.name, rate=settings.voice.rate, volume=settings.voice.volume)
    return open_speaker(voice, enabled=wanted and WEB not in os.environ, note=log.note)


def open_recorder(wanted: bool) -> Recorder:
    """A recorder; one that does nothing where none is wanted, and always in a browser."""
    from simulator.speech import open_recorder  # After the first screen, if at all.

    return open_recorder(enabled=wanted and WEB not in os.environ, note=log.note)
