"""The lines of the settings screen, which apply to every interview until they are changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from simulator.storage.settings.model import MOST_KEPT, HideClock
from simulator.ui.setup.fields import FIELDS, VOICE_FIELDS, SetupField, kept_in, parse_number

KEPT = (0, 5, 10, 20, 50, 100)
"""Choices for the number of interviews whose recordings are kept."""

CLOCK_WORDS = {
    HideClock.UNTIL_WARNED: "shown near the end",
    HideClock.STAY_HIDDEN: "stays hidden",
}


def settings_fields(themes: Sequence[str], default: str) -> tuple[SetupField, ...]:
    """Return all lines, with these themes to choose from; `default` if the settings name none."""
    by_name = {field.name: field for field in FIELDS}
    return (
        by_name["voice"],
        *VOICE_FIELDS,
        SetupField(
            "theme",
            "Theme",
            "{open} lists them all",
            tuple(themes),
            get=lambda settings: settings.ui.theme or default,
            put=lambda settings, value: replace(settings, ui=replace(settings.ui, theme=value)),
        ),
        kept_in(
            "ui",
            "hide_clock",
            "Clock",
            "if you hide it",
            tuple(HideClock),
            words=CLOCK_WORDS.__getitem__,
        ),
        by_name["interview_date"],
        kept_in(
            "recording",
            "keep_sessions",
            "Recordings",
            "interviews that keep their sound",
            KEPT,
            words=lambda value: f"the last {value:,}" if value else "none: only the facts",
            parse=lambda text, _: parse_number(text, 0, MOST_KEPT),
            example="a number; 0 keeps none",
        ),
    )
