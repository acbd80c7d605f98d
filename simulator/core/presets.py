"""Ready-made sets of rules for an interview."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from simulator.core.setup import Mode, Setup
from simulator.core.times import NO_LIMIT, show_time


class Preset(NamedTuple):
    """A set of rules under the name that recruiters use; `meaning` fits on one line."""

    name: str
    meaning: str
    mode: Mode
    questions: int
    think_seconds: float
    time_limit: float
    follow_ups: int

    @property
    def numbers(self) -> str:
        """`5 × 0:30 + 2:00`: questions, think time and limit."""
        if self.time_limit == NO_LIMIT:
            return f"{self.questions}, no clock"
        think = f"{show_time(self.think_seconds)} + " if self.think_seconds else ""
        return f"{self.questions} × {think}{show_time(self.time_limit)}"

    @property
    def judged(self) -> str:
        """When the answers are judged."""
        return "judged at end" if self.mode is Mode.INTERVIEW else "judged each time"

    def differs(self, setup: Setup) -> tuple[str, ...]:
        """Return the names of the choices in which a setup differs from this preset."""
        like = self.applied_to(setup)
        found = [name for name in RULES if getattr(setup, name) != getattr(like, name)]
        return (*found, *(("debrief",) if setup.debrief_when != like.debrief_when else ()))

    def applied_to(self, setup: Setup) -> Setup:
        """Return the setup with this preset's times and rules."""
        return replace(setup, debrief=None, **{name: getattr(self, name) for name in RULES})


RULES = ("mode", "questions", "think_seconds", "time_limit", "follow_ups")
"""The choices that a preset makes, besides when the answers are judged."""

MOST_CHANGED = 3
"""A setup with more differences than this no longer belongs to a preset."""

PRESETS = (
    Preset("Phone screen", "7 short questions, each followed up once; you may pause",
           Mode.PRACTICE, 7, 0.0, 120.0, 1),
    Preset("Onsite interview", "no pause, two follow-ups each",
           Mode.INTERVIEW, 7, 0.0, 150.0, 2),
    Preset("One-way video", "a camera asks: 30 s to think, 2:00 to answer, no follow-ups",
           Mode.INTERVIEW, 5, 30.0, 120.0, 0),
    Preset("Fundamentals drill", "many in a row without a clock or follow-ups",
           Mode.PRACTICE, 12, 0.0, NO_LIMIT, 0),
)  # fmt: skip


def nearest(setup: Setup) -> Preset | None:
    """Return the preset that differs least, in `MOST_CHANGED` choices at most; else None."""
    near = min(PRESETS, key=lambda preset: len(preset.differs(setup)))
    return near if len(near.differs(setup)) <= MOST_CHANGED else None
