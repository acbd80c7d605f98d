"""The past sessions as they are read, and which of them are wanted, in which order."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from simulator.ui.history.rows import Listed, Sort, Wanted, arranged

FEW = 20
"""Sessions that are read between two looks at the clock."""


class SessionList:
    """Sessions, newest first, as far as they were read; filter, order and marks."""

    def __init__(self, heads: Iterator[Listed]) -> None:
        """`heads` come newest first and are read as they are needed."""
        self._waiting = heads
        self.found: list[Listed] = []
        """All that were read, whatever is wanted."""
        self.complete = False
        """Whether there are no more."""
        self.wanted = Wanted()
        self.sort = Sort.NEWEST
        self.marked: list[Path] = []
        """One or two that are to be compared."""

    def begin_again(self, heads: Iterator[Listed]) -> None:
        """Take these sessions instead; filter, order and marks stay."""
        self._waiting = heads
        self.found.clear()
        self.complete = False

    def read(self, number: int) -> None:
        """Read so many more; at the end, marks of sessions that are gone are taken back."""
        few = list(islice(self._waiting, number))
        self.found += few
        self.complete = len(few) < number
        if self.complete:
            there = {each.path for each in self.found}
            self.marked[:] = [path for path in self.marked if path in there]

    def read_for(self, seconds: float) -> None:
        """Read on for about so long, or to the end."""
        until = time.monotonic() + seconds
        while not self.complete and time.monotonic() < until:
            self.read(FEW)

    def passing(self) -> list[Listed]:
        """What the filter lets through, in the order it was read."""
        return [*filter(self.wanted.passes, self.found)]

    def rows(self) -> list[Listed]:
        """What the filter lets through, in the wanted order."""
        return arranged(self.passing(), self.sort)

    def sort_otherwise(self) -> None:
        """The next order."""
        orders = list(Sort)
        self.sort = orders[(orders.index(self.sort) + 1) % len(orders)]

    def mark(self, path: Path) -> None:
        """Mark a session, or take the mark back; a third mark drops the oldest."""
        if path in self.marked:
            self.marked.remove(path)
        else:
            self.marked[:] = [*self.marked[-1:], path]
