"""Settings for commands, and the voice and recorder that they describe."""

from __future__ import annotations

import os
from dataclasses import replace
from types import ModuleType
from typing import TYPE_CHECKING

from simulator.cli.console import complain
from simulator.storage.settings.model import Settings
from simulator.storage.store import Store
from simulator.system import log
from simulator.system.faults import SettingsFault

if TYPE_CHECKING:
    from simulator.speech import Recorder, Speaker

WEB = "MOCK_INTERVIEW_WEB"
"""Set in the environment of an interview shown in a browser."""


NOT_IN_A_BROWSER = "In a browser nothing is recorded."


def load_settings(store: Store) -> Settings:
    """Read the settings, with warnings about what has no effect. Raises SettingsFault."""
    settings = store.read_settings()
    if not settings.keys:
        return settings
    # Few settings name keys, and only the screens know the actions.
    from simulator.ui.keys.actions import key_warnings

    sentences = (("keys", *each) for each in key_warnings(settings.keys))
    found = store.settings_faults(sentences)
    return replace(settings, warnings=(*settings.warnings, *found))


def settings_or_defaults(store: Store) -> Settings:
    """Read the settings, or the defaults if the file is faulty; report faults and warnings."""
    try:
        settings = load_settings(store)
    except SettingsFault as fault:
        settings = Settings(warnings=fault.faults)
    for each in settings.warnings:
        log.trouble(f"settings: {each.file}:{each.line}: {each.field}")
        complain(str(each))
    return settings


def _speech() -> ModuleType:
    """Import voice and microphone, which load after the first screen, if at all."""
    from simulator import speech

    return speech


def open_voice(settings: Settings, wanted: bool) -> Speaker:
    """Return the voice from the settings; a silent one if unwanted, and always in a browser."""
    speech, chosen = _speech(), settings.voice
    voice = speech.Voice(id=chosen.name, rate=chosen.rate, volume=chosen.volume)
    speaker: Speaker = speech.open_speaker(voice, enabled=_here(wanted), note=log.note)
    return speaker


def open_recorder(wanted: bool) -> Recorder:
    """Return a recorder; one that does nothing if unwanted, and always in a browser."""
    speech = _speech()
    recorder: Recorder
    if wanted and not _here(wanted):
        recorder = speech.NoRecorder(NOT_IN_A_BROWSER)
    else:
        recorder = speech.open_recorder(enabled=wanted, note=log.note)
    return recorder


def _here(wanted: bool) -> bool:
    """True if sound is wanted and the program is not in a browser."""
    return wanted and WEB not in os.environ
