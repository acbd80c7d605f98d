"""A window that is too small shows only what is wrong, and that the clock keeps running."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.samples import plain_bank
from tests.ui.driver import (
    FakeClock,
    RunApp,
    interview_screen,
    press,
    screen_text,
    to_the_question,
    until,
    wait_until,
)
from tests.ui.interview.interviews import bank

WORDS = (
    "Please make this window larger: 60 columns and 15 rows are enough. "
    "Everything is kept; a running clock keeps running."
)


@pytest.mark.parametrize("size", [(40, 10), (59, 24), (80, 14), (30, 8)])
async def test_the_message_is_complete_and_alone(
    run_app: RunApp, home: Path, size: tuple[int, int]
) -> None:
    (home / "banks").mkdir()
    (home / "banks" / "mine.toml").write_text("title = 3\n")
    async with run_app(plain_bank()) as pilot:
        await wait_until(pilot, "1 bank can't be read")
        await pilot.resize_terminal(*size)
        await wait_until(pilot, "Please make")
        assert " ".join(screen_text(pilot).split()) == WORDS
        await pilot.resize_terminal(80, 24)
        await wait_until(pilot, "1 bank can't be read")


async def test_a_search_field_stays_hidden_behind_it(run_app: RunApp) -> None:
    async with run_app(plain_bank()) as pilot:
        await press(pilot, "b", "slash", "p")
        await pilot.resize_terminal(59, 24)
        await wait_until(pilot, "Please make")
        assert " ".join(screen_text(pilot).split()) == WORDS


async def test_a_running_clock_keeps_running(run_app: RunApp, clock: FakeClock) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter")
        await pilot.resize_terminal(59, 14)
        await pilot.pause()
        clock.advance(10.0)
        assert interview_screen(pilot).interview.countdown.remaining(clock.now()) == 50.0


@pytest.mark.parametrize("small", [(59, 24), (40, 8)])
async def test_the_focus_is_restored(run_app: RunApp, small: tuple[int, int]) -> None:
    async with run_app(bank()) as pilot:
        await to_the_question(pilot)
        await press(pilot, "ctrl+s", "4")
        await wait_until(pilot, "Tick what you really said")
        had = pilot.app.focused
        assert had is not None
        await pilot.resize_terminal(*small)
        await wait_until(pilot, "Please make")
        await until(pilot, lambda: pilot.app.focused is None)
        await pilot.resize_terminal(100, 30)
        await until(pilot, lambda: pilot.app.focused is had)
        await press(pilot, "a")
        assert interview_screen(pilot).interview.answer.covered == 1
