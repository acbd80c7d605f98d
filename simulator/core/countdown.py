"""A stopwatch that knows its limit."""

from __future__ import annotations

import math
from enum import IntEnum
from typing import NamedTuple, Self

AWAY_FROM_SECONDS = 5.0
"""A gap by which the clock that counts sleep outran the other is time away from here on."""


class Countdown(NamedTuple):
    """Counts seconds towards a limit; what it shows depends only on the `now` it is given.

    All times are seconds; `now` is a reading of any steady clock, the same one for every call.
    A limit of infinity never ends. Time runs only between `start` and `stop`.
    """

    limit: float = math.inf
    used: float = 0.0
    """Seconds counted before the present run."""
    since: float | None = None
    """When the present run began; None while it stands still."""

    @property
    def running(self) -> bool:
        """Whether time is being counted."""
        return self.since is not None

    def start(self, now: float) -> Self:
        """Count from now on; a running one runs on."""
        return self if self.running else self._replace(since=now)

    def stop(self, now: float) -> Self:
        """Stand still, keeping what was used."""
        return self._replace(used=self.elapsed(now), since=None)

    def leave_out(self, seconds: float) -> Self:
        """Do not count `seconds` that went by in the present run."""
        return self if self.since is None else self._replace(since=self.since + seconds)

    def elapsed(self, now: float) -> float:
        """Seconds counted so far, never negative."""
        return self.used + (0.0 if self.since is None else max(0.0, now - self.since))

    def remaining(self, now: float) -> float:
        """Seconds left; negative in over-run."""
        return self.limit - self.elapsed(now)

    def is_over(self, now: float) -> bool:
        """Whether the limit is reached."""
        return self.remaining(now) <= 0.0

    def ended_at(self) -> float:
        """The reading at which a running countdown reaches its limit."""
        if self.since is None:
            raise ValueError("a countdown that stands still has no end")
        return self.since + self.limit - self.used


class Notice(IntEnum):
    """What is said about the time left, each once."""

    NONE = 0
    QUARTER = 1
    TENTH = 2
    OVER = 3


def notice(remaining: float, limit: float) -> Notice:
    """Which notice holds when `remaining` of `limit` seconds are left; none without a limit."""
    if math.isinf(limit):
        return Notice.NONE
    if remaining <= 0:
        return Notice.OVER
    if remaining <= 0.10 * limit:
        return Notice.TENTH
    return Notice.QUARTER if remaining <= 0.25 * limit else Notice.NONE


def away_between(slept_clock: float, waking_clock: float) -> float:
    """Seconds of sleep, where both clocks' advance over the same gap is given; 0 if too short."""
    gap = slept_clock - waking_clock
    return gap if gap > AWAY_FROM_SECONDS else 0.0
