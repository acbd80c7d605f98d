"""Keys given to other actions: they work, are shown, and no text field loses a letter to them."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.binding import Binding, BindingsMap
from textual.pilot import Pilot
from textual.widgets import Input

import simulator.ui
from simulator.key_actions import ACTIONS
from simulator.settings import Settings
from simulator.setup import Setup
from simulator.speech import SilentSpeaker
from simulator.states import Phase, Rating
from simulator.store import Store
from simulator.ui.app import SimulatorApp
from simulator.ui.banks_screen import BanksScreen
from simulator.ui.dialogs import Ask, Help
from simulator.ui.home_screen import HomeScreen
from simulator.ui.keymap import remapped
from simulator.ui.palette import Palette
from simulator.ui.question_pane import AnswerBox
from simulator.ui.setup_screen import SetupScreen
from tests.samples import plain_bank
from tests.ui.conftest import FakeClock, interview_screen, press, screen_text, ship, type_text

MakeApp = Callable[..., SimulatorApp]


@pytest.fixture
def make_app(home: Path, clock: FakeClock) -> MakeApp:
    """Makes the app with keys of the settings, over a temporary home."""
    ship(home, plain_bank())

    def make(**keys: str) -> SimulatorApp:
        named = {name.replace("_", "-"): value for name, value in keys.items()}
        settings = Settings(setup=Setup(banks=("plain",), questions=2, seed=1), keys=named)
        return SimulatorApp(
            Store(home, home / "shipped"),
            settings,
            open_voice=lambda *_: SilentSpeaker(),
            clock=clock,
        )

    return make


def where(bindings: BindingsMap) -> dict[str, list[str]]:
    return {key: [each.action for each in held] for key, held in bindings.key_to_bindings.items()}


def bindings(*made: Binding) -> BindingsMap:
    return BindingsMap(made)


def test_what_else_stands_on_a_key_stays() -> None:
    held = bindings(
        Binding("ctrl+s", "done", id="done"),
        Binding("ctrl+s", "go_on", id="go-on"),
        Binding("enter", "go_on", id="go-on"),
    )
    assert where(remapped(held, {"done": "f9"})) == {
        "f9": ["done"], "ctrl+s": ["go_on"], "enter": ["go_on"],
    }  # fmt: skip


def test_a_key_that_others_have_goes_to_the_one_it_was_given_to_first() -> None:
    held = bindings(Binding("a", "one", id="one"), Binding("b", "two", id="two"))
    assert where(remapped(held, {"two": "a"})) == {"a": ["two", "one"]}


def test_letters_go_where_the_letter_was_and_other_keys_where_the_other_was() -> None:
    held = bindings(
        Binding("s", "letter('skip')", "Skip", id="skip"),
        Binding("f2", "skip", "Skip", priority=True, show=False, id="skip"),
    )
    moved = remapped(held, {"skip": "x,f9"})
    assert where(moved) == {"x": ["letter('skip')"], "f9": ["skip"]}
    assert moved.key_to_bindings["f9"][0].priority
    (only,) = remapped(held, {"skip": "f9"}).key_to_bindings["f9"]
    assert only.show


async def to_the_question(pilot: Pilot[int], go_on: str = "enter") -> None:
    """From home into the first question."""
    await pilot.pause()
    await press(pilot, "enter")
    shown = "Enter" if go_on == "enter" else go_on
    assert f"Press {shown} when you are ready" in screen_text(pilot)
    await press(pilot, go_on)
    assert interview_screen(pilot).interview.phase is Phase.ANSWERING


async def test_no_letter_is_lost_to_an_action_while_one_types(make_app: MakeApp) -> None:
    app = make_app(
        done="d", skip="x", pause="z,f9", flag="g", repeat="y", hide_clock="1", help="b", quit="e"
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await to_the_question(pilot)
        await type_text(pilot, "dxzgy1be")
        screen = interview_screen(pilot)
        assert screen.query_one(AnswerBox).text == "dxzgy1be"
        assert screen.interview.phase is Phase.ANSWERING
        assert not screen.interview.answer.flagged
        await press(pilot, "f9")
        assert screen.interview.paused
        await press(pilot, "escape", "z", "g")
        assert not screen.interview.paused
        assert screen.interview.answer.flagged
        await press(pilot, "d")
        assert screen.interview.phase is Phase.CONFIDENCE
        assert screen.interview.session.answers[0].text == "dxzgy1be"


async def test_no_letter_is_lost_in_a_note_and_ticks_stay(make_app: MakeApp) -> None:
    app = make_app(go_on="o,ctrl+s", note="z", wrong="x", flag="a", number_3="9")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_the_question(pilot, go_on="o")
        await press(pilot, "ctrl+s", "4")
        screen = interview_screen(pilot)
        assert screen.interview.phase is Phase.ASSESSING
        await press(pilot, "a", "x", "9", "z")
        assert screen.interview.answer.key_points[0].covered
        assert not screen.interview.answer.flagged
        assert screen.interview.answer.wrong
        assert screen.interview.answer.rating is Rating.SOLID
        await type_text(pilot, "zoxa9")
        assert screen.interview.answer.note == "zoxa9"
        await press(pilot, "escape", "o")
        assert screen.interview.index == 1


async def test_a_list_keeps_its_search_and_its_other_keys(make_app: MakeApp) -> None:
    app = make_app(search="z,slash", new="q", back="b,escape", down="n,down")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "b", "z")
        assert isinstance(app.screen, BanksScreen)
        await type_text(pilot, "zqbn")
        assert app.screen.query_one(Input).value == "zqbn"
        await press(pilot, "escape", "b")
        assert isinstance(app.screen, HomeScreen)


async def test_footer_help_and_hints_show_the_new_keys(make_app: MakeApp) -> None:
    app = make_app(pause="z", done="f9", hide_clock="v", setup="m", start_setup="f10", skip="f7")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await press(pilot, "m")
        assert "Start  F10" in screen_text(pilot)
        await press(pilot, "escape")
        assert "m  Another setup" in screen_text(pilot)
        await to_the_question(pilot)
        assert "F9 Done" in screen_text(pilot)
        await press(pilot, "escape")
        text = screen_text(pilot)
        assert "z Pause" in text
        assert "F7 Skip" in text
        assert "p Pause" not in text
        await press(pilot, "v")
        assert "v shows it" in screen_text(pilot)
        await press(pilot, "z")
        assert "Paused: z goes on" in screen_text(pilot)
        await press(pilot, "f1")
        assert isinstance(app.screen, Help)
        text = screen_text(pilot)
        assert "F7 F5  skip, flag, also while typing" in text
        for key, words in (("z", "Pause"), ("F9", "Done"), ("1-5", "how sure you are")):
            assert f"{key}  {words}" in text


async def test_no_letter_is_lost_in_the_palette_and_in_dialogs(make_app: MakeApp) -> None:
    app = make_app(quit="e", palette="p", close="x,escape", help="l", accept="o")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "p")
        assert isinstance(app.screen, Palette)
        await type_text(pilot, "peslox")
        assert app.screen.query_one(Input).value == "peslox"
        await press(pilot, "escape", "n")
        app.push_screen(Ask("A line", "of text"))
        await pilot.pause()
        await type_text(pilot, "xepo")
        assert app.screen.query_one(Input).value.endswith("xepo")
        await press(pilot, "escape")
        assert isinstance(app.screen, SetupScreen)
        await press(pilot, "e")
        assert app.return_code == 0


async def test_help_begins_with_the_programs_own_keys(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(60, 15)) as pilot:
        await to_the_question(pilot)
        await press(pilot, "f1")
        assert "^s  Done" in screen_text(pilot)
        assert "Cursor" not in screen_text(pilot)


async def test_a_doubt_about_the_settings_is_told_on_the_screen(home: Path) -> None:
    ship(home, plain_bank())
    store = Store(home, home / "shipped")
    store.settings_path.write_text('[keys]\nskp = "f2"\nnew = "i"\n', encoding="utf-8")
    app = SimulatorApp(store, store.read_settings(), open_voice=lambda *_: SilentSpeaker())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        (told,) = [note.message for note in app._notifications]
    assert told == (
        "settings.toml:2: keys.skp: there is no such action; did you mean 'skip'? "
        "(1 more: see mock-interview doctor)"
    )


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40)])
async def test_help_is_never_cut_off_the_footer(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app(choose="enter,ctrl+shift+f12", start_bank="ctrl+underscore", mark="f12")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for way in ((), ("b",), ("enter",)):
            await press(pilot, *way)
            await pilot.pause()
            footer = screen_text(pilot).splitlines()[-1]
            assert "F1 Help" in footer
            assert "…" not in footer


def sentences() -> dict[str, str]:
    """Every text of the screens in which a key is named by its action, and where it stands."""
    found = {}
    for path in sorted((Path(simulator.ui.__file__).parent).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found[f"{path.name}:{node.lineno}"] = node.value
    return found


def test_no_sentence_names_an_action_that_there_is_not() -> None:
    named = [
        (name, where)
        for where, text in sentences().items()
        for name in re.findall(r"\{([a-z][a-z0-9-]*)\}", text)
    ]
    assert len(named) > 15
    assert [each for each in named if each[0] not in ACTIONS] == []


async def test_sentences_name_the_keys_that_the_settings_give(
    home: Path, make_app: MakeApp
) -> None:
    (home / "banks").mkdir()
    (home / "banks" / "mine.toml").write_text("title = 3\n")
    async with make_app(banks="f4", open="f6", search="f7").run_test(size=(120, 40)) as pilot:
        for _ in range(100):
            if "can't be read" in screen_text(pilot):
                break
            await pilot.pause(0.05)
        assert "Press F4 to see why." in screen_text(pilot)
        await press(pilot, "f4", "f1")
        text = " ".join(screen_text(pilot).replace("│", " ").split())
        assert "F6 opens one" in text
        assert "F7 searches the questions" in text
        assert "i imports questions" in text
