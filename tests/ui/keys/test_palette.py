"""The palette offers what the screen below it can do, and does it after closing."""

from __future__ import annotations

import pytest
from textual.app import SystemCommand
from textual.command import CommandInput, CommandList
from textual.pilot import Pilot
from textual.screen import Screen

from simulator.core.setup import Mode
from simulator.core.states import Phase
from simulator.ui.app import SimulatorApp
from simulator.ui.banks.screen import BanksScreen
from simulator.ui.history.screen import HistoryScreen
from simulator.ui.interview.screen import InterviewScreen
from simulator.ui.keys.palette import Palette
from tests.ui.driver import (
    FakeClock,
    RunApp,
    interview_screen,
    press,
    screen_text,
    type_text,
    until,
    until_screen,
    wait_until,
)
from tests.ui.interview.interviews import bank


def offered(pilot: Pilot[int], screen: Screen[object] | None = None) -> dict[str, SystemCommand]:
    assert isinstance(pilot.app, SimulatorApp)
    commands = list(pilot.app.get_system_commands(screen or pilot.app.screen))
    named = {command.title: command for command in commands}
    assert len(named) == len(commands), [command.title for command in commands]
    return named


async def choose(pilot: Pilot[int], words: str) -> None:
    """Type words into the palette, and choose the first result."""
    await press(pilot, "ctrl+p")
    palette = pilot.app.screen
    assert isinstance(palette, Palette)
    await type_text(pilot, words)
    await until(
        pilot, lambda: not any(w.node is palette and w.is_running for w in pilot.app.workers)
    )
    while pilot.app.screen is palette:
        await press(pilot, "enter")


@pytest.mark.parametrize("rows", [*range(15, 25), 40])
async def test_the_last_line_is_within_the_window(run_app: RunApp, rows: int) -> None:
    async with run_app(bank(), size=(60, rows)) as pilot:
        await press(pilot, "ctrl+p")
        await wait_until(pilot, "choose another setup")
        await press(pilot, "up")
        assert "show what is due" in screen_text(pilot)


async def test_textuals_own_commands_are_described_in_our_words(run_app: RunApp) -> None:
    async with run_app(bank()) as pilot:
        told = offered(pilot)
        assert told["Quit"].help == "quit the program, from anywhere"
        assert "application" not in " ".join(command.help for command in told.values())


async def test_home_offers_its_commands_and_only_useful_ones_of_textual(run_app: RunApp) -> None:
    async with run_app(bank()) as pilot:
        names = set(offered(pilot))
        assert {"Start", "Another setup", "History", "Banks", "Today", "Progress"} <= names
        assert {"Help", "Theme", "Quit", "Screenshot"} <= names
        assert not names & {
            "Keys",
            "Maximize",
            "Focus Next",
            "Copy selected text",
            "Down",
            "Palette",
        }
        assert "Resume" not in names
        assert offered(pilot)["History"].help == "list past sessions · h"


async def test_commands_of_home_are_run_by_name(run_app: RunApp) -> None:
    async with run_app(bank()) as pilot:
        await choose(pilot, "hist")
        await until_screen(pilot, HistoryScreen)
        await press(pilot, "q")
        await choose(pilot, "bank")
        await until_screen(pilot, BanksScreen)
        await press(pilot, "q")
        await choose(pilot, "start")
        await until_screen(pilot, InterviewScreen)


async def test_a_pause_by_name_lasts(run_app: RunApp, clock: FakeClock) -> None:
    async with run_app(bank(), mode=Mode.PRACTICE) as pilot:
        await press(pilot, "enter", "enter")
        await choose(pilot, "pau")
        assert interview_screen(pilot).interview.paused
        clock.advance(30.0)
        assert interview_screen(pilot).interview.countdown.remaining(clock.now()) == 60.0
        await choose(pilot, "pau")
        assert not interview_screen(pilot).interview.paused


async def test_only_what_works_now_is_offered(run_app: RunApp) -> None:
    async with run_app(bank(), mode=Mode.INTERVIEW) as pilot:
        await press(pilot, "enter", "enter")
        assert "Done" in offered(pilot)
        assert "Pause" not in offered(pilot)
        await choose(pilot, "done")
        assert interview_screen(pilot).interview.phase is Phase.CONFIDENCE
        assert not {"Done", "Choose"} & set(offered(pilot))


async def test_the_current_theme_is_listed_first_then_our_own(run_app: RunApp) -> None:
    async with run_app(bank(), size=(80, 24)) as pilot:
        pilot.app.theme = "paper"
        await choose(pilot, "theme")
        await wait_until(pilot, "light, in use now")
        shown = screen_text(pilot)
        assert shown.index("paper") < shown.index("in use now") < shown.index("  ink ")
        assert shown.index("  ink ") < shown.index("ansi-dark")


async def test_a_theme_is_chosen_by_name(run_app: RunApp) -> None:
    async with run_app(bank()) as pilot:
        assert pilot.app.theme != "nord"
        await choose(pilot, "theme")
        await until(pilot, lambda: isinstance(pilot.app.screen, Palette))
        await type_text(pilot, "nord")
        await wait_until(pilot, "nord")
        await press(pilot, "enter", "enter")
        await until(pilot, lambda: pilot.app.theme == "nord")


@pytest.mark.parametrize(("size", "most"), [((80, 24), 80), ((120, 40), 104), ((200, 50), 104)])
async def test_lines_are_limited_to_a_readable_length(
    run_app: RunApp, size: tuple[int, int], most: int
) -> None:
    async with run_app(bank(2), size=size) as pilot:
        for keys, words in ((("ctrl+p",), "choose another setup"), (("t", "h", "e"), "Theme")):
            await press(pilot, *keys)
            await wait_until(pilot, words)
            for part in (CommandInput, CommandList):
                region = pilot.app.screen.query_one(part).region
                assert region.width <= most
                assert abs(region.x - (size[0] - region.right)) <= 2
