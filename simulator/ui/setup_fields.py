"""The lines of the setup screen: what can be chosen, and how each choice reads."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from simulator.bank import Difficulty, Order
from simulator.setup import (
    NO_LIMIT,
    PRESETS,
    Debrief,
    Mode,
    Preset,
    Setup,
    parse_time,
    show_time,
)

MOST_QUESTIONS = 200
"""More than this in one sitting is a slip of the finger."""

EXTRA_TIMES = (1.0, 1.25, 1.5, 2.0)
DIFFICULTIES: tuple[tuple[Difficulty, ...], ...] = (
    (),
    (Difficulty.EASY,),
    (Difficulty.MEDIUM,),
    (Difficulty.HARD,),
    (Difficulty.EASY, Difficulty.MEDIUM),
    (Difficulty.MEDIUM, Difficulty.HARD),
)


@dataclass(frozen=True)
class Field:
    """One line: `steps` are what left and right go through, `parse` reads what is typed."""

    name: str
    label: str
    hint: str
    steps: Sequence[Any]
    words: Callable[[Any], str]
    get: Callable[[Setup], Any]
    put: Callable[[Setup, Any], Setup]
    parse: Callable[[str], Any] | None = None

    def shown(self, setup: Setup) -> str:
        """The present choice in words."""
        return self.words(self.get(setup))

    def step(self, setup: Setup, by: int) -> Setup:
        """The next choice in either direction; a value between two steps goes to the nearer one."""
        value, steps = self.get(setup), list(self.steps)
        if value in steps:
            place = (steps.index(value) + by) % len(steps)
        else:
            below = [i for i, step in enumerate(steps) if _size(step) < _size(value)]
            place = (below[-1] if below else -1) + (1 if by > 0 else 0)
        return self.put(setup, steps[max(0, min(place, len(steps) - 1))])


def _size(value: Any) -> float:
    return float(value) if isinstance(value, int | float) else -math.inf


def _plain(name: str, label: str, hint: str, steps: Sequence[Any], **more: Any) -> Field:
    """A field that is an attribute of the setup."""
    words: Callable[[Any], str] = more.pop("words", str)
    return Field(
        name,
        label,
        hint,
        steps,
        words,
        get=lambda setup: getattr(setup, name),
        put=lambda setup, value: replace(setup, **{name: value}),
        **more,
    )


def parse_number(text: str) -> int:
    """A number of questions; raises ValueError with a sentence."""
    if not text.strip().isdecimal() or not 1 <= int(text) <= MOST_QUESTIONS:
        raise ValueError(f"a number from 1 to {MOST_QUESTIONS}, please")
    return int(text)


def parse_limit(text: str) -> float | None:
    """A time limit: a time, `off`, or nothing for each question's own."""
    if not text.strip():
        return None
    seconds = parse_time(text)
    if seconds < 1:
        raise ValueError("a time limit is at least one second")
    return seconds


def parse_think(text: str) -> float:
    """A think time; `off` is none."""
    seconds = parse_time(text or "0")
    return 0.0 if math.isinf(seconds) else seconds


def preset_of(setup: Setup) -> Preset | None:
    """The preset that the setup's times and rules are."""
    return next((each for each in PRESETS if setup.with_preset(each) == setup), None)


def _debrief_words(setup: Setup) -> str:
    each = setup.debrief_when is Debrief.EACH
    return "after each question" if each else "all at the end"


FIELDS: tuple[Field, ...] = (
    Field(
        "preset",
        "Preset",
        "rules as recruiters use them",
        PRESETS,
        words=lambda preset: "your own" if preset is None else preset.name,
        get=preset_of,
        put=lambda setup, preset: setup.with_preset(preset),
    ),
    _plain(
        "difficulties",
        "Difficulty",
        "",
        DIFFICULTIES,
        words=lambda value: " and ".join(value) or "all",
    ),
    _plain("questions", "Questions", "", range(1, MOST_QUESTIONS + 1), parse=parse_number),
    _plain(
        "time_limit",
        "Time",
        "for each answer",
        (None, 30.0, 60.0, 90.0, 120.0, 150.0, 180.0, 300.0, NO_LIMIT),
        words=lambda value: "each question's own" if value is None else show_time(value),
        parse=parse_limit,
    ),
    _plain(
        "think_seconds",
        "Think",
        "before each answer",
        (0.0, 10.0, 30.0, 60.0, 120.0),
        words=show_time,
        parse=parse_think,
    ),
    _plain(
        "mode",
        "Mode",
        "practice pauses and over-runs, interview does neither",
        tuple(Mode),
    ),
    Field(
        "debrief",
        "Debrief",
        "when you see the model answers",
        tuple(Debrief),
        words=lambda value: "after each question" if value is Debrief.EACH else "all at the end",
        get=lambda setup: setup.debrief_when,
        put=lambda setup, value: replace(setup, debrief=value),
    ),
    _plain("order", "Order", "due: what your memory needs first", tuple(Order)),
    _plain(
        "extra_time",
        "Extra time",
        "multiplies think time and time limits",
        EXTRA_TIMES,
        words=lambda value: f"× {value:g}",
    ),
    _plain(
        "voice",
        "Voice",
        "reads the questions aloud; t tests it",
        (False, True),
        words=lambda value: "on" if value else "off",
    ),
)
