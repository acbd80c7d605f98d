"""The keys of a report reach all of it: the table first, then the rest of the page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.containers import VerticalScroll
from textual.pilot import Pilot

from simulator.ui.widgets.row_list import RowList
from tests.histories import given, session
from tests.ui.driver import press, screen_text, wait_until
from tests.ui.history.reports import screen
from tests.ui.showing import EVERY_SIZE, showing

TEN = session(*(given(name, 1 + place % 4, topic=name) for place, name in enumerate("abcdefghij")))


def page(pilot: Pilot[None]) -> VerticalScroll:
    return pilot.app.screen.query_one("#page", VerticalScroll)


def cursor(pilot: Pilot[None]) -> int:
    return pilot.app.screen.query_one(RowList).cursor


@pytest.mark.parametrize("size", EVERY_SIZE)
async def test_end_goes_to_the_last_row_and_to_the_last_line(size: tuple[int, int]) -> None:
    async with showing(screen(TEN), size) as pilot:
        await press(pilot, "end")
        assert cursor(pilot) == 9
        await wait_until(pilot, "not a prediction")  # On a busy machine it comes after the key.
        assert page(pilot).is_vertical_scroll_end
        await press(pilot, "home")
        assert (cursor(pilot), page(pilot).scroll_y) == (0, 0)


@pytest.mark.parametrize("size", EVERY_SIZE)
async def test_paging_continues_below_the_table_and_back(size: tuple[int, int]) -> None:
    async with showing(screen(TEN), size) as pilot:
        for _ in range(12):
            await press(pilot, "pagedown")
        assert cursor(pilot) == 9
        assert page(pilot).is_vertical_scroll_end
        before = page(pilot).scroll_y
        await press(pilot, "pageup")
        assert page(pilot).scroll_y >= before - page(pilot).size.height
        for _ in range(12):
            await press(pilot, "pageup")
        assert (cursor(pilot), page(pilot).scroll_y) == (0, 0)


@pytest.mark.parametrize("size", [(60, 15), (80, 24)])
async def test_the_first_page_down_turns_a_page(size: tuple[int, int]) -> None:
    held = session(given("a", 2, points="x..", confidence=5), given("b", 1), given("c", 4))
    async with showing(screen(held), size) as pilot:
        await press(pilot, "pagedown")
        assert page(pilot).scroll_y > 0


async def test_home_scrolls_to_the_top_even_if_the_cursor_stays() -> None:
    async with showing(screen(TEN), (60, 15)) as pilot:
        for key in ("home", "pageup"):
            page(pilot).scroll_to(y=3, animate=False)
            await press(pilot, key)
            assert page(pilot).scroll_y == 0


@pytest.mark.parametrize("size", EVERY_SIZE)
async def test_a_filter_is_named_above_its_rows(size: tuple[int, int]) -> None:
    sure_and_wrong = [given(name, 1, points="...", confidence=5) for name in "klmn"]
    held = replace(TEN, answers=(*TEN.answers, *sure_and_wrong))
    async with showing(screen(held), size) as pilot:
        await press(pilot, "f")
        assert "Missed: 10 of 14 questions" in screen_text(pilot)
        await press(pilot, "f")
        assert "Flagged: 0 of 14 questions" in screen_text(pilot)
        await press(pilot, "f")
        assert "of 14 questions" not in screen_text(pilot)
