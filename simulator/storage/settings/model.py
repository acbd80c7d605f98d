"""What the candidate has set for good, and the last choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from simulator.core.setup import Setup
from simulator.system.faults import Fault


class HideClock(StrEnum):
    """What a hidden clock does when time runs short."""

    UNTIL_WARNED = "until_warned"
    STAY_HIDDEN = "stay_hidden"


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """How questions are spoken: the voice's name, or the system's; words a minute; 0 to 1."""

    name: str = ""
    rate: int = 165
    volume: float = 1.0


@dataclass(frozen=True, slots=True)
class RecordingSettings:
    """For how long recordings are kept: those of the last so many sessions."""

    keep_sessions: int = 10


@dataclass(frozen=True, slots=True)
class UiSettings:
    """How the screens look; an empty theme is the program's own."""

    theme: str = ""
    hide_clock: HideClock = HideClock.UNTIL_WARNED


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything in settings.toml. `keys` maps the id of an action to its keys, with commas."""

    setup: Setup = field(default_factory=Setup)
    interview_date: date | None = None
    voice: VoiceSettings = field(default_factory=VoiceSettings)
    recording: RecordingSettings = field(default_factory=RecordingSettings)
    ui: UiSettings = field(default_factory=UiSettings)
    keys: Mapping[str, str] = field(default_factory=dict, hash=False)
    doubts: tuple[Fault, ...] = field(default=(), compare=False)
    """What in the file is not as it should be, though nothing is lost by it; to be said.

    Reading the file leaves it empty: only the screens know what keys can be given to.
    """
