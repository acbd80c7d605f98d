"""Between questions: the ready card, the breath and its countdown, the confidence."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from rich.color import ColorSystem
from textual.pilot import Pilot

from simulator.core.bank import FollowUp
from simulator.core.setup import Mode
from simulator.core.states import Phase
from simulator.speech import NoRecorder, RecorderState, RecorderStatus
from simulator.ui.app import SimulatorApp
from simulator.ui.interview.card import Card
from simulator.ui.widgets.choices import ClickableLine
from simulator.ui.widgets.digits import large
from tests.ui.driver import RunApp, interview_screen, lines, press, screen_text, wait_until
from tests.ui.interview.interviews import bank

SIZES = [(60, 15), (80, 24), (120, 40), (200, 50)]


async def into_the_breath(pilot: Pilot[int]) -> Card:
    """Go from home to the card after the first answer of an interview."""
    await press(pilot, "enter", "enter", "ctrl+s", "3")
    assert interview_screen(pilot).interviewer.breathing
    return pilot.app.screen.query_one(Card)


@pytest.mark.parametrize("size", SIZES)
async def test_the_ready_card_says_what_is_about_to_happen(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    async with run_app(bank(3), questions=3, time_limit=100.0, size=size) as pilot:
        await press(pilot, "enter")
        shown = screen_text(pilot)
        assert "3 questions, about 7 minutes." in shown
        assert "Practice: you may pause" in shown
        assert "Type your answers, or say them aloud." in shown
        assert "Press Enter when you are ready" in shown


@pytest.mark.parametrize("size", SIZES)
async def test_a_missing_microphone_is_reported_once(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    async with run_app(bank(2), questions=2, record=True, size=size) as pilot:
        assert isinstance(pilot.app, SimulatorApp)
        recorder = NoRecorder("No microphone was found.")
        pilot.app.context.open_recorder = lambda _: recorder
        await press(pilot, "enter")
        shown = " ".join(screen_text(pilot).split())
        assert "or say them aloud." in shown
        assert "are recorded" not in shown
        assert "No microphone was found. The interview goes on without it." in shown
        for keys in (["enter"], ["ctrl+s", "3", "3", "enter", "enter"]):
            await press(pilot, *keys)
            assert recorder.on_change is not None
            recorder.on_change(recorder.status)  # Each question tries it again.
            await pilot.pause()
            assert interview_screen(pilot).interview.recorded is not None
            assert "No microphone" not in screen_text(pilot)


async def test_the_ready_card_says_what_is_recorded(run_app: RunApp) -> None:
    async with run_app(bank(1), questions=1, record=True) as pilot:
        assert isinstance(pilot.app, SimulatorApp)
        recorder = NoRecorder()
        recorder.status = RecorderStatus(RecorderState.METERING)
        pilot.app.context.open_recorder = lambda _: recorder
        await press(pilot, "enter")
        assert "or say them; they are recorded." in screen_text(pilot)


async def test_the_ready_card_of_one_question_and_of_no_limit(run_app: RunApp) -> None:
    async with run_app(bank(1), questions=1, time_limit=61.0) as pilot:
        await press(pilot, "enter")
        assert "1 question, about 2 minutes." in screen_text(pilot)


async def test_the_ready_card_without_a_limit(run_app: RunApp) -> None:
    async with run_app(bank(2), questions=2, time_limit=float("inf")) as pilot:
        await press(pilot, "enter")
        assert "2 questions, about 6 minutes." in screen_text(pilot)
        assert "the clock counts up, without a limit" in screen_text(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_home_the_setup_and_the_ready_card_agree_on_the_length(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    """Limits from 20 seconds to 400: three of them rarely take what twenty do on average."""
    many = bank(20)
    limits = [replace(q, time_limit=20.0 * n) for n, q in enumerate(many.questions, 1)]
    varied = replace(many, questions=tuple(limits))
    async with run_app(varied, questions=3, follow_ups=1, size=size) as pilot:
        await wait_until(pilot, "about")
        (told,) = re.findall(r"3 questions, about \d+ minutes", screen_text(pilot))
        await press(pilot, "n")
        assert f"{told} · ends about" in screen_text(pilot)
        await press(pilot, "ctrl+s")
        for _ in range(3):
            assert f"{told}." in screen_text(pilot)
            await press(pilot, "escape", "ctrl+s")


@pytest.mark.parametrize("size", SIZES)
async def test_the_breath_counts(run_app: RunApp, size: tuple[int, int]) -> None:
    async with run_app(bank(2), mode=Mode.INTERVIEW, size=size) as pilot:
        card = await into_the_breath(pilot)
        for left in (3, 2, 1):
            assert card.left == left
            shown = screen_text(pilot)
            assert all(row.strip() in shown for row in large(str(left)))
            assert "Breathe. The next question is coming." in shown
            assert "Enter shows it now" in shown
            card.count()
            await pilot.pause()
        assert card.left == 1


async def test_in_practice_the_next_question_waits_for_a_dialog_to_close(run_app: RunApp) -> None:
    async with run_app(bank(2), questions=2, mode=Mode.PRACTICE) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3", "3", "enter")
        screen = interview_screen(pilot)
        assert screen.interviewer.breathing
        await press(pilot, "escape")
        assert pilot.app.screen is not screen
        assert screen.interviewer._breath is not None
        assert not screen.interviewer._breath._active.is_set()
        await press(pilot, "escape")
        assert screen.interviewer.breathing
        assert screen.interviewer._breath._active.is_set()
        await press(pilot, "enter")
        assert screen.interview.phase is Phase.ANSWERING


async def test_a_hidden_card_stops_counting(run_app: RunApp) -> None:
    async with run_app(bank(2), mode=Mode.INTERVIEW) as pilot:
        card = await into_the_breath(pilot)
        await press(pilot, "enter")
        assert not interview_screen(pilot).interviewer.breathing
        card.count()
        assert card.left == 3
        assert card._second is None


@pytest.mark.parametrize("size", SIZES)
async def test_each_step_of_confidence_has_its_words(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    async with run_app(bank(1), size=size) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s")
        shown = screen_text(pilot)
        for step, word in enumerate(
            ("guessing", "unsure", "half sure", "fairly sure", "certain"), 1
        ):
            assert word in shown
            assert f"{step}" in shown
        screen = pilot.app.screen
        tiles = screen.query("#confidence ClickableLine").results(ClickableLine)
        assert all(screen.region.contains_region(tile.region) for tile in tiles)


@pytest.mark.parametrize("size", SIZES)
async def test_the_confidence_is_in_the_middle(run_app: RunApp, size: tuple[int, int]) -> None:
    async with run_app(bank(1), questions=1, size=size) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s")
        rows = screen_text(pilot).splitlines()
        for words in ("Thank you.", "How sure are you that an interviewer would accept it?"):
            (row,) = (row for row in rows if words in row)
            assert abs(2 * row.index(words) + len(words) - size[0]) <= 2
        tiles = pilot.app.screen.query("#confidence ClickableLine")
        assert abs(tiles.first().region.x + tiles.last().region.right - size[0]) <= 2


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40), (200, 50)])
async def test_the_steps_of_confidence_differ_not_only_by_colour(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    async with run_app(bank(1), questions=1, size=size) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s")
        shown = screen_text(pilot)
        for meter in ("●○○○○", "●●○○○", "●●●○○", "●●●●○", "●●●●●"):
            assert meter in shown
        tints = [
            line.styles.background for line in pilot.app.screen.query("#confidence ClickableLine")
        ]
        assert len({tint.with_alpha(1.0) for tint in tints}) == 1
        assert sorted(tint.a for tint in tints) == [tint.a for tint in tints]
        await pilot.resize_terminal(80 if size[0] == 60 else 60, 24)
        await pilot.pause()
        assert ("●●●●●  certain" in screen_text(pilot)) is (size[0] != 60)


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (100, 24)])
async def test_with_few_colours_the_tiles_of_confidence_look_alike(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    async with run_app(bank(1), questions=1, size=size) as pilot:
        pilot.app.console._color_system = ColorSystem.STANDARD
        await press(pilot, "enter", "enter", "ctrl+s")
        tiles = list(pilot.app.screen.query("#confidence ClickableLine"))
        assert len({(each.styles.background, each.styles.border) for each in tiles}) == 1
        if size[0] > 60:
            assert all(left.region.right < tile.region.x for left, tile in pairwise(tiles))
        for words in ("●○○○○", "guessing", "●●●●●", "certain", " fairly sure "):
            assert words in screen_text(pilot).replace("\n", " ")


@pytest.mark.parametrize(("size", "topic", "words"), [
    ((60, 15), "Language and tokenisation", "Language and tokenisation   "),
    ((60, 15), "Backpropagation", "Backpropagation   "),
    ((80, 24), "Backpropagation", "Deep learning · Backpropagation   "),
    ((120, 40), "Backpropagation", "Deep learning · Backpropagation   "),
])  # fmt: skip
async def test_the_topic_keeps_its_room_in_the_head_of_a_follow_up(
    run_app: RunApp, size: tuple[int, int], topic: str, words: str
) -> None:
    asked = tuple(
        replace(each, topic=topic, follow_ups=(FollowUp("Why?"), FollowUp("So?")))
        for each in bank(7).questions
    )
    held = replace(bank(7), title="Deep learning", questions=asked)
    async with run_app(held, questions=7, follow_ups=2, size=size) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s")
        head = screen_text(pilot).splitlines()[0]
        assert words in head
        assert "1 of 7 · follow-up 1 of 2" in head
        assert ("◆" in head) == (topic == "Backpropagation")


async def click_on(pilot: Pilot[int], words: str) -> None:
    """Click words on the screen."""
    (row,) = [y for y, line in enumerate(lines(pilot)) if words in line]
    await pilot.click(offset=(lines(pilot)[row].index(words) + 2, row))
    await pilot.pause()


async def test_the_keys_that_a_card_names_can_be_clicked(run_app: RunApp) -> None:
    async with run_app(bank(2), questions=2) as pilot:
        await press(pilot, "enter")
        await pilot.click("#card", offset=(2, 2))
        assert interview_screen(pilot).interview.phase is Phase.READY
        await click_on(pilot, "Press Enter when")
        screen = interview_screen(pilot)
        assert screen.interview.phase is Phase.ANSWERING
        await press(pilot, "ctrl+s", "3", "3", "enter")
        await click_on(pilot, "u changes your rating")
        assert (screen.interview.phase, screen.interview.index) == (Phase.ASSESSING, 0)
        await press(pilot, "enter")
        await click_on(pilot, "Enter shows it now")
        assert (screen.interview.phase, screen.interview.index) == (Phase.ANSWERING, 1)
