"""What a command works with, opened as the arguments and the environment say."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.cli.main import complain
from simulator.system import log

if TYPE_CHECKING:
    from argparse import Namespace

    from simulator.core.setup import Setup
    from simulator.speech import Speaker
    from simulator.storage.settings.model import Settings
    from simulator.storage.store import Store

WEB = "MOCK_INTERVIEW_WEB"
"""Set in the environment of an interview that is shown in a browser."""


def open_store(home: str | None) -> Store:
    """The folders that the option, the environment and the current folder name."""
    from simulator.storage.home import find_home, shipped_banks
    from simulator.storage.store import Store

    found = find_home(None if home is None else Path(home), os.environ, Path.cwd())
    log.note(f"home: {found}")
    return Store(found, shipped_banks())


def read_settings(store: Store) -> Settings:
    """The settings; where the file is faulty, the defaults. Its faults and doubts are said."""
    from simulator.storage.settings.model import Settings
    from simulator.system.faults import SettingsFault

    try:
        settings = store.read_settings()
    except SettingsFault as fault:
        settings = Settings(doubts=fault.faults)
    for each in settings.doubts:
        log.trouble(f"settings: {each.file}:{each.line}: {each.field}")
        complain(str(each))
    return settings


def open_voice(settings: Settings, wanted: bool) -> Speaker:
    """The voice of the settings; a silent one where none is wanted, and always in a browser."""
    from simulator.speech import Voice, open_speaker

    voice = Voice(id=settings.voice.name, rate=settings.voice.rate, volume=settings.voice.volume)
    return open_speaker(voice, enabled=wanted and WEB not in os.environ, note=log.note)


def chosen_setup(arguments: Namespace, last: Setup) -> Setup:
    """The last setup, with what the arguments say otherwise."""
    from simulator.core.choices import Difficulty, Order
    from simulator.core.setup import Debrief, Mode

    given = {
        "banks": tuple(arguments.banks) or None,
        "questions": arguments.questions,
        "topics": arguments.topic and tuple(arguments.topic),
        "difficulties": arguments.difficulty and tuple(map(Difficulty, arguments.difficulty)),
        "tags": arguments.tag and tuple(arguments.tag),
        "time_limit": arguments.time,
        "think_seconds": arguments.think,
        "mode": arguments.mode and Mode(arguments.mode),
        "debrief": arguments.debrief and Debrief(arguments.debrief),
        "order": arguments.order and Order(arguments.order),
        "extra_time": arguments.extra_time,
        "voice": arguments.voice,
    }
    changes: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    if arguments.banks:
        changes = {"topics": (), "difficulties": (), "tags": (), **changes}
    return replace(last, seed=arguments.seed, **changes)
