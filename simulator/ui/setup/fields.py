"""The lines of the setup screen: what can be chosen, and how each choice is shown."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from simulator.core.choices import Difficulty, Order
from simulator.core.days import EXAMPLE, parse_day
from simulator.core.fields import LAST_DAY, MOST_QUESTIONS
from simulator.core.presets import PRESETS, Preset
from simulator.core.setup import EXTRA_TIMES, Debrief, Mode, Setup
from simulator.core.times import NO_LIMIT, OWN, chosen_limit, show_time, think_time
from simulator.core.wording import percent
from simulator.storage.settings.model import Settings
from simulator.text.speech_rate import FASTEST, SLOWEST

TIME_EXAMPLE = "a time: 90, 2m, 1m30s, 1:30, or off"
OFF_ON = {False: "off", True: "on"}
DIFFICULTIES: tuple[tuple[Difficulty, ...], ...] = (
    (),
    (Difficulty.EASY,),
    (Difficulty.MEDIUM,),
    (Difficulty.HARD,),
    (Difficulty.EASY, Difficulty.MEDIUM),
    (Difficulty.MEDIUM, Difficulty.HARD),
)


@dataclass(frozen=True)
class SetupField:
    """One line: left and right go through `steps`, and `parse` reads a typed value."""

    name: str
    label: str
    hint: str
    steps: Collection[Any]
    get: Callable[[Settings], Any]
    put: Callable[[Settings, Any], Settings]
    words: Callable[[Any], str] = str
    parse: Callable[[str, date], Any] | None = None
    """Called with the text and today's date."""
    example: str = ""
    """Describes what can be typed."""
    typed: Callable[[Any], str] = str
    """Returns a choice as it would be typed."""
    step_day: bool = False
    """Left and right go from day to day, starting at today; before today comes "no date"."""
    meaning: Callable[[Any], str] | None = None
    """Returns what a choice means, to show instead of the hint."""

    def about(self, settings: Settings) -> str:
        """Return the words beside the current choice."""
        told = self.meaning(self.get(settings)) if self.meaning is not None else ""
        return told or self.hint

    def shown(self, settings: Settings) -> str:
        """Return the current choice in words."""
        return self.words(self.get(settings))

    def step(self, settings: Settings, by: int, today: date = date.min) -> Settings:
        """Go to the next choice in a direction; from between two steps, to the one on that side."""
        value, steps = self.get(settings), list(self.steps)
        if self.step_day:
            return self.put(settings, _next_day(value, by, today))
        if value in steps:
            place = (steps.index(value) + by) % len(steps)
        else:
            below = [i for i, step in enumerate(steps) if _size(step) < _size(value)]
            place = (below[-1] if below else -1) + (1 if by > 0 else 0)
        return self.put(settings, steps[max(0, min(place, len(steps) - 1))])


def _next_day(day: date | None, by: int, today: date) -> date | None:
    if day is None or day < today:
        return today if by > 0 else None
    if by < 0 and day == today:
        return None
    step = timedelta(days=by)
    return min(day, LAST_DAY - step) + step


def _size(value: Any) -> float:
    return float(value) if isinstance(value, int | float) else -math.inf


def kept_in(
    part: str, name: str, label: str, hint: str, steps: Collection[Any], **more: Any
) -> SetupField:
    """Make a field for an attribute of one part of the settings."""
    attribute = name.removeprefix(f"{part}_")

    def put(settings: Settings, value: Any) -> Settings:
        held = replace(getattr(settings, part), **{attribute: value})
        return replace(settings, **{part: held})

    def get(settings: Settings) -> Any:
        return getattr(getattr(settings, part), attribute)

    return SetupField(name, label, hint, steps, get, put, **more)


def put_setup(settings: Settings, **changes: Any) -> Settings:
    """Return the settings with other choices for the next interview."""
    return replace(settings, setup=replace(settings.setup, **changes))


def parse_number(text: str, least: int = 1, most: int = MOST_QUESTIONS) -> int:
    """Parse a number, by default of questions; raises ValueError with a message to show."""
    digits = text.strip()
    if not digits.isdecimal() or len(digits) > 9 or not least <= int(digits) <= most:
        raise ValueError(f"a number from {least:,} to {most:,}, please")
    return int(digits)


def parse_limit(text: str) -> float | None:
    """Parse a time limit: a time, `off`, or `own` for each question's own."""
    limit = chosen_limit(text)
    return None if isinstance(limit, str) else limit


def typed_limit(limit: float | None) -> str:
    """Return a time limit or a think time as it would be typed."""
    return OWN if limit is None else "off" if math.isinf(limit) else show_time(limit)


def preset_of(setup: Setup) -> Preset | None:
    """Return the preset with exactly the setup's times and rules, if any."""
    return next((each for each in PRESETS if each.applied_to(setup) == setup), None)


FIELDS: tuple[SetupField, ...] = (
    SetupField(
        "preset",
        "Preset",
        "typical rounds: {preset-1} to {preset-4}",
        PRESETS,
        words=lambda preset: "your own" if preset is None else preset.name,
        meaning=lambda preset: "" if preset is None else preset.meaning,
        get=lambda settings: preset_of(settings.setup),
        put=lambda settings, preset: replace(settings, setup=preset.applied_to(settings.setup)),
    ),
    kept_in(
        "setup",
        "difficulties",
        "Difficulty",
        "",
        DIFFICULTIES,
        words=lambda value: " and ".join(value) or "all",
    ),
    kept_in(
        "setup",
        "questions",
        "Questions",
        "",
        range(1, MOST_QUESTIONS + 1),
        parse=lambda text, _: parse_number(text),
        example="a number",
    ),
    kept_in(
        "setup",
        "time_limit",
        "Time",
        "per answer",
        (None, 30.0, 60.0, 90.0, 120.0, 150.0, 180.0, 300.0, NO_LIMIT),
        words=lambda value: "each question's own" if value is None else show_time(value),
        parse=lambda text, _: parse_limit(text),
        example=f"a time: 90, 2m, 1m30s, 1:30, off, or {OWN} for each question's own",
        typed=typed_limit,
    ),
    kept_in(
        "setup",
        "think_seconds",
        "Think",
        "before each answer",
        (0.0, 10.0, 30.0, 60.0, 120.0),
        words=show_time,
        parse=lambda text, _: think_time(text),
        example=TIME_EXAMPLE,
        typed=typed_limit,
    ),
    kept_in("setup", "follow_ups", "Follow-ups", "asked after an answer", range(4)),
    kept_in("setup", "mode", "Mode", "only practice can pause", tuple(Mode)),
    SetupField(
        "debrief",
        "Debrief",
        "model answers",
        tuple(Debrief),
        words=lambda value: "after each question" if value is Debrief.EACH else "all at the end",
        get=lambda settings: settings.setup.debrief_when,
        put=lambda settings, value: put_setup(settings, debrief=value),
    ),
    kept_in("setup", "order", "Order", "due: most useful now", tuple(Order)),
    kept_in(
        "setup",
        "extra_time",
        "Extra time",
        "to think and to answer",
        EXTRA_TIMES,
        words=lambda value: f"× {value:g}",
    ),
    kept_in(
        "setup",
        "voice",
        "Voice",
        "questions aloud; {test-voice} tests it",
        OFF_ON,
        words=OFF_ON.get,
    ),
    kept_in(
        "setup", "record", "Record", "what you say, on this disk only", OFF_ON, words=OFF_ON.get
    ),
    SetupField(
        "interview_date",
        "Interview",
        "its date decides what is due",
        (None,),
        words=lambda value: (
            "no date" if value is None else f"{value:%A}, {value.day} {value:%B %Y}"
        ),
        get=lambda settings: settings.interview_date,
        put=lambda settings, value: replace(settings, interview_date=value),
        parse=parse_day,
        example=f"{EXAMPLE}, or none",
        typed=lambda value: "" if value is None else value.isoformat(),
        step_day=True,
    ),
)

VOICE_FIELDS: tuple[SetupField, ...] = (
    kept_in(
        "voice",
        "voice_name",
        "Speaker",
        "automatic: by the bank's language",
        ("",),
        words=lambda value: value or "automatic",
        parse=lambda text, _: "" if text.strip() == "none" else text.strip(),
        example="a name that `mock-interview voices` lists, or none",
    ),
    kept_in(
        "voice",
        "voice_rate",
        "Rate",
        "words a minute",
        range(100, 301, 5),
        parse=lambda text, _: parse_number(text, SLOWEST, FASTEST),
        example=f"a number from {SLOWEST} to {FASTEST}",
    ),
    kept_in(
        "voice",
        "voice_volume",
        "Volume",
        "",
        tuple(step / 10 for step in range(1, 11)),
        words=percent,
        parse=lambda text, _: parse_number(text.strip().removesuffix("%"), 1, 100) / 100,
        example="a number from 1 to 100",
        typed=percent,
    ),
)
"""Shown only while the voice is on."""
