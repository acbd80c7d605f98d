"""The clock of an interview on the screen: time up, notices, pauses, sleep, thinking."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from simulator.core.session import Session
from simulator.core.setup import Mode
from simulator.core.states import Outcome, Phase
from simulator.core.times import NO_LIMIT
from simulator.ui.app import SimulatorApp
from simulator.ui.interview.clock import USED, ClockFace, TimeBar
from tests.ui.driver import FakeClock, RunApp, interview_screen, press, screen_text, type_text
from tests.ui.interview.interviews import bank, saved


async def saved_session(pilot: Pilot[int], home: Path) -> Session:
    """Return the saved session once all pending saves are done."""
    assert isinstance(pilot.app, SimulatorApp)
    await pilot.pause()
    pilot.app.save_now()
    return saved(home)


async def test_time_up_in_interview_mode_records_exactly_the_limit(
    run_app: RunApp, home: Path, clock: FakeClock
) -> None:
    async with run_app(bank(), mode=Mode.INTERVIEW, time_limit=15.0) as pilot:
        await press(pilot, "enter", "enter")
        await type_text(pilot, "so far")
        clock.advance(15.02)
        interview_screen(pilot).tick()
        await pilot.pause()
        assert "Time. Your answer is saved as it stands." in screen_text(pilot)
        answer = (await saved_session(pilot, home)).answers[0]
    assert (answer.outcome, answer.answer_seconds) == (Outcome.TIMED_OUT, 15.0)
    assert answer.text == "so far"


async def test_a_key_pressed_while_the_loop_was_blocked_past_the_end_is_too_late(
    run_app: RunApp, home: Path, clock: FakeClock
) -> None:
    async with run_app(bank(), mode=Mode.INTERVIEW, time_limit=15.0) as pilot:
        await press(pilot, "enter", "enter")
        clock.advance(22.0)
        await press(pilot, "ctrl+s")
        answer = (await saved_session(pilot, home)).answers[0]
    assert (answer.outcome, answer.answer_seconds) == (Outcome.TIMED_OUT, 15.0)


async def test_after_time_up_keys_count_only_once_the_hands_are_still(
    run_app: RunApp, clock: FakeClock
) -> None:
    async with run_app(bank(), mode=Mode.INTERVIEW) as pilot:
        await press(pilot, "enter", "enter")
        clock.advance(61.0)
        interview_screen(pilot).tick()
        await press(pilot, "3")
        clock.advance(0.9)
        await press(pilot, "4")
        clock.advance(0.9)
        await press(pilot, "5")
        assert interview_screen(pilot).interview.answer.confidence is None
        clock.advance(1.1)
        await press(pilot, "2")
        assert interview_screen(pilot).interview.session.answers[0].confidence == 2


@pytest.mark.parametrize(
    ("size", "last"), [((80, 24), "bring it to a close"), ((60, 15), "The last tenth: bring it")]
)
async def test_practice_keeps_counting_and_says_so_once(
    run_app: RunApp, clock: FakeClock, size: tuple[int, int], last: str
) -> None:
    async with run_app(bank(), size=size) as pilot:
        await press(pilot, "enter", "enter")
        for seconds, words in ((46.0, "A quarter"), (9.0, last), (6.0, "Time. Go on")):
            clock.advance(seconds)
            interview_screen(pilot).tick()
            await pilot.pause()
            shown = screen_text(pilot)
            assert words in shown
            assert shown.count("bring it to a close") == (words is last)
            assert ("A quarter" in shown) == (words == "A quarter")
        clock.advance(11.0)
        interview_screen(pilot).tick()
        await pilot.pause()
        assert "over" in screen_text(pilot)
        await press(pilot, "ctrl+s")
        answer = interview_screen(pilot).interview.answer
    assert (answer.outcome, answer.overrun_seconds) == (Outcome.ANSWERED, 12.0)


async def test_the_hidden_clock_comes_back_for_the_last_tenth(
    run_app: RunApp, clock: FakeClock
) -> None:
    async with run_app(bank(), size=(60, 15)) as pilot:
        await press(pilot, "enter", "enter", "f8")
        assert "clock hidden" in screen_text(pilot)
        clock.advance(55.0)
        interview_screen(pilot).tick()
        await pilot.pause()
        assert "0:05 left" in screen_text(pilot)


@pytest.mark.parametrize("size", [(60, 15), (120, 40)])
async def test_a_clock_hidden_in_the_last_tenth_stays_hidden(
    run_app: RunApp, clock: FakeClock, size: tuple[int, int]
) -> None:
    async with run_app(bank(), size=size) as pilot:
        await press(pilot, "enter", "enter", "f8")
        screen = interview_screen(pilot)
        clock.advance(55.0)
        screen.tick()
        await press(pilot, "f8")
        assert "clock hidden" in screen_text(pilot)
        for _ in range(2):  # In the last tenth, and once it is over.
            face, bar = screen.query_one(ClockFace), screen.query_one(TimeBar)
            assert face.reading.time == ""
            assert not face.classes | bar.classes
            assert set(bar.render_line(0).text) == {USED}
            clock.advance(8.0)
            screen.tick()
            await pilot.pause()
        assert "over" not in screen_text(pilot).replace("overrun", "")
        await press(pilot, "f8")
        assert face.reading.time == "+0:11"


async def test_the_last_tenth_is_announced_once_even_after_a_resize(
    run_app: RunApp, clock: FakeClock
) -> None:
    async with run_app(bank(), size=(60, 15)) as pilot:
        await press(pilot, "enter", "enter")
        clock.advance(55.0)
        interview_screen(pilot).tick()
        for size in ((60, 15), (120, 40), (60, 15)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert screen_text(pilot).count("bring it to a close") == 1


async def test_a_dialog_stops_the_clock_in_practice_only(run_app: RunApp, clock: FakeClock) -> None:
    for mode, seconds in ((Mode.PRACTICE, 10.0), (Mode.INTERVIEW, 40.0)):
        async with run_app(bank(), mode=mode) as pilot:
            await press(pilot, "enter", "enter")
            clock.advance(10.0)
            await press(pilot, "f1")
            clock.advance(30.0)
            await press(pilot, "escape", "ctrl+s")
            assert interview_screen(pilot).interview.answer.answer_seconds == seconds


async def test_time_up_closes_an_open_dialog(run_app: RunApp, clock: FakeClock) -> None:
    async with run_app(bank(), mode=Mode.INTERVIEW) as pilot:
        await press(pilot, "enter", "enter", "escape", "escape")
        assert "Leave the interview?" in screen_text(pilot)
        clock.advance(61.0)
        interview_screen(pilot).tick()
        await pilot.pause()
        assert pilot.app.screen is interview_screen(pilot)
        assert interview_screen(pilot).interview.phase is Phase.CONFIDENCE


async def test_sleep_of_the_machine_is_left_out_in_practice(
    run_app: RunApp, clock: FakeClock
) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter")
        clock.advance(10.0)
        clock.sleep(3600.0)
        await press(pilot, "ctrl+s")
        answer = interview_screen(pilot).interview.answer
    assert (answer.answer_seconds, answer.away_seconds) == (10.0, 3600.0)


async def test_no_limit_counts_up(run_app: RunApp, clock: FakeClock) -> None:
    async with run_app(bank(), size=(60, 15), time_limit=NO_LIMIT) as pilot:
        await press(pilot, "enter", "enter")
        clock.advance(75.0)
        interview_screen(pilot).tick()
        await pilot.pause()
        assert "1:15 no limit" in screen_text(pilot)


async def test_think_time_comes_first_and_can_be_cut_short(
    run_app: RunApp, clock: FakeClock
) -> None:
    async with run_app(bank(), think_seconds=30.0) as pilot:
        await press(pilot, "enter", "enter")
        assert interview_screen(pilot).interview.phase is Phase.THINKING
        clock.advance(10.0)
        await press(pilot, "ctrl+s")
        interview = interview_screen(pilot).interview
        assert (interview.phase, interview.answer.think_seconds) == (Phase.ANSWERING, 10.0)


async def test_a_tick_causes_no_layout(
    run_app: RunApp, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run_app(bank(), time_limit=40.0) as pilot:
        await press(pilot, "enter", "enter")
        laid_out = []
        monkeypatch.setattr(
            pilot.app.screen, "_refresh_layout", lambda *_, **__: laid_out.append(True)
        )
        for left in ("0:39", "0:38", "0:37", "0:36", "0:35"):
            clock.advance(1.0)
            interview_screen(pilot).tick()
            await pilot.pause()
            assert pilot.app.screen.query_one(ClockFace).reading.time == left
        assert laid_out == []


async def test_the_last_tenth_moves_nothing_around_the_clock(
    run_app: RunApp, clock: FakeClock
) -> None:
    async with run_app(bank(), time_limit=40.0) as pilot:
        await press(pilot, "enter", "enter")
        regions = set()
        for seconds in (1.0, 36.0, 4.0):
            clock.advance(seconds)
            interview_screen(pilot).tick()
            await pilot.pause()
            regions.add(pilot.app.screen.query_one("#question-box").region)
        assert len(regions) == 1
