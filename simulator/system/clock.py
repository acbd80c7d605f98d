"""The clocks of a running program."""

from __future__ import annotations

import time
from datetime import datetime


class Clock:
    """Readings in seconds; only differences between readings of one clock mean anything."""

    def now(self) -> float:
        """Return a steady clock that runs on while the machine sleeps, if the system has one."""
        boottime = getattr(time, "CLOCK_BOOTTIME", None)
        return time.monotonic() if boottime is None else time.clock_gettime(boottime)

    def waking(self) -> float:
        """Return a steady clock that stops while the machine sleeps, if the system has one."""
        return time.monotonic()

    def wall(self) -> datetime:
        """Return the aware date and time of day; for dates only."""
        return datetime.now().astimezone().replace(microsecond=0)
