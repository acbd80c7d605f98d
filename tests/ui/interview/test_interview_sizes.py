"""The interview's screens in windows of every size, and the heading that must fit."""

from __future__ import annotations

import pytest

from simulator.core.times import NO_LIMIT, show_time
from simulator.ui.interview.assessment_text import own_title
from tests.histories import given
from tests.ui.driver import (
    FakeClock,
    RunApp,
    interview_screen,
    press,
    screen_text,
    type_text,
    wait_until,
)
from tests.ui.interview.interviews import bank

pytestmark = pytest.mark.long


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40), (200, 60)])
async def test_fits_every_size(run_app: RunApp, size: tuple[int, int]) -> None:
    async with run_app(bank(), size=size) as pilot:
        await press(pilot, "enter", "enter")
        assert "What is number" in screen_text(pilot)
        assert "Done" in screen_text(pilot)
        await press(pilot, "ctrl+s", "3")
        assert "modelsecret" in screen_text(pilot)
        assert "1-4 Rate" in " ".join(screen_text(pilot).split())


@pytest.mark.parametrize("size", [(20, 5), (59, 24), (80, 14), (1, 1), (500, 200)])
async def test_a_window_too_small_asks_for_more_and_keeps_everything(
    run_app: RunApp, size: tuple[int, int], clock: FakeClock
) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter")
        await type_text(pilot, "kept")
        await pilot.resize_terminal(*size)
        await pilot.pause()
        if size in ((59, 24), (80, 14)):
            assert "make this window larger" in screen_text(pilot)
        clock.advance(5.0)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "kept" in screen_text(pilot)
        assert interview_screen(pilot).interview.countdown.elapsed(clock.now()) == 5.0


@pytest.mark.parametrize("size", [(60, 15), (60, 24), (80, 24), (100, 30), (120, 40)])
@pytest.mark.parametrize("seconds", [12.0, 72.0, 3725.0])
async def test_the_title_of_ones_own_answer_is_never_cut(
    run_app: RunApp, clock: FakeClock, size: tuple[int, int], seconds: float
) -> None:
    async with run_app(bank(1), questions=1, time_limit=10.0, size=size) as pilot:
        await press(pilot, "enter", "enter")
        clock.advance(seconds)
        await press(pilot, "ctrl+s", "4")
        facts = f"{show_time(seconds)} of 0:10 · "
        for _ in range(2):
            # If there is no room for the facts, the name stays.
            heading = next(
                line
                for line in screen_text(pilot).splitlines()
                if facts in line or "  Yours  " in line
            )
            assert "Yours  " in heading or "4/5" in heading.split(facts)[1]
            assert "…" not in heading
            await pilot.resize_terminal(80, 24)
            await wait_until(pilot, "▸ Model answer   Your answer · ")


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        (60, "Your answer · 1:34 of 2:30 · sure 4/5"),
        (40, "Your answer · 1:34 of 2:30 · sure 4/5"),
        (32, "Yours · 1:34 of 2:30 · sure 4/5"),
        (20, "1:34 of 2:30 · 4/5"),
    ],
)
def test_a_heading_in_the_longest_words_that_fit(room: int, expected: str) -> None:
    answer = given("a", limit=150.0, used=94.0, confidence=4)
    assert own_title(answer, room).plain == expected


def test_a_heading_without_limit_or_confidence() -> None:
    answer = given("a", limit=NO_LIMIT, used=94.0)
    assert own_title(answer, 60).plain == "Your answer · 1:34"
    assert own_title(answer, 5).plain == "1:34"
