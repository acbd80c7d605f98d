"""Follow-ups on the screen: asked below the main question, revealed only after the confidence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from simulator.core.bank import Bank, FollowUp
from simulator.core.interview import Interview
from simulator.core.setup import Mode
from simulator.core.states import Outcome, Phase
from tests.ui.driver import FakeClock, RunApp, interview_screen, press, screen_text, type_text
from tests.ui.interview.interviews import SECRETS, bank, everything_held, saved

FOLLOWED = (
    FollowUp("Why so?", ("a pointsecret of it", "another"), "It is modelsecret.", 30.0),
    FollowUp("And then?"),
)


def followed(questions: int = 2) -> Bank:
    plain = bank(questions)
    asked = tuple(replace(each, follow_ups=FOLLOWED) for each in plain.questions)
    return replace(plain, questions=asked)


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40)])
async def test_a_whole_question_with_two_follow_ups(
    run_app: RunApp, home: Path, size: tuple[int, int]
) -> None:
    async with run_app(followed(1), follow_ups=2, questions=1, size=size) as pilot:
        await press(pilot, "enter", "enter")
        await type_text(pilot, "main")
        await press(pilot, "ctrl+s")
        assert interview_screen(pilot).interview.phase is Phase.FOLLOW_UP
        shown = screen_text(pilot)
        assert "What is number 0?" in shown
        assert "Why so?" in shown
        assert "follow-up 1 of 2" in shown
        assert "main" not in shown.replace("remain", "")
        await type_text(pilot, "because")
        await press(pilot, "ctrl+s")
        assert "And then?" in screen_text(pilot)
        assert not [secret for secret in SECRETS[:4] if secret in everything_held(pilot)]
        await press(pilot, "ctrl+s", "4")
        held = everything_held(pilot)
        assert "because" in held
        assert "It is modelsecret." in held
        assert "follow-up 1: a pointsecret of it" in held
        assert "follow-up 2: I answered it" in held
        await press(pilot, "a", "b", "c", "e", "g")
        answer = interview_screen(pilot).interview.answer
        assert (answer.covered, answer.asked_follow_ups[0].covered) == (3, 1)
        assert answer.asked_follow_ups[1].covered == 1
        await press(pilot, "enter")
        await pilot.pause()
    session = saved(home)
    assert [each.text for each in session.answers[0].asked_follow_ups] == ["because", ""]
    assert session.answers[0].rating == 4


async def test_time_up_swallows_keys_before_a_follow_up_and_no_clock_runs(
    run_app: RunApp, clock: FakeClock
) -> None:
    async with run_app(followed(), mode=Mode.INTERVIEW, follow_ups=1) as pilot:
        await press(pilot, "enter", "enter")
        clock.advance(61.0)
        interview_screen(pilot).tick()
        await pilot.pause()
        assert "Time. Your answer is saved as it stands." in screen_text(pilot)
        await press(pilot, "enter", "s", "x")
        at = interview_screen(pilot).interview
        assert (at.phase, at.being_asked) == (Phase.FOLLOW_UP, True)
        screen = interview_screen(pilot)
        screen.interviewer.ask_now()
        await pilot.pause()
        assert screen.interview.being_asked
        clock.advance(1.5)
        await press(pilot, "enter")
        assert screen.interview.answering
        clock.advance(31.0)
        screen.tick()
        await press(pilot, "3")
        assert screen.interview.phase is Phase.CONFIDENCE
        assert screen.interview.answer.asked_follow_ups[0].outcome is Outcome.TIMED_OUT


async def test_pause_skip_and_over_run_are_as_for_answers(
    run_app: RunApp, clock: FakeClock
) -> None:
    async with run_app(followed(), follow_ups=2) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "escape", "p", "enter")
        screen = interview_screen(pilot)
        assert screen.interview.paused
        assert "Paused" in screen_text(pilot)
        clock.advance(100.0)
        await press(pilot, "enter")
        clock.advance(40.0)
        screen.tick()
        await pilot.pause()
        assert "over" in screen_text(pilot)
        await press(pilot, "f2", "enter")
        assert screen.interview.follow_up == 1
        skipped = screen.interview.answer.asked_follow_ups[0]
        assert (skipped.outcome, skipped.answer_seconds) == (Outcome.SKIPPED, 40.0)
        assert skipped.paused_seconds == 100.0


async def test_text_of_a_follow_up_survives_an_abrupt_exit(run_app: RunApp, home: Path) -> None:
    async with run_app(followed(), follow_ups=1) as pilot:
        await press(pilot, "enter", "enter")
        await type_text(pilot, "main")
        await press(pilot, "ctrl+s")
        await type_text(pilot, "half")
        pilot.app.save_now()  # type: ignore[attr-defined]
        session = saved(home)
    assert session.current is not None
    assert (session.current.phase, session.current.follow_up) == (Phase.FOLLOW_UP, 1)
    answer = session.answers[0]
    assert (answer.text, answer.asked_follow_ups[0].text) == ("main", "half")
    assert Interview.of(session).ask(0.0).asked.text == "half"


async def test_a_skipped_follow_up_is_undone_at_the_confidence(run_app: RunApp) -> None:
    async with run_app(followed(), follow_ups=1) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s")
        await type_text(pilot, "half")
        await press(pilot, "f2")
        assert "skip this follow-up" in screen_text(pilot)
        assert "undo the skip" not in screen_text(pilot)
        await press(pilot, "enter")
        screen = interview_screen(pilot)
        assert screen.interview.phase is Phase.CONFIDENCE
        assert "u undoes that: answer it now." in screen_text(pilot)
        await press(pilot, "u")
        assert interview_screen(pilot).interview.phase is Phase.FOLLOW_UP
        await type_text(pilot, " and u")
        await press(pilot, "ctrl+s")
        (asked,) = screen.interview.answer.asked_follow_ups
        assert (asked.text, asked.outcome) == ("half and u", Outcome.ANSWERED)
        await press(pilot, "u")
        assert screen.interview.phase is Phase.CONFIDENCE
        assert "takes that back" not in screen_text(pilot)


async def test_a_skipped_follow_up_is_undone_from_the_menu_of_the_next(run_app: RunApp) -> None:
    async with run_app(followed(), follow_ups=2) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "f2", "enter")
        await type_text(pilot, "you")
        await press(pilot, "escape")
        assert "undo the skip" in screen_text(pilot)
        await press(pilot, "u", "enter")
        screen = interview_screen(pilot)
        first, second = screen.interview.answer.asked_follow_ups
        assert screen.interview.follow_up == 0
        assert (first.outcome, second.outcome, second.text) == (None, None, "you")
        await type_text(pilot, "first")
        await press(pilot, "ctrl+s", "ctrl+s")
        texts = [each.text for each in screen.interview.answer.asked_follow_ups]
        assert texts == ["first", "you"]
        assert screen.interview.phase is Phase.CONFIDENCE
