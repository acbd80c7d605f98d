"""The saver: the newest state wins, whoever interrupts whom, and trouble is told once."""

from __future__ import annotations

import errno
import os
import signal
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import FrameType

import pytest

from simulator.atomic import Prepared
from simulator.locks import is_locked
from simulator.session import Session
from simulator.session_files import saver as saver_module
from simulator.session_files.owner import SessionFile
from simulator.session_files.saver import Saver
from simulator.states import Status
from simulator.store import Store
from tests.samples import sample_session

PATIENCE = 10.0
"""Seconds that a test waits for what should come at once."""


def state(number: int) -> Session:
    """One of many states of one interview, told apart by its text."""
    sample = sample_session()
    answer = replace(sample.answers[0], text=f"text {number}")
    return replace(sample, status=Status.RUNNING, answers=(answer, *sample.answers[1:]))


def number_in(path: Path, store: Store) -> int:
    """Which state is on disk."""
    return int(store.load(path).answers[0].text.split()[1])


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.001)


@pytest.fixture
def file(store: Store) -> Iterator[SessionFile]:
    """A session's file with state 0 in it."""
    file = store.create(state(0))
    yield file
    file.close()


class Gate:
    """Stands in for `SessionFile.prepare`: can hold writers, fail, and call back when passed."""

    def __init__(self, file: SessionFile) -> None:
        self._prepare = file.prepare
        self.error: Exception | None = None
        self.held = threading.Event()
        self.open = threading.Event()
        self.open.set()
        self.prepared: list[Prepared] = []
        self.busy = 0
        self.most_at_once = 0

    def __call__(self, session: Session) -> Prepared:
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


@pytest.fixture
def gate(file: SessionFile, monkeypatch: pytest.MonkeyPatch) -> Gate:
    gate = Gate(file)
    monkeypatch.setattr(file, "prepare", gate)
    return gate


def test_a_saved_state_is_soon_on_disk(file: SessionFile, store: Store) -> None:
    saver = Saver(file)
    assert saver.saved
    saver.save(state(1))
    assert saver.flush(PATIENCE)
    assert number_in(file.path, store) == 1
    assert saver.path == file.path
    saver.close()


def test_saving_costs_the_caller_nothing(file: SessionFile) -> None:
    saver = Saver(file)
    states = [state(number) for number in range(50)]
    taken = []
    for each in states:
        start = time.perf_counter()
        saver.save(each)
        taken.append(time.perf_counter() - start)
    assert statistics.median(taken) < 0.0005
    assert saver.flush(PATIENCE)
    saver.close()


def test_states_that_were_overtaken_are_not_written(
    file: SessionFile, gate: Gate, store: Store
) -> None:
    saver = Saver(file)
    gate.open.clear()
    saver.save(state(1))
    assert gate.held.wait(PATIENCE)
    for number in range(2, 100):
        saver.save(state(number))
    gate.open.set()
    assert saver.flush(PATIENCE)
    assert number_in(file.path, store) == 99
    assert len(gate.prepared) == 2
    assert gate.most_at_once == 1
    saver.close()


def test_save_now_waits_for_the_write_under_way(
    file: SessionFile, gate: Gate, store: Store
) -> None:
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
def test_a_newer_save_in_the_midst_of_a_commit_stays(
    moment: str, file: SessionFile, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a signal handler does between any two steps of an interrupted `save_now`."""
    saver = Saver(file)
    commit = Prepared.commit
    calls: list[int] = []

    def interrupted(self: Prepared) -> None:
        first = not calls
        calls.append(1)
        if first and moment == "before":
            assert saver.save_now(state(2))
            assert number_in(file.path, store) == 2
        commit(self)
        if first and moment == "after":
            assert saver.save_now(state(2))

    monkeypatch.setattr(Prepared, "commit", interrupted)
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
        after_handler.append(saved and store.load(file.path) == session)
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
    assert store.load(file.path) == last
    saver.close()
    assert not list(store.sessions_folder.glob(".*.tmp"))


def test_trouble_is_told_once_and_so_is_its_end(
    file: SessionFile, gate: Gate, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saver_module, "RETRY_SECONDS", 0.01)
    told: list[OSError | None] = []
    saver = Saver(file, told.append)
    gate.error = OSError(errno.ENOSPC, "full")
    saver.save(state(1))
    wait_for(lambda: bool(told))
    saver.save(state(2))
    assert not saver.flush(0.05)
    assert not saver.save_now(state(3))
    assert saver.trouble is told[0]
    assert number_in(file.path, store) == 0
    gate.error = None
    wait_for(lambda: len(told) == 2)
    assert told[1] is None
    assert saver.trouble is None
    assert number_in(file.path, store) == 3
    saver.close()
    assert len(told) == 2


def test_whatever_goes_wrong_the_thread_lives(
    file: SessionFile, gate: Gate, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saver_module, "RETRY_SECONDS", 0.01)
    told: list[OSError | None] = []

    def tell(error: OSError | None) -> None:
        told.append(error)
        raise RuntimeError("nobody listens")

    saver = Saver(file, tell)
    gate.error = TypeError("can't be written")
    saver.save(state(1))
    wait_for(lambda: bool(told))
    assert isinstance(told[0], OSError)
    gate.error = None
    assert saver.flush(PATIENCE)
    assert number_in(file.path, store) == 1
    saver.close()


def test_a_folder_that_can_not_be_written(
    file: SessionFile, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saver_module, "RETRY_SECONDS", 0.01)
    told: list[OSError | None] = []
    saver = Saver(file, told.append)
    moved = store.home.with_name("moved")
    store.home.rename(moved)
    saver.save(state(1))
    wait_for(lambda: bool(told))
    assert isinstance(told[0], FileNotFoundError)
    moved.rename(store.home)
    assert saver.flush(PATIENCE)
    assert number_in(file.path, store) == 1
    saver.close()


def test_another_place(
    file: SessionFile, gate: Gate, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saver_module, "RETRY_SECONDS", 0.01)
    told: list[OSError | None] = []
    saver = Saver(file, told.append)
    gate.error = OSError(errno.EROFS, "read-only")
    saver.save(state(1))
    wait_for(lambda: bool(told))
    with pytest.raises((NotADirectoryError, FileExistsError)):
        saver.move_to(Path(os.devnull) / "x")
    assert saver.path == file.path
    new = saver.move_to(tmp_path / "elsewhere")
    assert new.parent == tmp_path / "elsewhere"
    assert number_in(new, store) == 1
    assert not is_locked(file.path)
    assert is_locked(new)
    saver.save(state(2))
    assert saver.flush(PATIENCE)
    assert number_in(new, store) == 2
    wait_for(lambda: told[-1] is None)
    other = saver.move_to(Store(tmp_path / "other home", store.shipped))
    assert other.parent == tmp_path / "other home" / "sessions"
    saver.close()
    assert not is_locked(other)


def test_there_is_nothing_to_move_before_the_first_save(file: SessionFile, tmp_path: Path) -> None:
    saver = Saver(file)
    with pytest.raises(ValueError, match="nothing to save"):
        saver.move_to(tmp_path)
    saver.close()


def test_closing_saves_once_more_and_lets_go(file: SessionFile, store: Store) -> None:
    saver = Saver(file)
    saver.save(state(1))
    saver.close()
    saver.close()
    assert number_in(file.path, store) == 1
    assert not is_locked(file.path)
    assert not saver._thread.is_alive()


def test_closing_does_not_wait_for_a_write_that_hangs(
    file: SessionFile, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saver_module, "PATIENCE_SECONDS", 0.05)
    saver = Saver(file)
    gate.open.clear()
    saver.save(state(1))
    assert gate.held.wait(PATIENCE)
    start = time.monotonic()
    saver.close()
    assert time.monotonic() - start < 1.0
    gate.open.set()
    saver._thread.join(PATIENCE)
