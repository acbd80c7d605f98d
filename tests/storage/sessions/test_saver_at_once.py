"""Tests immediate saves, during another save or in a signal handler: the newest state wins."""

from __future__ import annotations

import signal
import threading
import time
from types import FrameType

import pytest

from simulator.core.session import Session
from simulator.storage.sessions import saver as saver_module
from simulator.storage.sessions.file import SessionFile
from simulator.storage.sessions.saver import Saver
from simulator.storage.store import Store
from simulator.system.atomic_write import PreparedWrite
from tests.storage.sessions.saving import PATIENCE, Gate, number_in, state, wait_for


def test_save_now_waits_for_the_write_under_way(
    file: SessionFile, gate: Gate, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saver_module, "PATIENCE_SECONDS", PATIENCE)
    saver = Saver(file)
    gate.open.clear()
    saver.save(state(1))
    assert gate.held.wait(PATIENCE)
    threading.Timer(0.05, gate.open.set).start()
    assert saver.save_now(state(2))
    assert gate.most_at_once == 1
    assert number_in(file.path, store) == 2
    saver.close()
    assert number_in(file.path, store) == 2


def test_save_now_overtakes_a_write_that_hangs(
    file: SessionFile, gate: Gate, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saver_module, "PATIENCE_SECONDS", 0.05)
    saver = Saver(file)
    gate.open.clear()
    saver.save(state(1))
    assert gate.held.wait(PATIENCE)
    assert saver.save_now(state(2))
    assert number_in(file.path, store) == 2
    gate.open.set()
    wait_for(lambda: not saver._writers)
    assert number_in(file.path, store) == 2
    saver.close()
    assert number_in(file.path, store) == 2


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_newer_save_during_a_commit_wins(
    moment: str, file: SessionFile, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a signal handler may save between any two steps of an interrupted `save_now`."""
    saver = Saver(file)
    commit = PreparedWrite.commit
    calls: list[int] = []

    def interrupted(self: PreparedWrite) -> None:
        first = not calls
        calls.append(1)
        if first and moment == "before":
            assert saver.save_now(state(2))
            assert number_in(file.path, store) == 2
        commit(self)
        if first and moment == "after":
            assert saver.save_now(state(2))

    monkeypatch.setattr(PreparedWrite, "commit", interrupted)
    assert saver.save_now(state(1))
    assert number_in(file.path, store) == 2
    assert saver.saved
    monkeypatch.undo()
    saver.close()
    assert number_in(file.path, store) == 2
    assert not list(store.sessions_folder.glob(".*.tmp"))


def test_save_now_in_a_signal_handler_at_any_moment(file: SessionFile, store: Store) -> None:
    saver = Saver(file)
    made = [0]
    after_handler: list[bool] = []
    in_handler = [False]

    def newer() -> Session:
        made[0] += 1
        return state(made[0])

    def handler(number: int, frame: FrameType | None) -> None:
        if in_handler[0]:
            return
        in_handler[0] = True
        session = newer()
        saved = saver.save_now(session)
        after_handler.append(saved and store.sessions.load(file.path) == session)
        in_handler[0] = False

    before = signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, 0.002, 0.003)
    try:
        deadline = time.monotonic() + PATIENCE
        while len(after_handler) < 100 and time.monotonic() < deadline:
            saver.save(newer())
            saver.save_now(newer())
            saver.flush(0.01)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert len(after_handler) >= 100
    assert all(after_handler)
    last = newer()
    saver.save(last)
    assert saver.flush(PATIENCE)
    assert store.sessions.load(file.path) == last
    saver.close()
    assert not list(store.sessions_folder.glob(".*.tmp"))
