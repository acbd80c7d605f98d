"""Stray keys: words typed at the wrong moment do nothing, and none of them is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from simulator.core.setup import Mode
from simulator.core.states import Outcome, Phase, Rating
from simulator.ui.interview import ticker
from simulator.ui.interview.question_pane import AnswerBox
from simulator.ui.widgets.dialogs import Help
from tests.ui.driver import (
    FakeClock,
    RunApp,
    interview_screen,
    press,
    screen_text,
    type_text,
    until,
)
from tests.ui.interview.interviews import SECRETS, bank, everything_held, saved


@pytest.mark.parametrize("mode", list(Mode))
async def test_words_typed_during_the_breath_do_nothing(run_app: RunApp, mode: Mode) -> None:
    async with run_app(bank(), mode=mode) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3")
        if mode is Mode.PRACTICE:
            await press(pilot, "2", "enter")
        screen = interview_screen(pilot)
        assert screen.interviewer.breathing
        assert "was not kept" not in screen_text(pilot)
        await type_text(pilot, "so first of all it skips, I guess")
        await press(pilot, "question_mark")
        assert pilot.app.screen is screen
        assert screen_text(pilot).count("What you typed was not kept.") == 1
        await press(pilot, "ctrl+s", "f9", "f2", "f3", "f8", "3")
        assert screen.interviewer.breathing
        assert (screen.interview.index, screen.interview.phase) == (1, Phase.ASKING)
        assert not screen.interview.answer.flagged
        await press(pilot, "f5")
        assert screen.interview.answer.flagged
        await press(pilot, "enter")
        assert screen.interview.phase is Phase.ANSWERING


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40)])
async def test_any_window_says_that_text_before_a_question_is_not_kept(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    async with run_app(bank(), mode=Mode.INTERVIEW, follow_ups=1, size=size) as pilot:
        await press(pilot, "enter", "question_mark")
        assert isinstance(pilot.app.screen, Help)
        await press(pilot, "escape", "s")
        assert "What you typed was not kept. Enter begins." in screen_text(pilot)
        assert "Press Enter when you are ready" in screen_text(pilot)
        await press(pilot, "enter", "ctrl+s")
        screen = interview_screen(pilot)
        assert screen.interview.phase is Phase.FOLLOW_UP
        assert "was not kept" not in screen_text(pilot)
        pilot.app.post_message(events.Paste("one\ntwo"))
        await pilot.pause()
        shown = screen_text(pilot)
        assert "What you typed was not kept. Enter shows it now." in shown
        assert "Breathe." in shown
        assert screen.interviewer.breathing


async def test_words_typed_in_a_pause_do_not_end_it(run_app: RunApp) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter", "f3")
        screen = interview_screen(pilot)
        await type_text(pilot, "spfhir")
        assert screen.interview.paused
        assert not screen.interview.answer.flagged
        assert screen.interview.index == 0
        await press(pilot, "enter")
        assert not screen.interview.paused
        await type_text(pilot, "on")
        assert screen.running.as_typed().answer.text == "spfhiron"
        await press(pilot, "escape", "p", "enter")
        assert screen.interview.paused
        await press(pilot, "f3")
        assert not screen.interview.paused
        assert isinstance(screen.focused, AnswerBox)


@pytest.mark.parametrize("words", ["skip", "fair", "pass", "hi", "if", "I would", "...", "s s"])
async def test_a_word_typed_after_escape_is_part_of_the_answer(run_app: RunApp, words: str) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter")
        await type_text(pilot, "well ")
        await press(pilot, "escape")
        await type_text(pilot, words)
        await press(pilot, "enter")
        screen = interview_screen(pilot)
        assert screen.running.as_typed().answer.text == f"well {words}\n"
        assert screen.interview.phase is Phase.ANSWERING
        assert not screen.interview.paused
        assert not screen.interview.answer.flagged


async def test_text_pasted_after_escape_is_part_of_the_answer(run_app: RunApp) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter", "escape", "s")
        pilot.app.post_message(events.Paste("one\ntwo"))
        await pilot.pause()
        screen = interview_screen(pilot)
        assert screen.running.as_typed().answer.text == "one\ntwo"
        assert isinstance(screen.focused, AnswerBox)


async def test_text_typed_or_pasted_in_a_pause_goes_into_the_answer_at_the_cursor(
    run_app: RunApp, home: Path
) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter")
        await type_text(pilot, "abc.")
        await press(pilot, "f3")
        screen = interview_screen(pilot)
        assert "Paused: F3 or Enter goes on. You can keep typing." in screen_text(pilot)
        await type_text(pilot, "xy")
        await press(pilot, "question_mark", "z", "backspace")
        assert "abc.xy?" in screen_text(pilot)
        await press(pilot, "home")
        pilot.app.post_message(events.Paste("one\ntwo "))
        await pilot.pause()
        assert pilot.app.screen is screen
        assert screen.interview.paused
        assert not screen.interview.answer.flagged
        await until(pilot, lambda: saved(home).answers[0].text == "one\ntwo abc.xy?")
        await press(pilot, "enter")
        assert not screen.interview.paused
        assert screen.query_one(AnswerBox).text == "one\ntwo abc.xy?"
        await press(pilot, "enter")
        assert screen.running.as_typed().answer.text == "one\ntwo \nabc.xy?"


async def test_text_typed_after_escape_in_a_pause_is_part_of_the_answer(
    run_app: RunApp,
) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter", "f3", "escape", *"skip")
        screen = interview_screen(pilot)
        assert screen.interview.paused
        assert screen.query_one(AnswerBox).text == "skip"


@pytest.mark.parametrize("keys", [("f2",), ("escape", "s")])
async def test_a_skip_needs_enter_and_can_be_undone(
    run_app: RunApp, clock: FakeClock, keys: tuple[str, ...]
) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter")
        await type_text(pilot, "half")
        clock.advance(12.0)
        screen = interview_screen(pilot)
        await press(pilot, *keys, *keys[-1:])
        assert "Enter: skip this question" in screen_text(pilot)
        assert screen.interview.phase is Phase.ANSWERING
        await press(pilot, "enter")
        assert screen.interview.session.answers[0].outcome is Outcome.SKIPPED
        assert not [secret for secret in SECRETS if secret in everything_held(pilot)]
        await press(pilot, "u")
        assert screen.interview.answer.outcome is None
        assert screen.query_one(AnswerBox).text == "half"
        assert screen.interview.countdown.remaining(clock.now()) == 48.0
        await press(pilot, *keys, "enter", "enter")
        assert "modelsecret" in screen_text(pilot)
        await press(pilot, "u")
        assert screen.interview.answer.outcome is Outcome.SKIPPED


async def test_a_skip_in_an_interview_can_be_undone_in_the_debrief(run_app: RunApp) -> None:
    async with run_app(bank(2), questions=2, mode=Mode.INTERVIEW) as pilot:
        await press(pilot, "enter", "enter", "f2", "enter", "enter", "ctrl+s", "3")
        screen = interview_screen(pilot)
        assert screen.interview.held_back
        assert "Enter shows the model answer" in screen_text(pilot)
        await press(pilot, "u", "enter")
        assert (screen.interview.index, screen.interview.phase) == (0, Phase.ANSWERING)
        await press(pilot, "ctrl+s", "2")
        assert (screen.interview.index, screen.interview.phase) == (0, Phase.ASSESSING)
        await press(pilot, "3", "enter")
        assert screen.interview.index == 1


async def test_a_rating_counts_only_once_the_answer_could_be_read(
    run_app: RunApp, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run_app(bank(), questions=2) as pilot:
        monkeypatch.setattr(ticker, "STAND_SECONDS", 0.5)
        await press(pilot, "enter", "enter", "ctrl+s", "4", "4", "a", "w", "enter")
        answer = interview_screen(pilot).interview.answer
        assert (answer.confidence, answer.rating, answer.covered, answer.wrong) == (4, None, 0, 0)
        clock.advance(0.49)
        await press(pilot, "4")
        assert interview_screen(pilot).interview.answer.rating is None
        clock.advance(0.01)
        await press(pilot, "4")
        assert interview_screen(pilot).interview.answer.rating is Rating.STRONG


async def test_ending_at_the_confidence_says_that_the_interview_ends(run_app: RunApp) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "escape", "down", "down", "enter")
        assert "The interview ends here" in screen_text(pilot)
        await press(pilot, "escape")
        assert "can be rated later" in screen_text(pilot)


@pytest.mark.parametrize("key", ["f9", "ctrl+s"])
async def test_done_has_a_key_without_ctrl(run_app: RunApp, key: str) -> None:
    async with run_app(bank(), size=(60, 15)) as pilot:
        await press(pilot, "enter", "enter")
        assert "^s/F9 Done" in " ".join(screen_text(pilot).split())
        await press(pilot, key)
        assert interview_screen(pilot).interview.phase is Phase.CONFIDENCE
