"""Leaving, resuming, ending, discarding or quitting an interview on the screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.widgets import Input

from simulator.core.setup import Mode
from simulator.core.states import Outcome, Phase, Rating, Status
from simulator.ui.app import SimulatorApp
from simulator.ui.history.report_screen import ReportScreen
from simulator.ui.home.screen import HomeScreen
from simulator.ui.interview.question_pane import AnswerBox
from simulator.ui.setup.screen import SetupScreen
from tests.ui.driver import (
    FakeClock,
    RunApp,
    interview_screen,
    press,
    screen_text,
    type_text,
    until_screen,
    wait_until,
)
from tests.ui.interview.interviews import bank, everything_held, saved


async def test_resuming_continues_where_it_was_left(
    run_app: RunApp, home: Path, clock: FakeClock
) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3", "2", "enter", "enter")
        await type_text(pilot, "half")
        clock.advance(12.0)
        await press(pilot, "escape", "escape", "down", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)
        assert saved(home).status is Status.RUNNING
        await wait_until(pilot, "Resume")
        await press(pilot, "r")
        screen = interview_screen(pilot)
        assert screen.interview.phase is Phase.READY
        clock.advance(500.0)
        await press(pilot, "enter")
        assert screen.interview.index == 1
        assert screen.query_one(AnswerBox).text == "half"
        assert screen.interview.countdown.remaining(clock.now()) == 48.0


async def test_ending_now_judges_what_was_answered(run_app: RunApp, home: Path) -> None:
    async with run_app(bank(), mode=Mode.INTERVIEW) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3", "enter", "escape", "escape")
        await press(pilot, "down", "down", "enter")
        screen = interview_screen(pilot)
        assert (screen.interview.phase, screen.interview.index) == (Phase.ASSESSING, 0)
        await press(pilot, "3", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReportScreen)
    assert saved(home).status is Status.STOPPED


async def test_ending_now_judges_the_current_answer(run_app: RunApp, home: Path) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter")
        await type_text(pilot, "half an answer")
        await press(pilot, "escape", "escape", "down", "down", "enter")
        screen = interview_screen(pilot)
        assert (screen.interview.phase, screen.interview.index) == (Phase.CONFIDENCE, 0)
        await press(pilot, "2")
        assert "half an answer" in everything_held(pilot)
        await press(pilot, "2", "enter")
        await until_screen(pilot, ReportScreen)
    answer = saved(home).answers[0]
    assert (answer.outcome, answer.text) == (Outcome.ANSWERED, "half an answer")
    assert answer.rating is Rating.PARTIAL
    assert saved(home).status is Status.STOPPED


@pytest.mark.parametrize("mode", list(Mode))
async def test_an_interview_not_begun_is_left_at_once_without_a_file(
    run_app: RunApp, home: Path, mode: Mode
) -> None:
    async with run_app(bank(), mode=mode) as pilot:
        await press(pilot, "enter")
        assert "Esc  Back" in screen_text(pilot)
        assert list((home / "sessions").glob("*.toml"))
        await press(pilot, "escape")
        await until_screen(pilot, HomeScreen)
        assert not list((home / "sessions").rglob("*.toml"))
        assert not pilot.app._notifications
        await press(pilot, "enter", "enter")
        assert interview_screen(pilot).interview.phase is Phase.ANSWERING


async def test_an_interview_not_begun_leads_back_to_its_setup(run_app: RunApp, home: Path) -> None:
    async with run_app(bank(), questions=3) as pilot:
        await press(pilot, "n", "down", "down", "down", "right", "ctrl+s", "escape")
        await until_screen(pilot, SetupScreen)
        await wait_until(pilot, "Another setup")
        assert not list((home / "sessions").glob("*.toml"))
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        await press(pilot, "enter", "escape")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_an_interview_not_begun_is_quit_at_once(run_app: RunApp, home: Path) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "ctrl+q")
    assert pilot.app.return_code == 0
    assert not list((home / "sessions").glob("*.toml"))


async def test_the_card_of_a_resumed_interview_asks_how_to_leave(
    run_app: RunApp, home: Path
) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter")
        await type_text(pilot, "half")
        await press(pilot, "escape", "escape", "down", "enter")
        await wait_until(pilot, "Resume")
        await press(pilot, "r")
        assert "Esc  Leave" in screen_text(pilot)
        await press(pilot, "escape")
        assert "Leave the interview?" in screen_text(pilot)
    assert saved(home).answers[0].text == "half"


async def test_discarding_moves_the_session_into_the_trash(run_app: RunApp, home: Path) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter", "escape", "escape", "end")
        assert "Discard it; u in the history brings it back" in screen_text(pilot)
        await press(pilot, "enter")
        await until_screen(pilot, HomeScreen)
        (told,) = pilot.app._notifications
        assert told.message == "Deleted. In the history, u brings it back."
    assert not list((home / "sessions").glob("*.toml"))
    assert len(list((home / "sessions" / "trash").glob("*.toml"))) == 1


@pytest.mark.parametrize("words", ["ok", "work", "jjjj"])
@pytest.mark.parametrize("keys", [("escape", "escape"), ("ctrl+q",)])
async def test_words_typed_in_the_dialog_discard_nothing(
    run_app: RunApp, home: Path, keys: tuple[str, ...], words: str
) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter")
        await press(pilot, *keys, *words, "enter")
        assert interview_screen(pilot).running.going_on
        assert pilot.app.screen is interview_screen(pilot)
    assert saved(home).status is Status.RUNNING


async def test_quitting_an_interview_asks_first(run_app: RunApp, home: Path) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter")
        await type_text(pilot, "kept")
        await press(pilot, "ctrl+q")
        assert "Leave the interview?" in screen_text(pilot)
        await press(pilot, "down", "enter")
        await pilot.pause()
    assert pilot.app.return_code == 0
    assert saved(home).answers[0].text == "kept"


async def test_an_abrupt_exit_saves_text_without_a_message(run_app: RunApp, home: Path) -> None:
    async with run_app(bank(), mode=Mode.PRACTICE) as pilot:
        app = pilot.app
        assert isinstance(app, SimulatorApp)
        await press(pilot, "enter", "enter")
        await type_text(pilot, "half")
        app.screen.query_one(AnswerBox).insert("!")
        app.save_now()  # As a signal does before it ends the process.
        assert saved(home).answers[0].text == "half!"
        await press(pilot, "ctrl+s")
        app.screen.query_one(AnswerBox).insert("too late")
        app.save_now()
        assert saved(home).answers[0].text == "half!"
        await press(pilot, "3")
        app.screen.query_one("#note", Input).value = "Say why."
        app.save_now()
        assert saved(home).answers[0].note == "Say why."
        assert [answer.text for answer in saved(home).answers] == ["half!", "", ""]


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40)])
async def test_no_choice_of_leaving_is_cut(run_app: RunApp, size: tuple[int, int]) -> None:
    async with run_app(bank(1), questions=1, size=size) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3", "escape")
        await wait_until(pilot, "Leave the interview?")
        inside = (re.sub(r"^[^│]*│|│[^│]*$", "", line) for line in screen_text(pilot).splitlines())
        words = " ".join(" ".join(inside).split())
        assert "End now; what is not rated can be rated later, from the report" in words
        assert "Discard it; u in the history brings it back" in words
