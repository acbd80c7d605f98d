"""Limits in seconds that hold on slow and on busy machines."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

WORK_SECONDS = 0.015
"""What `_work` takes on the machine for which the limits were set."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail where a block takes more of the processor's time; a slower machine gets more."""
    started = time.process_time()
    yield
    taken = time.process_time() - started
    assert taken < seconds * _slowness(), f"{taken:.2f} s"


@cache
def _slowness() -> float:
    """How many times slower this machine is, at least 1."""
    taken = []
    for _ in range(3):
        started = time.process_time()
        _work()
        taken.append(time.process_time() - started)
    return max(1.0, min(taken) / WORK_SECONDS)


def _work() -> None:
    words = [str(number) for number in range(60_000)]
    assert len({word: len(word) for word in words}) == 60_000
