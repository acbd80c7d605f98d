"""Tests the saver: the newest state wins, and closing releases the file."""

from __future__ import annotations

import pytest

from simulator.storage.sessions import saver as saver_module
from simulator.storage.sessions.file import SessionFile
from simulator.storage.sessions.saver import Saver
from simulator.storage.store import Store
from simulator.system.file_lock import is_locked
from tests.storage.sessions.saving import PATIENCE, Gate, number_in, state


def test_a_saved_state_is_on_disk_soon(file: SessionFile, store: Store) -> None:
    saver = Saver(file)
    assert saver.saved
    saver.save(state(1))
    assert saver.flush(PATIENCE)
    assert number_in(file.path, store) == 1
    assert saver.path == file.path
    saver.close()


def test_saving_waits_for_no_write_and_superseded_states_are_not_written(
    file: SessionFile, gate: Gate, store: Store
) -> None:
    saver = Saver(file)
    gate.open.clear()
    saver.save(state(1))
    assert gate.held.wait(PATIENCE)
    for number in range(2, 100):
        saver.save(state(number))
    assert gate.prepared == []
    gate.open.set()
    assert saver.flush(PATIENCE)
    assert number_in(file.path, store) == 99
    assert len(gate.prepared) == 2
    assert gate.most_at_once == 1
    saver.close()


def test_closing_saves_once_more_and_releases_the_file(file: SessionFile, store: Store) -> None:
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
    saver.close()
    assert gate.busy == 1
    gate.open.set()
    saver._thread.join(PATIENCE)
