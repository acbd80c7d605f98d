"""The candidate's permanent settings, and the last choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

from simulator.core.fields import kept
from simulator.core.setup import Setup
from simulator.system.faults import Fault
from simulator.text.speech_rate import FASTEST, SLOWEST

MOST_KEPT = 10_000
"""The largest number of sessions whose recordings can be kept."""


class HideClock(StrEnum):
    """Whether a hidden clock reappears as time runs short."""

    UNTIL_WARNED = "until_warned"
    STAY_HIDDEN = "stay_hidden"


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """How questions are spoken: a voice, or the system's; words per minute; volume 0 to 1."""

    name: str = kept("", line=True)
    rate: int = kept(165, least=SLOWEST, most=FASTEST)
    volume: float = kept(1.0, most=1.0)


@dataclass(frozen=True, slots=True)
class RecordingSettings:
    """How long recordings are kept: for this many of the latest sessions."""

    keep_sessions: int = kept(10, most=MOST_KEPT)


@dataclass(frozen=True, slots=True)
class UiSettings:
    """How the screens look; an empty theme is the program's own."""

    theme: str = kept("", line=True)
    hide_clock: HideClock = kept(HideClock.UNTIL_WARNED)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything in settings.toml. `keys` maps action ids to keys, separated by commas."""

    setup: Setup = field(default_factory=Setup)
    interview_date: date | None = None
    voice: VoiceSettings = field(default_factory=VoiceSettings)
    recording: RecordingSettings = field(default_factory=RecordingSettings)
    ui: UiSettings = field(default_factory=UiSettings)
    keys: Mapping[str, str] = field(default_factory=dict, hash=False)
    warnings: tuple[Fault, ...] = field(default=(), compare=False)
    """Problems in the file that lose nothing, to be reported.

    Reading finds unknown names; only the screens know which actions, keys and themes exist.
    """

    def with_changes(self, before: Settings, after: Settings) -> Settings:
        """Apply the differences between two other settings to these, field by field."""
        return replace(
            self,
            **_changes(before, after, ("setup", "interview_date", "keys")),
            voice=replace(self.voice, **_changes(before.voice, after.voice)),
            recording=replace(self.recording, **_changes(before.recording, after.recording)),
            ui=replace(self.ui, **_changes(before.ui, after.ui)),
        )


def _changes(before: Any, after: Any, names: Sequence[str] = ()) -> dict[str, Any]:
    """Return the values of `after` that differ; of all fields if none are named."""
    names = names or [each.name for each in fields(after)]
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in names)
    return {name: new for name, old, new in pairs if new != old}
