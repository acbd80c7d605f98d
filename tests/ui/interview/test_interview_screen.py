"""A whole interview on the screen, by keys and by mouse, with a fake clock."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from simulator.core.setup import Mode, Setup
from simulator.core.states import Phase, Rating, Status
from simulator.ui.app import StartRequest
from simulator.ui.history.report_screen import ReportScreen
from simulator.ui.home.screen import HomeScreen
from simulator.ui.interview.question_pane import AnswerBox
from simulator.ui.interview.rating_row import Segment
from simulator.ui.interview.screen import InterviewScreen
from simulator.ui.keys.footer import KeyFooter
from tests.ui.driver import (
    FakeClock,
    RunApp,
    interview_screen,
    press,
    screen_text,
    type_text,
    until,
    until_screen,
)
from tests.ui.interview.interviews import bank, saved


async def test_two_keys_from_the_home_screen_to_the_first_question(run_app: RunApp) -> None:
    async with run_app(bank()) as pilot:
        assert isinstance(pilot.app.screen, HomeScreen)
        await press(pilot, "enter")
        assert interview_screen(pilot).interview.phase is Phase.READY
        assert "What is number" not in screen_text(pilot)
        await press(pilot, "enter")
        assert interview_screen(pilot).interview.phase is Phase.ANSWERING
        assert "What is number" in screen_text(pilot)


async def test_an_interview_with_given_questions_starts_with_the_program(run_app: RunApp) -> None:
    made = bank(5)
    keys = [(made.name, question.id) for question in (made.questions[3], made.questions[1])]
    request = StartRequest(setup=Setup(banks=("another",)), keys=keys)
    async with run_app(made, request=request) as pilot:
        await until_screen(pilot, InterviewScreen)
        assert [each.key for each in interview_screen(pilot).interview.session.answers] == keys


async def test_a_whole_practice_interview_by_keys(
    run_app: RunApp, home: Path, clock: FakeClock
) -> None:
    async with run_app(bank(2), questions=2) as pilot:
        await press(pilot, "enter", "enter")
        await type_text(pilot, "my answer")
        clock.advance(20.0)
        await press(pilot, "ctrl+s", "4", "a", "b", "enter", "enter")
        await press(pilot, "ctrl+s", "2", "w", "3", "n")
        await type_text(pilot, "slower")
        await press(pilot, "enter", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReportScreen)
        first, second = saved(home).answers
    assert saved(home).status is Status.FINISHED
    assert (first.text, first.answer_seconds) == ("my answer", 20.0)
    assert (first.confidence, first.rating, first.covered) == (4, Rating.PARTIAL, 2)
    assert (second.text, second.confidence, second.rating) == ("", 2, Rating.SOLID)
    assert (second.wrong, second.note) == (True, "slower")


async def test_interview_mode_judges_at_the_end(run_app: RunApp, home: Path) -> None:
    async with run_app(bank(2), questions=2, mode=Mode.INTERVIEW) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3")
        assert interview_screen(pilot).interviewer.breathing
        assert "What is number" not in screen_text(pilot)
        await press(pilot, "enter")
        assert interview_screen(pilot).interview.phase is Phase.ANSWERING
        await press(pilot, "ctrl+s", "3")
        assert interview_screen(pilot).interview.in_debrief
        await press(pilot, "4", "enter", "u")
        assert interview_screen(pilot).interview.index == 0
        await press(pilot, "enter", "1", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReportScreen)
    assert [each.rating for each in saved(home).answers] == [Rating.STRONG, Rating.NOT_YET]


async def test_a_breath_ends_by_itself(run_app: RunApp) -> None:
    async with run_app(bank(2), questions=2, mode=Mode.INTERVIEW) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3")
        screen = interview_screen(pilot)
        screen.interviewer.ask_now()
        await pilot.pause()
        assert screen.interview.phase is Phase.ANSWERING


async def test_letters_are_text_until_escape_makes_them_commands(
    run_app: RunApp, clock: FakeClock
) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter")
        await type_text(pilot, "spfhi q")
        screen = interview_screen(pilot)
        assert screen.running.as_typed().answer.text == "spfhi q"
        await press(pilot, "escape", "p", "enter")
        assert screen.interview.paused
        clock.advance(100.0)
        await press(pilot, "p", "f", "i", "enter", "escape", "f", "enter")
        assert isinstance(screen.focused, AnswerBox)
        assert screen.interview.answer.flagged
        assert screen.interview.answer.paused_seconds == 100.0
        await press(pilot, "f3", "f5")
        assert screen.interview.paused
        assert not screen.interview.answer.flagged


async def test_everything_works_by_mouse(run_app: RunApp, home: Path) -> None:
    async with run_app(bank(1), questions=1, size=(120, 40)) as pilot:
        await pilot.click("#menu", offset=(10, 1))
        await click_key(pilot, "go_on")
        await click_key(pilot, "done")
        await pilot.click(pilot.app.screen.query("#confidence ClickableLine")[4])
        await pilot.pause()
        await pilot.click(pilot.app.screen.query("#points ClickableLine")[0])
        await pilot.click("#wrong")
        await pilot.click(pilot.app.screen.query(Segment)[1])
        await pilot.pause()
        await click_key(pilot, "accept")
        assert isinstance(pilot.app.screen, ReportScreen)
    answer = saved(home).answers[0]
    assert (answer.confidence, answer.rating) == (5, Rating.PARTIAL)
    assert (answer.covered, answer.wrong) == (1, True)


async def click_key(pilot: Pilot[int], action: str) -> None:
    """Click the footer's key for an action."""
    footer = pilot.app.screen.query_one(KeyFooter)
    await until(pilot, lambda: footer.place_of(action) is not None)
    place = footer.place_of(action)
    assert place is not None
    await pilot.click(footer, offset=(place, 0))
    await pilot.pause()
