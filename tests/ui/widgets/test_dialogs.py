"""Dialogs name the keys that end them."""

from __future__ import annotations

import pytest

from tests.ui.driver import MakeApp, press, screen_text, to_the_question
from tests.ui.showing import EVERY_SIZE


@pytest.mark.parametrize("size", EVERY_SIZE)
async def test_a_choice_of_ways_says_how_to_take_one_or_none(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    async with make_app().run_test(size=size) as pilot:
        await to_the_question(pilot)
        await press(pilot, "escape", "escape")
        assert "Leave the interview?" in screen_text(pilot)
        assert "Enter chooses · Esc closes" in screen_text(pilot)


async def test_it_names_the_key_that_the_settings_give(make_app: MakeApp) -> None:
    async with make_app(close="f9").run_test() as pilot:
        await to_the_question(pilot)
        await press(pilot, "escape", "escape")
        assert "Enter chooses · F9 closes" in screen_text(pilot)
