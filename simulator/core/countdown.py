"""A stopwatch with a limit."""

from __future__ import annotations

import math
from enum import IntEnum
from typing import NamedTuple, Self

AWAY_FROM_SECONDS = 5.0
"""If the clock that counts sleep gains more seconds than this on the other, the user was away."""


class Countdown(NamedTuple):
    """Counts seconds towards a limit; its state depends only on the `now` it is given.

    All times are seconds; `now` is a reading of a steady clock, the same one for every call. An
    infinite limit is never reached. Time counts only between `start` and `stop`.
    """

    limit: float = math.inf
    used: float = 0.0
    """Seconds counted before the current run."""
    since: float | None = None
    """The reading at which the current run began; None while stopped."""

    @property
    def running(self) -> bool:
        """True while time is being counted."""
        return self.since is not None

    def start(self, now: float) -> Self:
        """Count from now on; no effect if already running."""
        return self if self.running else self._replace(since=now)

    def stop(self, now: float) -> Self:
        """Stop counting and keep the time used."""
        return self._replace(used=self.elapsed(now), since=None)

    def leave_out(self, seconds: float) -> Self:
        """Leave `seconds` of the current run out of the count."""
        return self if self.since is None else self._replace(since=self.since + seconds)

    def elapsed(self, now: float) -> float:
        """Return the seconds counted so far, never negative."""
        return self.used + (0.0 if self.since is None else max(0.0, now - self.since))

    def remaining(self, now: float) -> float:
        """Return the seconds left; negative in over-run."""
        return self.limit - self.elapsed(now)

    def is_over(self, now: float) -> bool:
        """True once the limit is reached."""
        return self.remaining(now) <= 0.0

    def ended_at(self) -> float:
        """Return the reading at which a running countdown reaches its limit."""
        if self.since is None:
            raise ValueError("a stopped countdown has no end")
        return self.since + self.limit - self.used


class Notice(IntEnum):
    """Announcements of the time left, each made once."""

    NONE = 0
    QUARTER = 1
    TENTH = 2
    OVER = 3


def notice(remaining: float, limit: float) -> Notice:
    """Return the notice due with `remaining` of `limit` seconds left; NONE without a limit."""
    if math.isinf(limit):
        return Notice.NONE
    if remaining <= 0:
        return Notice.OVER
    if remaining <= 0.10 * limit:
        return Notice.TENTH
    return Notice.QUARTER if remaining <= 0.25 * limit else Notice.NONE


def away_between(slept_clock: float, waking_clock: float) -> float:
    """Return the seconds slept, from how far both clocks advanced; 0 if too short to count."""
    gap = slept_clock - waking_clock
    return gap if gap > AWAY_FROM_SECONDS else 0.0
