"""What help lists: the program's keys, by names of one kind."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from simulator.ui.widgets.screen import BaseScreen
from tests.samples import plain_bank
from tests.ui.conftest import RunApp, press
from tests.ui.interview.interviews import bank

TEXTUALS = ("Scroll", "Page Up", "Page Down", "Focus ", "Copy selected")


def helped(pilot: Pilot[int]) -> dict[str, str]:
    """The keys by what help says they do, in its order."""
    screen = pilot.app.screen
    assert isinstance(screen, BaseScreen)
    return {what: keys for keys, what in screen._keys_for_help()}


@pytest.mark.parametrize("way", [(), ("n",), ("b",), ("h",), ("g",), ("b", "enter")])
async def test_textuals_keys_for_scrolling_and_the_focus_are_left_out(
    run_app: RunApp, way: tuple[str, ...]
) -> None:
    async with run_app(plain_bank()) as pilot:
        await press(pilot, *way)
        await pilot.pause(0.2)
        assert [what for what in helped(pilot) if what.startswith(TEXTUALS)] == []


async def test_a_binding_on_several_keys_names_each(run_app: RunApp) -> None:
    async with run_app(plain_bank()) as pilot:
        await press(pilot, "n")
        assert helped(pilot)["More"] == "→ Space"
        assert helped(pilot)["Less"] == "←"


async def test_names_of_keys_are_of_one_kind(run_app: RunApp) -> None:
    async with run_app(plain_bank()) as pilot:
        assert helped(pilot)["First"] == "Home PgUp"
        assert helped(pilot)["Last"] == "End PgDn"
        await press(pilot, "enter", "enter")
        assert helped(pilot)["Cursor line end select"] == "Shift+End"
        assert helped(pilot)["Cursor left select"] == "Shift+←"


async def test_keys_that_are_no_bindings_come_before_those_of_a_text_field(
    run_app: RunApp,
) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter")
        whats = list(helped(pilot))
        assert whats.index("skip, pause, flag, hide the clock, also while typing") < whats.index(
            "Cursor left"
        )
        assert helped(pilot)["Delete character left"].startswith("Backspace")
