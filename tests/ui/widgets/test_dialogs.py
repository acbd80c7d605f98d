"""Dialogs name the keys that close them."""

from __future__ import annotations

import pytest
from textual.screen import Screen
from textual.widgets import Input

from simulator.ui.banks.ask_document import AskDocument
from simulator.ui.widgets.dialogs import Ask, Choose, Help
from tests.ui.driver import MakeApp, lines, press, screen_text, to_the_question, until
from tests.ui.showing import EVERY_SIZE, showing


@pytest.mark.parametrize("size", EVERY_SIZE)
async def test_a_choice_says_how_to_choose_or_close(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    async with make_app().run_test(size=size) as pilot:
        await to_the_question(pilot)
        await press(pilot, "escape", "escape")
        assert "Leave the interview?" in screen_text(pilot)
        assert "Enter chooses · Esc closes" in screen_text(pilot)


@pytest.mark.parametrize("size", EVERY_SIZE)
async def test_the_footer_has_the_keys_of_the_dialog_only(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    async with make_app().run_test(size=size) as pilot:
        await to_the_question(pilot)
        await press(pilot, "escape")
        assert "Done" in lines(pilot)[-1]
        await press(pilot, "escape")
        assert lines(pilot)[-1].split() == ["Esc", "Close"]
        await press(pilot, "escape")
        assert "Done" in lines(pilot)[-1]


async def test_it_names_the_key_that_the_settings_give(make_app: MakeApp) -> None:
    async with make_app(close="f9").run_test() as pilot:
        await to_the_question(pilot)
        await press(pilot, "escape", "escape")
        assert "Enter chooses · F9 closes" in screen_text(pilot)


WAYS = [("keep", "Keep it"), ("lose", "Lose it")]


async def chosen_by(*keys: str) -> list[str | None]:
    """Return the results of keys in a dialog with one costly choice; empty while it is open."""
    came: list[str | None] = []
    below = Screen[None]()
    async with showing(below) as pilot:
        costly = {"lose": ("Really?", "Yes, lose it")}
        pilot.app.push_screen(Choose("Which?", "", WAYS, costly=costly), came.append)
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
    return came


@pytest.mark.parametrize(
    ("keys", "came"),
    [
        (("enter",), ["keep"]),
        (("up", "enter"), ["keep"]),
        (("k", "j", "j", "enter"), ["keep"]),
        (("down", "down", "enter"), []),
        (("down", "enter", "enter"), []),
        (("down", "enter", "enter", "enter"), ["keep"]),
        (("down", "enter", "up", "enter", "enter"), ["keep"]),
        (("down", "enter", "escape"), [None]),
        (("down", "enter", "down", "enter"), ["lose"]),
    ],
)
async def test_a_costly_choice_needs_arrows_and_a_confirmation(
    keys: tuple[str, ...], came: list[str | None]
) -> None:
    assert await chosen_by(*keys) == came


@pytest.mark.parametrize("size", EVERY_SIZE)
async def test_the_field_has_the_width_of_the_dialog(size: tuple[int, int]) -> None:
    async with showing(Screen[None](), size) as pilot:
        pilot.app.push_screen(
            Ask("Name", "A name for it, " + "as short or as long as it may be, " * 3)
        )
        await pilot.pause()
        box = pilot.app.screen.query_one(".dialog")
        field = pilot.app.screen.query_one(Input)
        assert (field.region.x, field.region.right) == (
            box.content_region.x,
            box.content_region.right,
        )


async def test_a_value_to_correct_shows_its_end_with_the_cursor() -> None:
    async with showing(Screen[None](), (80, 24)) as pilot:
        long = "/home/candidate/" + "folder/" * 20 + "mine.tom"
        pilot.app.push_screen(Ask("Save", "That did not work.", long, again=True))
        await until(pilot, lambda: "mine.tom " in screen_text(pilot))
        await press(pilot, "l")
        assert pilot.app.screen.query_one(Input).value == f"{long}l"


async def test_descriptions_of_keys_have_a_hanging_indent() -> None:
    keys = [("F1 ?", "what it does, which takes " + "many words " * 8), ("a", "little")]
    async with showing(Screen[None](), (60, 15)) as pilot:
        pilot.app.push_screen(Help("", [("", keys)]))
        await pilot.pause()
        drawn = [line.strip("│ ") for line in lines(pilot) if "word" in line]
        assert drawn[0].startswith("F1 ?  what it does")
        inside = pilot.app.screen.query_one(".dialog").content_region.x
        goes_on = [line for line in lines(pilot) if "word" in line][1:]
        assert goes_on
        assert all(line[inside : inside + 7] == "      " + line[inside + 6] for line in goes_on)


async def test_the_help_keeps_off_its_scrollbar() -> None:
    async with showing(Screen[None](), (60, 15)) as pilot:
        pilot.app.push_screen(Help("word " * 300, []))
        await pilot.pause()
        box = pilot.app.screen.query_one(".dialog")
        assert box.show_vertical_scrollbar
        column = box.content_region.right - 1
        drawn = lines(pilot)[box.content_region.y : box.content_region.bottom]
        assert {line.ljust(60)[column - 1] for line in drawn} == {" "}


@pytest.mark.parametrize(("size", "most"), [((80, 24), 72), ((120, 40), 104), ((200, 50), 104)])
async def test_lines_are_limited_to_a_readable_length(size: tuple[int, int], most: int) -> None:
    words = " ".join(["word"] * 60)
    for dialog in (Choose("T", words, [("", "Close")]), AskDocument("", str)):
        async with showing(Screen()) as pilot:
            await pilot.resize_terminal(*size)
            await pilot.app.push_screen(dialog)
            await pilot.pause()
            assert dialog.query_one(".dialog").region.width <= most
