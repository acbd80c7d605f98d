"""Judging on the screen: nothing is shown too early, and no key rates by accident."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from simulator.core.bank import Bank, Question
from simulator.core.session import Current
from simulator.core.setup import Mode
from simulator.core.states import Phase, Rating
from simulator.ui.interview.screen import InterviewScreen
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


async def test_no_widget_holds_the_answer_before_the_confidence(run_app: RunApp) -> None:
    async with run_app(bank(), mode=Mode.PRACTICE) as pilot:
        for keys in (["enter"], ["enter"], ["x"], ["ctrl+s"]):
            await press(pilot, *keys)
            held = everything_held(pilot)
            assert not [secret for secret in SECRETS if secret in held], keys
        await press(pilot, "3")
        held = everything_held(pilot)
        assert "modelsecret" in held
        assert "pointsecret" in held
        assert "mistakesecret" not in held
        await press(pilot, "2")
        assert "mistakesecret" in everything_held(pilot)


async def test_a_skipped_question_is_shown_but_cannot_be_judged(run_app: RunApp) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter", "escape", "s", "enter")
        screen = interview_screen(pilot)
        assert screen.interview.read_only
        assert "modelsecret" not in everything_held(pilot)
        await press(pilot, "a", "w", "3", "n", "enter")
        assert "modelsecret" in screen_text(pilot)
        await press(pilot, "a", "w", "3", "n")
        assert screen.interview.answer.rating is None
        assert screen.interview.answer.covered == 0
        await press(pilot, "enter")
        assert screen.interview.index == 1


async def test_a_bonus_point_that_is_ticked_counts_beside_the_key_points(run_app: RunApp) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3")
        assert "0 of 3" in screen_text(pilot)
        await press(pilot, "d")
        assert "0 of 3 +1" in screen_text(pilot)
        await press(pilot, "a", "d")
        assert "1 of 3" in screen_text(pilot)
        assert "+1" not in screen_text(pilot)


async def test_enter_alone_rates_nothing(run_app: RunApp) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3", "enter")
        assert interview_screen(pilot).interview.phase is Phase.ASSESSING
        assert "Press 1 to 4 to rate it first." in screen_text(pilot)
        await press(pilot, "a")
        assert "Press 1 to 4 to rate it first." in screen_text(pilot)
        await press(pilot, "2")
        assert "● chosen: partial" in screen_text(pilot)
        await press(pilot, "enter", "enter", "enter", "ctrl+s", "3")
        assert "Would an interviewer accept it?" in screen_text(pilot)


async def test_common_mistakes_come_after_the_rating(run_app: RunApp) -> None:
    async with run_app(bank(), size=(120, 40)) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3")
        assert "mistakesecret" not in screen_text(pilot)
        await press(pilot, "2")
        assert "Interviewers often hear: a mistakesecret" in screen_text(pilot)
        assert "They may ask next: a followsecret?" in screen_text(pilot)


async def test_the_last_promise_is_shown_when_the_question_is_judged_again(
    run_app: RunApp, clock: FakeClock
) -> None:
    async with run_app(bank(1), questions=1) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3", "2", "n")
        await type_text(pilot, "say why")
        await press(pilot, "enter", "enter", "q")
        clock.advance(60.0)
        await press(pilot, "enter", "enter")
        assert interview_screen(pilot).interview.phase is Phase.ANSWERING
        assert "say why" not in everything_held(pilot)
        await press(pilot, "ctrl+s", "3")
        assert "Note from last time: say why" in screen_text(pilot)


async def test_page_keys_scroll_the_model_answer(run_app: RunApp) -> None:
    long = Bank("long", "Long", (Question("q", "Why?", "\n\n".join(["word " * 30] * 9)),))
    async with run_app(long) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3")
        box = pilot.app.screen.query_one("#model-answer")
        await press(pilot, "pagedown")
        await until(pilot, lambda: box.scroll_y > 0)
        await press(pilot, "pageup")
        await until(pilot, lambda: box.scroll_y == 0)


async def test_in_a_small_window_the_judged_point_is_scrolled_into_view(run_app: RunApp) -> None:
    points = tuple(f"Point {n}, in so many words that it takes two lines" for n in range(1, 13))
    question = Question("q", "Why?", "Because.\n\n" * 30, key_points=points)
    many = Bank("plain", "Plain", (question,))
    async with run_app(many, size=(60, 15), questions=1) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3")
        assert "1-4 Rate" in screen_text(pilot)
        for key, words in (
            ("l", "l ✓ Point 12"),
            ("2", "● chosen: partial"),
            ("a", "a ✓ Point 1,"),
            ("w", "w ✓ I also said something wrong"),
        ):
            await press(pilot, key)
            await pilot.pause()
            assert words in screen_text(pilot)


async def test_a_skipped_question_has_nothing_to_judge(run_app: RunApp) -> None:
    async with run_app(bank(2), size=(80, 24)) as pilot:
        await press(pilot, "enter", "enter", "f2", "enter")
        assert "You skipped this question." in screen_text(pilot)
        assert "judge what you said" not in screen_text(pilot)


async def test_the_footer_says_what_the_numbers_and_the_pause_do_now(run_app: RunApp) -> None:
    async with run_app(bank(1), questions=1) as pilot:
        await press(pilot, "enter", "enter", "f3")
        assert "Go on" in screen_text(pilot).splitlines()[-1]
        await press(pilot, "p", "ctrl+s")
        assert "1-5  How sure" in screen_text(pilot)


async def test_a_note_is_continued_at_its_end(run_app: RunApp) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3", "n")
        await type_text(pilot, "say why")
        await press(pilot, "enter", "n")
        await type_text(pilot, " it grows")
        assert interview_screen(pilot).running.as_typed().answer.note == "say why it grows"


async def rated_by_mistake(pilot: Pilot[int]) -> InterviewScreen:
    """Tick, write a note, rate, and go on to the breath."""
    await press(pilot, "enter", "enter", "ctrl+s", "3", "a", "n")
    await type_text(pilot, "why")
    await press(pilot, "enter", "1", "enter")
    screen = interview_screen(pilot)
    assert screen.interviewer.breathing
    return screen


async def test_a_rating_can_be_changed_until_the_next_question_shows(
    run_app: RunApp, home: Path
) -> None:
    async with run_app(bank(), questions=2, mode=Mode.PRACTICE) as pilot:
        screen = await rated_by_mistake(pilot)
        assert "u changes your rating" in screen_text(pilot)
        assert "u  Change rating" in screen_text(pilot)
        await press(pilot, "u")
        assert not screen.interviewer.breathing
        at = screen.interview
        assert (at.phase, at.index) == (Phase.ASSESSING, 0)
        assert (at.answer.covered, at.answer.note, at.answer.rating) == (1, "why", Rating.NOT_YET)
        assert "chosen: not yet" in screen_text(pilot)
        assert saved(home).current == Current(1, Phase.ASSESSING)
        await press(pilot, "3", "enter")
        assert (screen.interview.phase, screen.interview.index) == (Phase.ASKING, 1)
        assert screen.interview.session.answers[0].rating is Rating.SOLID
        await press(pilot, "enter", "u")
        assert screen.interview.phase is Phase.ANSWERING
        assert screen.question.box.text == "u"


async def test_a_word_typed_in_the_breath_changes_no_rating(run_app: RunApp) -> None:
    async with run_app(bank(), questions=2, mode=Mode.PRACTICE) as pilot:
        screen = await rated_by_mistake(pilot)
        await press(pilot, "s", "u")
        assert screen.interviewer.breathing
        assert "Change rating" not in screen_text(pilot)


async def test_after_a_skip_there_is_no_rating_to_change(run_app: RunApp) -> None:
    async with run_app(bank(), questions=2, mode=Mode.PRACTICE) as pilot:
        await press(pilot, "enter", "enter", "f2", "enter", "enter", "enter")
        screen = interview_screen(pilot)
        assert screen.interviewer.breathing
        assert "rating" not in screen_text(pilot)
        await press(pilot, "u")
        assert (screen.interview.phase, screen.interview.index) == (Phase.ASKING, 1)


async def test_undo_is_offered_in_the_debrief_if_there_is_something_to_undo(
    run_app: RunApp,
) -> None:
    async with run_app(bank(2), questions=2, mode=Mode.INTERVIEW) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3", "enter", "ctrl+s", "3")
        screen = interview_screen(pilot)
        assert (screen.interview.in_debrief, screen.interview.index) == (True, 0)
        assert "u  Undo" not in screen_text(pilot)
        await press(pilot, "2")
        assert "u  Undo" in screen_text(pilot)
        await press(pilot, "enter")
        assert "u  Undo" in screen_text(pilot)
        await press(pilot, "u")
        assert screen.interview.index == 0
