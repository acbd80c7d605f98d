"""Footer, help, hints and sentences name the keys that the settings give."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from textual.widgets import Static

import simulator.ui
from simulator.cli.settings import load_settings
from simulator.speech import SilentSpeaker
from simulator.storage.store import Store
from simulator.ui.app import SimulatorApp
from simulator.ui.keys.actions import ACTIONS
from simulator.ui.widgets.dialogs import Help
from tests.samples import plain_bank
from tests.ui.driver import MakeApp, press, screen_text, ship, to_the_question, wait_until


async def test_footer_help_and_hints_show_the_new_keys(make_app: MakeApp) -> None:
    app = make_app(pause="z", done="f9", hide_clock="v", setup="m", start_setup="f10", skip="f7")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await press(pilot, "m")
        assert "Start  F10" in screen_text(pilot)
        await press(pilot, "escape")
        assert "m  Another setup" in screen_text(pilot)
        await to_the_question(pilot)
        assert "F9  Done" in screen_text(pilot)
        await press(pilot, "escape")
        text = screen_text(pilot)
        assert " z pause " in text
        assert "F7  Skip" in text
        assert " p pause" not in text
        await press(pilot, "v", "enter")
        assert "v shows it" in screen_text(pilot)
        await press(pilot, "escape", "z", "enter")
        assert "Paused: Enter goes on." in screen_text(pilot)
        await press(pilot, "f1")
        assert isinstance(app.screen, Help)
        text = screen_text(pilot)
        for key, words in (("Enter", "Go on"), ("F9", "Done"), ("1-5", "How sure you are")):
            assert f"{key}  {words}" in text


async def test_help_starts_with_the_programs_own_keys(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(60, 15)) as pilot:
        await to_the_question(pilot)
        await press(pilot, "f1")
        assert "^s F9  Done" in screen_text(pilot)
        assert "Cursor" not in screen_text(pilot)


async def test_a_warning_about_the_settings_is_shown(home: Path) -> None:
    ship(home, plain_bank())
    store = Store(home, home / "shipped")
    store.settings_path.write_text('[keys]\nskp = "f2"\nnew = "i"\n', encoding="utf-8")
    app = SimulatorApp(store, load_settings(store), open_voice=lambda *_: SilentSpeaker())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        (told,) = [note.message for note in app._notifications]
    assert told == (
        "settings.toml:2: keys.skp: there is no such action; did you mean 'skip'? "
        "(1 more: see mock-interview doctor)"
    )


@pytest.mark.parametrize(("theme", "told"), [("ink", 0), ("nord", 0), ("papier", 1)])
async def test_an_unknown_theme_is_reported(home: Path, theme: str, told: int) -> None:
    ship(home, plain_bank())
    store = Store(home, home / "shipped")
    store.settings_path.write_text(f'[ui]\ntheme = "{theme}"\n', encoding="utf-8")
    app = SimulatorApp(store, load_settings(store), open_voice=lambda *_: SilentSpeaker())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        notes = [note.message for note in app._notifications]
    sentence = "settings.toml:2: ui.theme: there is no such theme; did you mean 'paper'?"
    assert notes == [sentence] * told


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40)])
async def test_help_is_never_cut_off_the_footer(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app(choose="enter,ctrl+shift+f12", start_bank="ctrl+underscore", mark="f12")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for way in ((), ("b",), ("enter",)):
            await press(pilot, *way)
            await pilot.pause()
            footer = screen_text(pilot).splitlines()[-1]
            assert "F1 Help" in " ".join(footer.split())
            assert "…" not in footer


def sentences() -> dict[str, str]:
    """Yield every text of the screens that names a key by its action, and its location."""
    found = {}
    rooms = Path(simulator.ui.__file__).parent
    for path in sorted(set(rooms.rglob("*.py")) - set((rooms / "browser").iterdir())):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found[f"{path.name}:{node.lineno}"] = node.value
    return found


def test_no_sentence_names_an_unknown_action() -> None:
    named = [
        (name, where)
        for where, text in sentences().items()
        for name in re.findall(r"\{([a-z][a-z0-9-]*)\}", text)
    ]
    assert len(named) > 15
    assert [each for each in named if each[0] not in ACTIONS] == []


async def test_sentences_name_the_keys_from_the_settings(home: Path, make_app: MakeApp) -> None:
    (home / "banks").mkdir()
    (home / "banks" / "mine.toml").write_text("title = 3\n")
    async with make_app(banks="f4", open="f6", search="f7").run_test(size=(120, 40)) as pilot:
        await wait_until(pilot, "can't be read")
        assert "Press F4 to see why." in screen_text(pilot)
        await press(pilot, "f4", "f1")
        text = " ".join(str(pilot.app.screen.query_one("#help Static", Static).content).split())
        assert "F6 opens one" in text
        assert "F7 searches the questions" in text
        assert "i imports questions" in text
