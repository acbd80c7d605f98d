"""Toasts disappear with their screen, except for lasting ones."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from simulator.ui.app import SimulatorApp
from simulator.ui.banks.import_screen import ImportScreen
from simulator.ui.banks.screen import BanksScreen
from tests.samples import plain_bank
from tests.ui.driver import MakeApp, RunApp, press, until_screen


def said(pilot: Pilot[int]) -> list[str]:
    return [each.message for each in pilot.app._notifications]


async def test_toasts_disappear_with_their_screen(run_app: RunApp) -> None:
    async with run_app(plain_bank()) as pilot:
        assert isinstance(pilot.app, SimulatorApp)
        await press(pilot, "h")
        pilot.app.context.say("{} judges this again")
        pilot.app.context.say("Written to /tmp/it", lasting=True)
        await pilot.pause()
        await press(pilot, "f1")
        assert said(pilot) == ["{} judges this again", "Written to /tmp/it"]
        await press(pilot, "escape")
        assert said(pilot) == ["{} judges this again", "Written to /tmp/it"]
        await press(pilot, "escape")
        assert said(pilot) == ["Written to /tmp/it"]


async def test_a_toast_about_a_missing_file_goes_once_a_file_opens(
    run_app: RunApp, tmp_path: Path
) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text("# Q\n\n## What is one?\n\nOne.\n", encoding="utf-8")
    async with run_app(plain_bank()) as pilot:
        await press(pilot, "b")
        await until_screen(pilot, BanksScreen)
        screen = pilot.app.screen
        assert isinstance(screen, BanksScreen)
        screen._making._import(str(tmp_path / "nothing.md"))
        await pilot.pause()
        assert "There is no such file" in said(pilot)[0]
        screen._making._import(str(notes))
        await until_screen(pilot, ImportScreen)
        assert said(pilot) == []


async def test_a_toast_raised_while_screens_change_belongs_to_the_new_one(run_app: RunApp) -> None:
    async with run_app(plain_bank()) as pilot:
        assert isinstance(pilot.app, SimulatorApp)
        await press(pilot, "h")
        pilot.app.context.say("Now home knows")
        pilot.app.pop_screen()
        await pilot.pause()
        assert said(pilot) == ["Now home knows"]


async def test_ctrl_c_names_the_key_that_quits_once(run_app: RunApp, make_app: MakeApp) -> None:
    async with run_app(plain_bank()) as pilot:
        await press(pilot, "ctrl+c", "ctrl+c")
        assert said(pilot) == ["^q quits the program."]
    async with make_app(quit="f10").run_test() as pilot:
        await press(pilot, "ctrl+c")
        assert said(pilot) == ["F10 quits the program."]
