"""A clock that only a test moves."""

from __future__ import annotations

from simulator.system.clock import Clock


class StillClock(Clock):
    """Stands still until `advance`, or `sleep` for time in which the machine slept."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.slept = 0.0

    def now(self) -> float:
        return self.time + self.slept

    def waking(self) -> float:
        return self.time

    def advance(self, seconds: float) -> None:
        self.time += seconds

    def sleep(self, seconds: float) -> None:
        self.slept += seconds
