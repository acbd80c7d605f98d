"""The page on settings agrees with the program, and the table of keys with its screens."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

import simulator.ui
from simulator.cli.commands.doctor.files import check_settings
from simulator.cli.settings import load_settings
from simulator.core.setup import Setup
from simulator.storage.settings.file import load
from simulator.storage.store import Store
from simulator.storage.toml.record import keys_of
from simulator.ui.keys.actions import ACTIONS, DIALOGS, PLACES, key_warnings, split, table
from simulator.ui.themes import theme_warnings

PAGE = (Path(__file__).parents[3] / "docs" / "settings.md").read_text(encoding="utf-8")

INTERVIEW = frozenset(place for place, screen in PLACES.items() if screen == "interview")

MADE_OF = {
    "home": "HomeScreen HomeMenu",
    "setup": "SetupScreen SetupRow",
    "report": "ReportScreen RowList",
    "answer": "AnswerScreen",
    "history": "HistoryScreen RowList",
    "compare": "CompareScreen",
    "progress": "ProgressScreen",
    "notes": "NotesScreen",
    "settings": "SettingsScreen SetupRow",
    "later": "JudgeScreen AssessmentPane",
    "rerate": "RerateScreen",
    "banks": "BanksScreen RowList",
    "bank": "BankScreen RowList",
    "import": "ImportScreen TickList",
    "question": "QuestionEditor",
    "dialog": "Choose Ask Menu",
    "ticking": "ChooseMany",
    "explained": "Help",
    "document": "AskDocument",
}
"""The classes whose keys work in a place; an interview's places share one class."""


def example() -> str:
    """Return the settings file that the page shows."""
    found = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


def test_the_example_is_a_valid_file_with_every_key(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(example(), encoding="utf-8")
    settings = load(path)
    assert settings.keys == {"done": "ctrl+s,f6", "skip": "f2,ctrl+k"}
    assert list(key_warnings(settings.keys)) == []
    shown = tomllib.loads(example())
    assert set(shown) == {"interview_date", "setup", "voice", "recording", "ui", "keys"}
    assert set(shown["setup"]) == keys_of(Setup)
    assert set(shown["voice"]) == {"name", "rate", "volume"}
    assert set(shown["recording"]) == {"keep_sessions"}
    assert set(shown["ui"]) == {"theme", "hide_clock"}


def classes() -> dict[str, type[DOMNode]]:
    """Return every screen, widget and app class of the program, by name."""
    found: dict[str, type[DOMNode]] = {}
    for module in pkgutil.walk_packages(simulator.ui.__path__, "simulator.ui."):
        loaded = importlib.import_module(module.name)
        for name, kind in inspect.getmembers(loaded, inspect.isclass):
            if issubclass(kind, DOMNode) and kind.__module__.startswith("simulator."):
                found[name] = kind
    return found


KINDS = classes()


def own_bindings(kind: type[DOMNode]) -> list[Binding]:
    """Return the bindings that a class of the program declares itself."""
    return [*Binding.make_bindings(vars(kind).get("BINDINGS", ()))]


def bound(names: Iterable[str]) -> dict[str, set[str]]:
    """Return the keys of each action in classes of the program, including inherited ones."""
    found: dict[str, set[str]] = {}
    for name in names:
        merged = getattr(KINDS[name], "_merged_bindings")  # noqa: B009
        ours = {each for base in KINDS[name].__mro__ if base in KINDS.values()
                for each in own_bindings(base)}  # fmt: skip
        for key, binding in merged:
            if binding in ours:
                found.setdefault(binding.id or f"no id: {binding}", set()).add(key)
    return found


def told(places: Iterable[str]) -> dict[str, set[str]]:
    """The same from the table of actions; quit, palette and redraw are the app's."""
    found: dict[str, set[str]] = {}
    for name, action in ACTIONS.items():
        keys = {key for place in places for key in split(action.keys.get(place, ""))}
        if keys and name not in ("quit", "palette", "redraw"):
            found[name] = keys
    return found


def test_every_binding_of_the_program_has_a_name() -> None:
    nameless = [
        (name, binding.key)
        for name, kind in KINDS.items()
        for binding in own_bindings(kind)
        if binding.id is None
    ]
    assert nameless == []


def test_a_name_has_the_same_words_within_a_class() -> None:
    for name, kind in KINDS.items():
        for each in {binding.id for binding in own_bindings(kind)}:
            words = {b.description for b in own_bindings(kind) if b.id == each}
            assert len(words) == 1, (name, each, words)


@pytest.mark.parametrize("place", MADE_OF)
def test_the_table_has_the_keys_of_each_screen(place: str) -> None:
    assert bound(MADE_OF[place].split()) == told([place])


def test_the_table_has_the_keys_of_an_interview_and_of_the_app() -> None:
    assert bound(["InterviewScreen", "AssessmentPane", "CommandMenu"]) == told(INTERVIEW)
    assert bound(["SimulatorApp"]) == {
        "quit": {"ctrl+q"},
        "palette": {"ctrl+p"},
        "redraw": {"ctrl+l"},
    }


def test_no_screen_and_no_place_is_forgotten() -> None:
    used = {base for names in MADE_OF.values() for name in names.split()
            for base in KINDS[name].__mro__}  # fmt: skip
    for name in ("InterviewScreen", "AssessmentPane", "CommandMenu", "SimulatorApp"):
        used |= {*KINDS[name].__mro__}
    binding = {kind for kind in KINDS.values() if own_bindings(kind)}
    assert binding <= used
    screens = {kind for kind in KINDS.values() if issubclass(kind, Screen)}
    whole = {kind for kind in screens if not any(kind in other.__mro__[1:] for other in screens)}
    assert whole - used == {KINDS["Palette"]}
    assert {*MADE_OF, *INTERVIEW} == {*PLACES, *DIALOGS}


def test_the_page_has_the_whole_table() -> None:
    assert table() in PAGE
    assert list(ACTIONS) == sorted(ACTIONS)


def test_default_keys_give_no_warning() -> None:
    assert list(key_warnings({name: action.own for name, action in ACTIONS.items()
                        if len(set(action.keys.values())) == 1})) == []  # fmt: skip


def test_an_unknown_action_gets_a_suggestion() -> None:
    assert list(key_warnings({"done": "f9", "skp": "f2", "hide_clock": "f7"})) == [
        ("skp", "there is no such action; did you mean 'skip'?"),
        ("hide_clock", "there is no such action; did you mean 'hide-clock'?"),
    ]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"new": "i"}, [("new", "i is also the key of 'import', in: banks")]),
        ({"help": "?,f2"}, [("help", "f2 is also the key of 'skip', in: interview")]),
        (
            {"skip": "f7", "pause": "f7"},
            [("pause", "f7 is also the key of 'skip', in: interview")],
        ),
        ({"sort": "/"}, [("sort", "slash is also the key of 'search', in: history")]),
        (
            {"help": "notakey,ctrl+x"},
            [("help", "there is no key 'notakey'")],
        ),
        ({"help": "Ctrl+F2"}, [("help", "there is no key 'Ctrl+F2'; did you mean 'ctrl+f2'?")]),
        ({"help": "pgup"}, [("help", "there is no key 'pgup'; did you mean 'pageup'?")]),
        ({"help": "+,alt+ö,super+f5,shift+minus,underscore,@"}, []),
        ({"note": "b"}, [("note", "b ticks a key point there")]),
        ({"flag": "b"}, []),
        ({"flag": "s", "skip": "f"}, []),
        ({"skip": "x", "trash": "s", "sort": "z"}, []),
        ({"done": "x", "sort": "x", "trash": "z"}, []),
    ],
)
def test_two_actions_of_one_screen_on_one_key(
    keys: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    assert list(key_warnings(keys)) == expected


def test_keys_without_effect_are_reported_and_stay_in_the_file(tmp_path: Path) -> None:
    store = Store(tmp_path, tmp_path)
    store.settings_path.write_text(
        'theme = "paper"\n[uii]\na = 1\n[ui]\nthem = "ink"\ntheme = "papier"\n'
        '[setup]\nquestion = 3\ninterview_date = 2026-12-01\n[keys]\nhelp = "notakey"\n'
    )
    before = load_settings(store)
    found = (*before.warnings, *store.settings_faults(theme_warnings(before.ui.theme)))
    assert [(each.line, each.field, each.message) for each in found] == [
        (1, "theme", "belongs below [ui]"),
        (2, "uii", "unknown key; did you mean ui?"),
        (5, "ui.them", "unknown key; did you mean theme?"),
        (8, "setup.question", "unknown key; did you mean questions?"),
        (9, "setup.interview_date", "belongs above the first [table]"),
        (11, "keys.help", "there is no key 'notakey'"),
        (6, "ui.theme", "there is no such theme; did you mean 'paper'?"),
    ]
    store.change_settings(before, replace(before, setup=replace(before.setup, questions=4)))
    after = store.settings_path.read_text()
    assert all(line in after for line in ('theme = "paper"', "[uii]", "them =", "question = 3"))
    assert store.read_settings().setup.questions == 4
    (passed,) = [each for each in check_settings(store) if each.verdict.value == "PASS"]
    warned = [each for each in check_settings(store, None) if each.verdict.value == "WARN"]
    assert passed.found == str(store.settings_path)
    assert len(warned) == len(found)


def test_warnings_name_their_line_and_the_rest_of_the_file_applies(tmp_path: Path) -> None:
    store = Store(tmp_path, tmp_path)
    store.settings_path.write_text(
        '[voice]\nrate = 120\n[keys]\nskp = "f2"\ndone = "f9"\nnew = "i"\n', encoding="utf-8"
    )
    settings = load_settings(store)
    assert (settings.voice.rate, settings.keys["done"]) == (120, "f9")
    file = store.settings_path
    assert [str(each) for each in settings.warnings] == [
        f"{file}:4: keys.skp: there is no such action; did you mean 'skip'?",
        f"{file}:6: keys.new: i is also the key of 'import', in: banks",
    ]
    warned = [each for each in check_settings(store) if each.verdict.value == "WARN"]
    assert [each.found for each in warned] == [str(each) for each in settings.warnings]
