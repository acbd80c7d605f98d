"""Reads the clocks for one interview: sleep, the next second, and whether the hands are still."""

from __future__ import annotations

import math
from collections.abc import Callable

from textual.screen import Screen
from textual.timer import Timer

from simulator.core.countdown import away_between
from simulator.core.interview import Interview
from simulator.system.clock import Clock

STILL_SECONDS = 1.0
"""How long the hands must be still after time-up before a key counts again."""

STAND_SECONDS = 0.5
"""How long the judging pane must have been shown before a key counts: nobody reads faster."""


class Ticker:
    """Reads the clocks; all times are in seconds."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._readings = clock.now(), clock.waking()
        self._last_key = -math.inf
        self._shown_at = -math.inf
        self._next_second: Timer | None = None

    def now(self) -> float:
        """Return the interview's time, including sleep."""
        return self._clock.now()

    def brought_up_to_date(self, interview: Interview) -> Interview:
        """Return the interview after the time since the last call: sleep, limits reached."""
        now, waking = self._clock.now(), self._clock.waking()
        last_now, last_waking = self._readings
        self._readings = now, waking
        if away := away_between(now - last_now, waking - last_waking):
            interview = interview.away(away)
        return interview.tick(now)

    def to_next_second(self, interview: Interview) -> float | None:
        """Return how long until the displayed second changes; None while the clock is stopped."""
        if not interview.clocked or interview.paused:
            return None
        left = interview.countdown.remaining(self.now())
        elapsed = interview.countdown.elapsed(self.now())
        return (1.0 - elapsed % 1.0 if math.isinf(left) else left % 1.0 or 1.0) + 0.001

    def wake(self, screen: Screen[None], interview: Interview, call: Callable[[], None]) -> None:
        """Schedule one call when the displayed second changes; none while the clock is stopped."""
        if self._next_second is not None:
            self._next_second.stop()
        seconds = self.to_next_second(interview)
        self._next_second = None if seconds is None else screen.set_timer(seconds, call)

    def judging_shown(self) -> None:
        """The judging pane has come on screen, with something to judge or to read."""
        self._shown_at = self._clock.waking()

    @property
    def can_judge(self) -> bool:
        """True if the pane has been shown long enough to be read."""
        return self._clock.waking() - self._shown_at >= STAND_SECONDS

    def key_pressed(self) -> None:
        """A key was pressed: the hands are not still yet."""
        self._last_key = self._clock.waking()

    def until_still(self, interview: Interview) -> float:
        """Return how much longer keys are swallowed after time-up; 0 when they count."""
        if not interview.after_time_up:
            return 0.0
        return max(0.0, STILL_SECONDS - (self._clock.waking() - self._last_key))
