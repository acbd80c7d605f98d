"""States of one interview to save, and a gate that holds their writers."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from simulator.core.session import Session
from simulator.core.states import Status
from simulator.storage.sessions.file import SessionFile
from simulator.storage.store import Store
from simulator.system.atomic_write import PreparedWrite
from tests.samples import sample_session

PATIENCE = 60.0
"""Seconds that a test waits for what should come at once, on a slow disk and a busy machine."""


def state(number: int) -> Session:
    """Return one of many states of an interview, distinguished by its text."""
    sample = sample_session()
    answer = replace(sample.answers[0], text=f"text {number}")
    return replace(sample, status=Status.RUNNING, answers=(answer, *sample.answers[1:]))


def number_in(path: Path, store: Store) -> int:
    """Return the number of the state on disk."""
    return int(store.sessions.load(path).answers[0].text.split()[1])


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.001)


class Gate:
    """Stands in for `SessionFile.prepare`: can hold writers, fail, and call back when passed."""

    def __init__(self, file: SessionFile) -> None:
        self._prepare = file.prepare
        self.error: Exception | None = None
        self.held = threading.Event()
        self.open = threading.Event()
        self.open.set()
        self.prepared: list[PreparedWrite] = []
        self.busy = 0
        self.most_at_once = 0

    def __call__(self, session: Session) -> PreparedWrite:
        self.busy += 1
        self.most_at_once = max(self.most_at_once, self.busy)
        try:
            if threading.current_thread().name == "saver":
                self.held.set()
                assert self.open.wait(PATIENCE)
            if self.error is not None:
                raise self.error
            prepared = self._prepare(session)
            self.prepared.append(prepared)
            return prepared
        finally:
            self.busy -= 1
