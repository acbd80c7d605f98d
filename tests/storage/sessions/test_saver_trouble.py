"""Tests that a failing save is reported once, and that saving continues."""

from __future__ import annotations

import errno

import pytest

from simulator.storage.sessions import saver as saver_module
from simulator.storage.sessions.file import SessionFile
from simulator.storage.sessions.saver import Saver
from simulator.storage.store import Store
from tests.storage.sessions.saving import PATIENCE, Gate, number_in, state, wait_for


def test_trouble_and_its_end_are_each_reported_once(
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


def test_the_thread_survives_any_error(
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


def test_a_missing_folder_is_reported_and_saving_recovers(
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
