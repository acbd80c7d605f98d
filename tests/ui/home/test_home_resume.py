"""From the home screen, Enter resumes an interview that was left."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from simulator.core.states import Phase
from simulator.ui.app import SimulatorApp
from simulator.ui.home.controller import HomeController
from simulator.ui.home.menu import HomeMenu
from simulator.ui.home.screen import HomeFacts, HomeScreen, Resumable
from simulator.ui.interview.question_pane import AnswerBox
from simulator.ui.interview.screen import InterviewScreen
from tests.ui.driver import (
    MakeApp,
    RunApp,
    interview_screen,
    press,
    screen_text,
    type_text,
    until_screen,
    wait_until,
)
from tests.ui.interview.interviews import bank, saved

LEFT = HomeFacts(resumable=Resumable(Path("left.toml"), "Plain · question 1 of 3"))


def chosen(pilot: Pilot[int]) -> str:
    """Return the name of the line that Enter takes."""
    menu = pilot.app.screen.query_one(HomeMenu)
    return menu.lines[menu.place].name


def home_screen(pilot: Pilot[int]) -> HomeScreen:
    screen = pilot.app.screen
    assert isinstance(screen, HomeScreen)
    return screen


async def test_enter_resumes_the_interview_that_was_left(run_app: RunApp, home: Path) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter", "escape", "escape", "down", "enter")
        await wait_until(pilot, "r  Resume")
        assert chosen(pilot) == "resume"
        await press(pilot, "enter")
        assert interview_screen(pilot).interview.phase is Phase.READY
        assert saved(home)  # One session, not two.


async def test_enter_right_after_the_start_resumes_it(make_app: MakeApp) -> None:
    async with make_app().run_test() as pilot:
        await pilot.pause()
        await press(pilot, "enter", "enter", "escape", "escape", "down", "enter")
    async with make_app().run_test() as pilot:
        await wait_until(pilot, "r  Resume")
        assert chosen(pilot) == "resume"


async def test_resume_waits_until_the_sessions_are_read(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with make_app().run_test() as pilot:
        await press(pilot, "enter", "enter", "escape", "escape", "down", "enter")
        await until_screen(pilot, HomeScreen)  # Only then is its file released.
    monkeypatch.setattr("simulator.ui.app.BREATH_SECONDS", 3600)
    async with make_app().run_test() as pilot:
        await press(pilot, "r")
        home = home_screen(pilot)
        assert "Resume" not in screen_text(pilot)
        home.post_message(home.Stale())
        await until_screen(pilot, InterviewScreen)
        assert interview_screen(pilot).interview.phase is Phase.READY


async def test_a_pending_resume_is_dropped_by_going_elsewhere(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulator.ui.app.BREATH_SECONDS", 3600)
    monkeypatch.setattr(HomeController, "refresh", lambda self: None)
    resumed: list[str] = []
    monkeypatch.setattr(SimulatorApp, "action_resume", lambda self: resumed.append("again"))
    async with make_app().run_test() as pilot:
        await press(pilot, "r", "n", "escape")
        home_screen(pilot).learn(LEFT._replace(read=True))
        await wait_until(pilot, "r  Resume")
        assert resumed == []
        await press(pilot, "r")
        assert resumed == ["again"]


async def test_with_nothing_to_resume_the_key_does_nothing(run_app: RunApp) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "r")
        await wait_until(pilot, "1 bank")
        await press(pilot, "r")
        assert chosen(pilot) == "start"


async def test_the_line_that_the_user_chose_stays_chosen(run_app: RunApp) -> None:
    async with run_app(bank()) as pilot:
        await wait_until(pilot, "1 bank")
        await press(pilot, "down", "up")
        home_screen(pilot).learn(LEFT)
        assert chosen(pilot) == "start"


async def test_an_interview_left_later_is_offered_again(
    run_app: RunApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run_app(bank()) as pilot:
        await wait_until(pilot, "1 bank")
        monkeypatch.setattr(HomeController, "refresh", lambda self: None)
        monkeypatch.setattr(HomeController, "_show", lambda self, facts: None)  # No late update.
        home_screen(pilot).learn(LEFT)
        await press(pilot, "down", "down", "enter", "escape")
        await wait_until(pilot, "Start an interview")
        home_screen(pilot).learn(LEFT._replace(sessions="1, today"))
        assert chosen(pilot) == "setup"
        assert LEFT.resumable is not None
        other = LEFT.resumable._replace(path=Path("other.toml"))
        home_screen(pilot).learn(LEFT._replace(resumable=other))
        assert chosen(pilot) == "resume"


async def test_enter_is_shown_at_the_line_that_it_takes(run_app: RunApp) -> None:
    async with run_app(bank()) as pilot:
        await wait_until(pilot, "Enter  Start an interview")
        await wait_until(pilot, "1 bank")
        home_screen(pilot).learn(LEFT)
        await wait_until(pilot, "r  Resume")
        keys = {line.name: line.key for line in pilot.app.screen.query_one(HomeMenu).lines}
        assert (keys["resume"], keys["start"]) == ("r", "")


@pytest.mark.parametrize(("size", "rows"), [((120, 40), 1), ((60, 15), 2)])
async def test_in_a_wide_window_a_long_line_is_cut_and_moves_nothing(
    run_app: RunApp, size: tuple[int, int], rows: int
) -> None:
    async with run_app(bank(), size=size) as pilot:
        await wait_until(pilot, "1 bank")
        menu = pilot.app.screen.query_one(HomeMenu)
        before = menu.size.height
        long = Resumable(Path("left.toml"), "A bank of a long name · " * 3)
        home_screen(pilot).learn(home_screen(pilot).facts._replace(resumable=long))
        await wait_until(pilot, "r  Resume")
        assert menu.size.height == before + rows


async def test_all_interviews_that_were_left_can_be_resumed(run_app: RunApp) -> None:
    async with run_app(bank()) as pilot:
        for text in ("first", "second"):
            await wait_until(pilot, "Start an interview")
            await press(pilot, "n", "ctrl+s", "enter")
            await type_text(pilot, text)
            await press(pilot, "escape", "escape", "down", "enter")
            await wait_until(pilot, "Resume")
        await wait_until(pilot, "and 1 more")
        await press(pilot, "r", "down", "enter")
        await press(pilot, "enter")
        assert interview_screen(pilot).query_one(AnswerBox).text == "first"
