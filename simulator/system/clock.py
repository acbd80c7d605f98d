"""The clocks of a running program: one that counts sleep, one that doesn't, and the wall's."""

from __future__ import annotations

import time
from datetime import datetime


class Clock:
    """Readings in seconds; only differences between readings of the same clock mean anything."""

    def now(self) -> float:
        """A steady clock that goes on while the machine sleeps, where the system has one."""
        boottime = getattr(time, "CLOCK_BOOTTIME", None)
        return time.monotonic() if boottime is None else time.clock_gettime(boottime)

    def waking(self) -> float:
        """A steady clock that stands still while the machine sleeps, where the system has one."""
        return time.monotonic()

    def wall(self) -> datetime:
        """The date and time of day, aware of its zone; for dates only."""
        return datetime.now().astimezone().replace(microsecond=0)
