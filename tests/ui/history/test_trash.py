"""The trash: how its sessions are named, and the message when one is restored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from simulator.storage.sessions.file import encoded, file_name
from simulator.storage.sessions.head import DamagedSession
from simulator.system.file_lock import Lock
from simulator.ui.app import SimulatorApp
from simulator.ui.history.report_screen import ReportScreen
from simulator.ui.history.screen import HistoryScreen
from simulator.ui.history.text import trash_words
from simulator.ui.interview.screen import InterviewScreen
from simulator.ui.widgets.row_list import RowList
from tests.samples import sample_session
from tests.ui.driver import RunApp, press, screen_text, until_screen
from tests.ui.driver import press as press_bare
from tests.ui.history.past_sessions import TODAY, head
from tests.ui.interview.interviews import bank
from tests.ui.showing import EVERY_SIZE, Asked, showing


def test_a_session_in_the_trash_is_named_by_its_title() -> None:
    named = head(0, titles=("Deep learning: the whole of it",))
    assert trash_words(named) == "2 Nov 2026, 18:00 · Deep learning: the whole of it"


def test_an_unreadable_session_is_named_by_its_file() -> None:
    assert trash_words(DamagedSession(Path("trash/my own copy.toml"), ())) == "my own copy"


@pytest.mark.parametrize("size", EVERY_SIZE)
async def test_the_dialog_uses_these_names(size: tuple[int, int]) -> None:
    known = head(0, titles=("Deep learning",))
    screen = HistoryScreen(
        iter(()), Asked(), today=lambda: TODAY, read_head=lambda _: known, trashed=(known.path,)
    )
    async with showing(screen, size) as pilot:
        await press_bare(pilot, "x")
        assert f"Bring back {trash_words(known)}" in screen_text(pilot)


def told(pilot: Pilot[int]) -> list[str]:
    return [notice.message for notice in pilot.app._notifications]


async def test_restoring_replaces_the_toast_of_the_deletion(
    home: Path, make_app: Callable[..., SimulatorApp]
) -> None:
    held = sample_session()
    path = home / "sessions" / file_name(held)
    path.parent.mkdir()
    path.write_bytes(encoded(held))
    async with make_app().run_test(tooltips=False) as pilot:
        await press(pilot, "h")
        await press(pilot, "d")
        assert told(pilot) == ["Deleted. u brings it back."]
        assert not path.exists()
        await press(pilot, "u")
        assert told(pilot) == ["Restored."]
        assert path.exists()
        assert "1 session" in screen_text(pilot)


def two_sessions(home: Path) -> list[Path]:
    """Save two sessions in a home; the newer one comes first."""
    paths = []
    for days in (0, 1):
        held = sample_session()
        held = replace(held, started_at=held.started_at - timedelta(days=days))
        paths.append(home / "sessions" / file_name(held))
        paths[-1].parent.mkdir(exist_ok=True)
        paths[-1].write_bytes(encoded(held))
    return paths


async def test_two_marked_sessions_go_and_one_undo_brings_both_back(
    home: Path, make_app: Callable[..., SimulatorApp]
) -> None:
    paths = two_sessions(home)
    async with make_app().run_test(tooltips=False, size=(120, 40)) as pilot:
        await press(pilot, "h")
        await press(pilot, "m")
        assert "Delete both" not in screen_text(pilot)
        await press(pilot, "down", "m")
        assert "Delete both" in screen_text(pilot)
        await press(pilot, "d")
        assert told(pilot) == ["2 deleted. u brings them back."]
        assert not any(path.exists() for path in paths)
        await press(pilot, "q", "h")
        await press(pilot, "u", "u")
        assert all(path.exists() for path in paths)
        assert told(pilot) == ["Restored."]


async def test_only_the_last_deletion_has_a_toast(
    home: Path, make_app: Callable[..., SimulatorApp]
) -> None:
    two_sessions(home)
    async with make_app().run_test(tooltips=False) as pilot:
        await press(pilot, "h", "d", "d")
        assert told(pilot) == ["Deleted. u brings it back."]
        await press(pilot, "u", "u")
        assert "2 sessions" in screen_text(pilot)


async def test_keys_work_again_once_an_emptied_list_has_rows(
    home: Path, make_app: Callable[..., SimulatorApp]
) -> None:
    two_sessions(home)
    async with make_app().run_test(tooltips=False) as pilot:
        await press(pilot, "h")
        await press(pilot, "m", "down", "m", "d")
        await pilot.pause()
        assert "No sessions" in screen_text(pilot)
        assert "Open" not in screen_text(pilot).splitlines()[-1]
        await press(pilot, "u")
        await pilot.pause()
        assert "Open" in screen_text(pilot).splitlines()[-1]
        rows = pilot.app.screen.query_one(RowList)
        rows.cursor = 0
        await press(pilot, "down")
        assert rows.cursor == 1
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ReportScreen)


async def test_undo_brings_back_the_newest_after_a_new_start(
    home: Path, make_app: Callable[..., SimulatorApp]
) -> None:
    newer, older = two_sessions(home)
    async with make_app().run_test(tooltips=False) as pilot:
        await press(pilot, "h")
        await press(pilot, "m", "down", "m", "d")
    assert not newer.exists()
    async with make_app().run_test(tooltips=False) as pilot:
        await press(pilot, "h")
        words = "No sessions here. 2 sessions in the trash: u brings back the newest, x shows all."
        assert words in " ".join(screen_text(pilot).split())
        assert "Undo" in screen_text(pilot).splitlines()[-1]
        await press(pilot, "u")
        assert newer.exists()
        assert not older.exists()
        await press(pilot, "u")
        assert older.exists()
        assert "Undo" not in screen_text(pilot).splitlines()[-1]


async def test_a_session_that_cannot_be_deleted_stays_without_undo(
    home: Path, make_app: Callable[..., SimulatorApp]
) -> None:
    first, second = two_sessions(home)
    lock = Lock.take(first)
    try:
        async with make_app().run_test(tooltips=False) as pilot:
            await press(pilot, "h")
            await press(pilot, "d")
            assert "another program has this interview open" in told(pilot)[0]
            assert "Undo" not in screen_text(pilot).splitlines()[-1]
            await press(pilot, "u")
            assert len(told(pilot)) == 1
            assert first.exists()
            await press(pilot, "m", "down", "m", "d")
            assert not second.exists()
            await press(pilot, "u")
            assert second.exists()
    finally:
        lock.release()


async def test_undo_is_not_named_where_it_does_not_work(
    home: Path, make_app: Callable[..., SimulatorApp]
) -> None:
    two_sessions(home)
    async with make_app().run_test(tooltips=False) as pilot:
        await press(pilot, "h", "d")
        assert told(pilot) == ["Deleted. u brings it back."]
        await press(pilot, "enter")
        await until_screen(pilot, ReportScreen)
        assert told(pilot) == []


async def test_an_unreadable_session_goes_to_the_trash_and_comes_back(
    home: Path, make_app: Callable[..., SimulatorApp]
) -> None:
    bad = home / "sessions" / "2026-11-02T180000-mine.toml"
    bad.parent.mkdir()
    bad.write_text("format = \n")
    async with make_app().run_test(tooltips=False) as pilot:
        await press(pilot, "h")
        await press(pilot, "d")
        assert told(pilot) == ["Deleted. u brings it back."]
        assert not bad.exists()
        assert "1 session in the trash" in " ".join(screen_text(pilot).split())
        await press(pilot, "u")
        assert bad.read_text() == "format = \n"


async def test_the_list_includes_an_interview_started_from_it(run_app: RunApp) -> None:
    async with run_app(bank(1), questions=1) as pilot:
        await press(pilot, "h")
        assert "No sessions yet." in screen_text(pilot)
        await press(pilot, "enter")
        await until_screen(pilot, InterviewScreen)
        await press(pilot, "enter", "ctrl+s", "4", "3", "enter")
        await until_screen(pilot, ReportScreen)
        await press(pilot, "escape")
        await until_screen(pilot, HistoryScreen)
        assert "1 session · 1 of 1 solid or strong" in screen_text(pilot)
