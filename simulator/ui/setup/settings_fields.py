"""The lines of the settings screen: what holds for every interview, until it is changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from simulator.storage.settings.model import MOST_KEPT, HideClock, Settings
from simulator.ui.setup.fields import FIELDS, VOICE_FIELDS, SetupField

KEPT = (0, 5, 10, 20, 50, 100)
"""Of how many interviews the sound is kept, to choose from."""

CLOCK_WORDS = {
    HideClock.UNTIL_WARNED: "returns near the end",
    HideClock.STAY_HIDDEN: "stays hidden",
}


def settings_fields(themes: Sequence[str], default: str) -> tuple[SetupField, ...]:
    """All lines, where these themes can be had; an empty name in the settings is the `default`."""
    by_name = {field.name: field for field in FIELDS}
    return (
        by_name["voice"],
        *VOICE_FIELDS,
        SetupField(
            "theme",
            "Theme",
            "{open} lists them all",
            tuple(themes),
            words=str,
            get=lambda settings: settings.ui.theme or default,
            put=lambda settings, value: _put_ui(settings, theme=value),
        ),
        SetupField(
            "hide_clock",
            "Clock",
            "after you hide it",
            tuple(HideClock),
            words=lambda value: CLOCK_WORDS[value],
            get=lambda settings: settings.ui.hide_clock,
            put=lambda settings, value: _put_ui(settings, hide_clock=value),
        ),
        by_name["interview_date"],
        SetupField(
            "keep_sessions",
            "Recordings",
            "interviews that keep their sound",
            KEPT,
            words=lambda value: f"the last {value:,}" if value else "none: only the facts",
            parse=lambda text, _: parse_kept(text),
            example="a number; 0 keeps none",
            get=lambda settings: settings.recording.keep_sessions,
            put=lambda settings, value: replace(
                settings, recording=replace(settings.recording, keep_sessions=value)
            ),
        ),
    )


def parse_kept(text: str) -> int:
    """A number of interviews; raises ValueError with a sentence."""
    digits = text.strip()
    if not digits.isdecimal() or len(digits) > 9 or int(digits) > MOST_KEPT:
        raise ValueError(f"a number from 0 to {MOST_KEPT:,}, please")
    return int(digits)


def _put_ui(settings: Settings, **changes: Any) -> Settings:
    return replace(settings, ui=replace(settings.ui, **changes))
