"""Unrated answers are rated from the report; ratings can be changed until the next interview."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from simulator.core.setup import Mode
from simulator.core.states import Rating
from simulator.ui.history.answer_screen import AnswerScreen
from simulator.ui.history.report_screen import ReportScreen
from simulator.ui.interview import ticker
from simulator.ui.interview.judge_screen import JudgeScreen
from simulator.ui.widgets.row_list import RowList
from tests.ui.driver import (
    FakeClock,
    RunApp,
    press,
    screen_text,
    type_text,
    until,
    until_screen,
    wait_until,
)
from tests.ui.interview.interviews import bank, saved


async def ended_unrated(pilot: Pilot[int]) -> None:
    """End an interview, and end it again while it asks for the confidence."""
    await press(pilot, "enter", "enter", "ctrl+s")
    for _ in range(2):
        await press(pilot, "escape", "down", "down", "enter")
    await pilot.pause()
    assert isinstance(pilot.app.screen, ReportScreen)


async def test_an_unrated_answer_is_rated_from_the_report(run_app: RunApp, home: Path) -> None:
    async with run_app(bank()) as pilot:
        await ended_unrated(pilot)
        assert saved(home).answers[0].rating is None
        assert "c  Rate" in screen_text(pilot).splitlines()[-1]
        await press(pilot, "c")
        assert isinstance(pilot.app.screen, JudgeScreen)
        assert "modelsecret" not in screen_text(pilot)
        await press(pilot, "2")
        assert "modelsecret" in screen_text(pilot)
        await press(pilot, "a", "3", "n")
        await type_text(pilot, "say why")
        await press(pilot, "enter", "enter")
        assert isinstance(pilot.app.screen, ReportScreen)
        await wait_until(pilot, "1 of 1 solid or strong")
        assert "Rate" not in screen_text(pilot).splitlines()[-1]
    answer = saved(home).answers[0]
    assert (answer.confidence, answer.rating, answer.first_rating) == (2, Rating.SOLID, None)
    assert (answer.covered, answer.note) == (1, "say why")


async def test_an_answer_is_rated_from_its_own_page_and_the_cursor_stays_on_it(
    run_app: RunApp, home: Path
) -> None:
    async with run_app(bank(3), questions=3, mode=Mode.PRACTICE) as pilot:
        for _ in range(3):
            await press(pilot, "enter", "enter", "ctrl+s", "4", "2")
        await press(pilot, "enter")
        await until_screen(pilot, ReportScreen)
        await press(pilot, "f", "enter", "n")
        assert isinstance(pilot.app.screen, AnswerScreen)
        assert "2 of 3" in screen_text(pilot)
        assert "c  Rate" in screen_text(pilot).splitlines()[-1]
        await press(pilot, "n", "p", "escape")
        await until_screen(pilot, ReportScreen)
        rows = pilot.app.screen.query_one(RowList)
        assert rows.cursor == 1
        await press(pilot, "enter", "n", "c")
        await until_screen(pilot, JudgeScreen)
        await press(pilot, "1", "enter")
        await until_screen(pilot, ReportScreen)
        assert rows.cursor == 2
        await until(pilot, lambda: saved(home).answers[2].rating is Rating.NOT_YET)
        await press(pilot, "up", "up", "c", "4", "enter")
        await until(pilot, lambda: len(rows.rows) == 2)
        assert [row.place for row in rows.rows] == [1, 2]
        await press(pilot, "f", "f", "down")
        assert len(rows.rows) == 3
        await press(pilot, "f")
        assert (len(rows.rows), rows.cursor) == (2, 0)


async def test_a_rating_is_changed_and_the_first_one_kept(
    run_app: RunApp, home: Path, clock: FakeClock
) -> None:
    async with run_app(bank(1), questions=1) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "4", "4", "enter")
        await pilot.pause()
        for rating in ("2", "1"):
            await press(pilot, "c", rating)
            await press(pilot, "escape")
            assert isinstance(pilot.app.screen, ReportScreen)
        answer = saved(home).answers[0]
        assert (answer.rating, answer.first_rating) == (Rating.NOT_YET, Rating.STRONG)
        assert answer.confidence == 4
        assert "0 of 1 solid or strong" in screen_text(pilot)
        clock.advance(60.0)
        await press(pilot, "q", "enter", "enter", "escape", "escape")
        await wait_until(pilot, "Leave the interview?")
        await press(pilot, "down", "enter")
        await wait_until(pilot, "Resume")
        await press(pilot, "h", "down", "enter", "c")
        said = [notice.message for notice in pilot.app._notifications]
        assert any("can be changed until the next interview" in each for each in said)
        assert isinstance(pilot.app.screen, ReportScreen)


async def test_a_key_pressed_twice_rates_nothing_in_a_later_judging_either(
    run_app: RunApp, home: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run_app(bank(), mode=Mode.PRACTICE) as pilot:
        await ended_unrated(pilot)
        monkeypatch.setattr(ticker, "STAND_SECONDS", 0.5)
        await press(pilot, "c", "4", "4")
        assert saved(home).answers[0].rating is None
        clock.advance(0.5)
        await press(pilot, "4")
        assert saved(home).answers[0].rating is Rating.STRONG


async def test_a_blind_judgement_is_saved_at_once_and_shown_in_the_report(
    run_app: RunApp, home: Path
) -> None:
    async with run_app(bank(1), questions=1, mode=Mode.PRACTICE) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "4", "2", "enter")
        await until_screen(pilot, ReportScreen)
        await press(pilot, "b", "a", "3")
        assert [each.rating for each in saved(home).answers[0].rerated] == [Rating.SOLID]
        await press(pilot, "escape")
        report = pilot.app.screen
        assert isinstance(report, ReportScreen)
        assert [each.rating for each in report.report.answers[0].rerated] == [Rating.SOLID]
        assert report.report.answers[0].rating is Rating.PARTIAL
