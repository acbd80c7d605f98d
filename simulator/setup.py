"""What the candidate chose: banks, questions, times, mode."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from simulator.bank import DEFAULT_TIME_LIMIT, Difficulty, Order

NO_LIMIT = math.inf
"""The time limit of an answer that may take as long as it wants."""

LONGEST = 86_400.0
"""The longest time that can be chosen, in seconds: a day."""

ASSESSMENT_SECONDS = 45.0
"""What confidence and self-assessment take a practised candidate, for the forecast."""


class Mode(StrEnum):
    """How strict the interview is: practice may pause and over-run, interview may not."""

    PRACTICE = "practice"
    INTERVIEW = "interview"


class Debrief(StrEnum):
    """When the model answers are shown and judged."""

    EACH = "each"
    END = "end"


@dataclass(frozen=True, slots=True)
class Setup:
    """The choices for one interview.

    `time_limit` in seconds: None for each question's own, `NO_LIMIT` for none at all.
    `think_seconds` and time limits are multiplied by `extra_time` when the questions are drawn.
    `debrief` None: the mode's default. `seed` None: chance decides, and the draw records it.
    """

    mode: Mode = Mode.PRACTICE
    banks: tuple[str, ...] = ("deep_learning",)
    topics: tuple[str, ...] = ()
    difficulties: tuple[Difficulty, ...] = ()
    tags: tuple[str, ...] = ()
    questions: int = 7
    think_seconds: float = 0.0
    time_limit: float | None = None
    extra_time: float = 1.0
    debrief: Debrief | None = None
    order: Order = Order.SHUFFLED
    seed: int | None = None
    voice: bool = False

    @property
    def debrief_when(self) -> Debrief:
        """The debrief that holds: the chosen one, else after each in practice, at the end else."""
        if self.debrief is not None:
            return self.debrief
        return Debrief.EACH if self.mode is Mode.PRACTICE else Debrief.END

    @property
    def think_limit(self) -> float:
        """Seconds to think before each answer, extra time included."""
        return self.think_seconds * self.extra_time

    def limit_for(self, own: float) -> float:
        """Seconds for a question whose own limit is `own`, extra time included."""
        return (own if self.time_limit is None else self.time_limit) * self.extra_time

    def seconds_for(self, own_limits: Sequence[float]) -> float:
        """About how long an interview over questions with these own limits takes, in seconds.

        An answer without a limit is taken to last the default time limit.
        """
        assumed = DEFAULT_TIME_LIMIT * self.extra_time
        limits = [self.limit_for(own) for own in own_limits]
        answering = sum(assumed if math.isinf(limit) else limit for limit in limits)
        return answering + len(limits) * (self.think_limit + ASSESSMENT_SECONDS)

    def with_preset(self, preset: Preset) -> Self:
        """These choices with the times and rules of a preset."""
        return replace(
            self,
            mode=preset.mode,
            questions=preset.questions,
            think_seconds=preset.think_seconds,
            time_limit=preset.time_limit,
            debrief=None,
        )


@dataclass(frozen=True, slots=True)
class Preset:
    """A ready-made set of rules, named as recruiters name them."""

    name: str
    mode: Mode
    questions: int
    think_seconds: float
    time_limit: float


PRESETS = (
    Preset("Screen 7 × 2:00", Mode.PRACTICE, 7, 0.0, 120.0),
    Preset("One-way video 30 s + 2:00", Mode.INTERVIEW, 5, 30.0, 120.0),
    Preset("Interview, debrief at the end", Mode.INTERVIEW, 7, 0.0, 150.0),
    Preset("No clock", Mode.PRACTICE, 7, 0.0, NO_LIMIT),
)

_TIME = re.compile(r"(?:(?P<hours>\d{1,2})h)?(?:(?P<minutes>\d{1,4})m)?(?:(?P<seconds>\d{1,5})s?)?")
_CLOCK = re.compile(r"(?P<minutes>\d{1,4}):(?P<seconds>[0-5]\d)")


def parse_time(text: str) -> float:
    """Seconds from `90`, `90s`, `2m`, `1m30s`, `1:30`, `1h`, or `off` for `NO_LIMIT`.

    Raises ValueError with a sentence for anything else, and for more than a day.
    """
    written = text.strip().casefold()
    if written == "off":
        return NO_LIMIT
    match = _CLOCK.fullmatch(written) or _TIME.fullmatch(written)
    if not match or not written:
        raise ValueError(f"a time is written like 90, 2m, 1m30s or 1:30, or off; not {text!r}")
    part = {unit: int(number) for unit, number in match.groupdict().items() if number}
    seconds = part.get("hours", 0) * 3600 + part.get("minutes", 0) * 60 + part.get("seconds", 0)
    if seconds > LONGEST:
        raise ValueError("a time is at most a day, 86400 seconds")
    return float(seconds)


def show_time(seconds: float) -> str:
    """Seconds as `1:30`, `1:02:05`, or `no limit`; fractions are cut off."""
    if math.isinf(seconds):
        return "no limit"
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
