"""What the help lists: the program's keys, with consistent names."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from simulator.ui.widgets.screen import BaseScreen
from tests.samples import plain_bank
from tests.ui.driver import RunApp, press, screen_text, until
from tests.ui.interview.interviews import bank

TEXTUALS = ("Scroll", "Page Up", "Page Down", "Focus ", "Copy selected")


def helped(pilot: Pilot[int]) -> dict[str, str]:
    """Return the keys by what the help says they do, in its order."""
    screen = pilot.app.screen
    assert isinstance(screen, BaseScreen)
    return {what: keys for _, group in screen.help_groups() for keys, what in group}


def groups(pilot: Pilot[int]) -> list[str]:
    """Return the titles of the groups of keys."""
    screen = pilot.app.screen
    assert isinstance(screen, BaseScreen)
    return [title for title, _ in screen.help_groups()]


@pytest.mark.parametrize("way", [(), ("n",), ("b",), ("h",), ("g",), ("b", "enter")])
async def test_textuals_keys_for_scrolling_and_the_focus_are_left_out(
    run_app: RunApp, way: tuple[str, ...]
) -> None:
    async with run_app(plain_bank()) as pilot:
        home = pilot.app.screen
        await press(pilot, *way)
        await until(pilot, lambda: (pilot.app.screen is home) is (not way))
        assert [what for what in helped(pilot) if what.startswith(TEXTUALS)] == []


async def test_a_binding_on_several_keys_names_each(run_app: RunApp) -> None:
    async with run_app(plain_bank()) as pilot:
        await press(pilot, "n")
        assert helped(pilot)["More"] == "→ Space"
        assert helped(pilot)["Less"] == "←"


async def test_names_of_keys_are_consistent(run_app: RunApp) -> None:
    async with run_app(plain_bank()) as pilot:
        assert helped(pilot)["First"] == "Home PgUp"
        assert helped(pilot)["Last"] == "End PgDn"


async def test_keys_are_grouped_and_those_of_a_text_field_share_a_line(
    run_app: RunApp,
) -> None:
    async with run_app(bank()) as pilot:
        assert groups(pilot) == ["", "Everywhere"]
        await press(pilot, "enter", "enter")
        assert groups(pilot) == ["Answering", "Judging", "Everywhere", "In the text"]
        (line,) = (what for what in helped(pilot) if "undo" in what)
        assert {"^c copy", "^v paste", "^z undo"} <= {each.strip() for each in line.split(",")}
        assert [what for what in helped(pilot) if what.startswith("Cursor")] == []
        assert helped(pilot)["Redraw"] == "^l"


async def test_while_typing_the_footer_names_the_f_keys_that_work(run_app: RunApp) -> None:
    async with run_app(bank(), size=(120, 40)) as pilot:
        await press(pilot, "enter", "enter")
        footer = " ".join(screen_text(pilot).splitlines()[-1].split())
        for key in ("^s/F9 Done", "F2 Skip", "F3 Pause", "F5 Flag", "F8 Hide clock", "F1 Help"):
            assert key in footer


async def test_help_while_judging_names_each_key_once(run_app: RunApp) -> None:
    async with run_app(bank()) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3")
        assert groups(pilot) == ["Judging", "Also", "Everywhere"]
        assert helped(pilot)["I also said something wrong"] == "w"
        keys = list(helped(pilot).values())
        assert keys.count("w") == 1
        assert "1-4" in keys
        assert "1-5" not in keys
