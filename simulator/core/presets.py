"""Ready-made sets of rules for an interview."""

from __future__ import annotations

from dataclasses import dataclass, replace

from simulator.core.setup import Mode, Setup
from simulator.core.times import NO_LIMIT


@dataclass(frozen=True, slots=True)
class Preset:
    """A ready-made set of rules, named as recruiters name them."""

    name: str
    mode: Mode
    questions: int
    think_seconds: float
    time_limit: float

    def applied_to(self, setup: Setup) -> Setup:
        """The choices of a setup with these times and rules."""
        return replace(
            setup,
            mode=self.mode,
            questions=self.questions,
            think_seconds=self.think_seconds,
            time_limit=self.time_limit,
            debrief=None,
        )


PRESETS = (
    Preset("Screen 7 × 2:00", Mode.PRACTICE, 7, 0.0, 120.0),
    Preset("One-way video 30 s + 2:00", Mode.INTERVIEW, 5, 30.0, 120.0),
    Preset("Interview, debrief at the end", Mode.INTERVIEW, 7, 0.0, 150.0),
    Preset("No clock", Mode.PRACTICE, 7, 0.0, NO_LIMIT),
)
