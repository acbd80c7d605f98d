"""The past sessions as they are read, filtered, sorted and marked."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from simulator.ui.history.rows import Listed, Sort, Wanted, arranged

FEW = 20
"""Sessions read between two readings of the clock."""


class SessionList:
    """The sessions read so far, newest first, with filter, order and marks."""

    def __init__(self, heads: Iterator[Listed]) -> None:
        """`heads` come newest first, and are read on demand."""
        self._waiting = heads
        self.found: list[Listed] = []
        """All that have been read, whatever the filter."""
        self.complete = False
        """True once all have been read."""
        self.wanted = Wanted()
        self.sort = Sort.NEWEST
        self.marked: list[Path] = []
        """At most two, to be compared."""

    def begin_again(self, heads: Iterator[Listed]) -> None:
        """Start over with these sessions, keeping filter, order and marks."""
        self._waiting = heads
        self.found.clear()
        self.complete = False

    def read(self, number: int) -> None:
        """Read up to `number` more; at the end, unmark sessions that are gone."""
        few = list(islice(self._waiting, number))
        self.found += few
        self.complete = len(few) < number
        if self.complete:
            there = {each.path for each in self.found}
            self.marked[:] = [path for path in self.marked if path in there]

    def read_for(self, seconds: float) -> None:
        """Read on for about `seconds`, or to the end."""
        until = time.monotonic() + seconds
        while not self.complete and time.monotonic() < until:
            self.read(FEW)

    def passing(self) -> list[Listed]:
        """Return the sessions that pass the filter, in the order they were read."""
        return [*filter(self.wanted.passes, self.found)]

    def rows(self) -> list[Listed]:
        """Return the sessions that pass the filter, sorted."""
        return arranged(self.passing(), self.sort)

    def next_order(self) -> None:
        """Switch to the next order."""
        orders = list(Sort)
        self.sort = orders[(orders.index(self.sort) + 1) % len(orders)]

    def mark(self, path: Path) -> None:
        """Mark or unmark a session; a third mark drops the oldest."""
        if path in self.marked:
            self.marked.remove(path)
        else:
            self.marked[:] = [*self.marked[-1:], path]
