"""Ready-made sets of rules for an interview."""

from __future__ import annotations

from dataclasses import dataclass, replace

from simulator.core.setup import Mode, Setup
from simulator.core.times import NO_LIMIT


@dataclass(frozen=True, slots=True)
class Preset:
    """A ready-made set of rules, named as recruiters name them; `meaning` is one line."""

    name: str
    meaning: str
    mode: Mode
    questions: int
    think_seconds: float
    time_limit: float
    follow_ups: int

    def applied_to(self, setup: Setup) -> Setup:
        """The choices of a setup with these times and rules."""
        return replace(
            setup,
            mode=self.mode,
            questions=self.questions,
            think_seconds=self.think_seconds,
            time_limit=self.time_limit,
            follow_ups=self.follow_ups,
            debrief=None,
        )


PRESETS = (
    Preset("Phone screen", "7 short questions, each followed up once; you may pause",
           Mode.PRACTICE, 7, 0.0, 120.0, 1),
    Preset("Onsite interview", "no pause, two follow-ups each, judged at the end",
           Mode.INTERVIEW, 7, 0.0, 150.0, 2),
    Preset("One-way video", "a camera asks: 30 s to think, 2:00 to answer, nobody asks on",
           Mode.INTERVIEW, 5, 30.0, 120.0, 0),
    Preset("Fundamentals drill", "many in a row without a clock or follow-ups",
           Mode.PRACTICE, 12, 0.0, NO_LIMIT, 0),
)  # fmt: skip
