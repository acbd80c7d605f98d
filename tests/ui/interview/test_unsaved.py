"""While saving fails the screen says so, and the program does when it exits."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from simulator.storage.sessions.file import SessionFile
from simulator.ui.app import SimulatorApp
from tests.ui.driver import RunApp, press, screen_text, type_text, wait_until
from tests.ui.interview.interviews import bank


async def test_the_screen_shows_that_saving_fails(
    run_app: RunApp, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare = SessionFile.prepare

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter")
        monkeypatch.setattr(SessionFile, "prepare", full)
        await type_text(pilot, "some words")
        await wait_until(pilot, "NOT SAVED: the disk is full")
        (told,) = [note.message for note in pilot.app._notifications if "saved" in note.message]
        assert "(the disk is full; free some space on it)" in told
        pilot.app.clear_notifications()
        await press(pilot, "ctrl+s")
        assert "NOT SAVED" in screen_text(pilot).splitlines()[0]
        assert isinstance(pilot.app, SimulatorApp)
        assert "(the disk is full; free some space on it)" in pilot.app.what_is_lost()
        monkeypatch.setattr(SessionFile, "prepare", prepare)
        pilot.app.save_now()
        assert pilot.app.what_is_lost() == ""
