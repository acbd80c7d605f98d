"""The settings' page says what the program knows, no more and no less."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import tomllib
from pathlib import Path

from textual.binding import Binding

import simulator.ui
from simulator.commands.doctor_files import check_settings
from simulator.key_actions import ACTIONS, unknown_actions
from simulator.settings import read_settings
from simulator.setup_table import KEYS
from simulator.store import Store

PAGE = (Path(__file__).parent.parent / "docs" / "settings.md").read_text(encoding="utf-8")


def example() -> str:
    """The settings file that the page shows."""
    found = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


def test_the_example_is_a_valid_file_with_every_key(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(example(), encoding="utf-8")
    settings = read_settings(path)
    assert settings.keys == {"done": "ctrl+s,f9", "skip": "f2,ctrl+k"}
    shown = tomllib.loads(example())
    assert set(shown) == {"interview_date", "setup", "voice", "ui", "keys"}
    assert set(shown["setup"]) == set(KEYS)
    assert set(shown["voice"]) == {"name", "rate", "volume"}
    assert set(shown["ui"]) == {"theme", "hide_clock"}


def bound() -> set[str]:
    """The names of all actions that a screen or widget binds to keys."""
    names = set()
    for module in pkgutil.iter_modules(simulator.ui.__path__):
        loaded = importlib.import_module(f"simulator.ui.{module.name}")
        for _, kind in inspect.getmembers(loaded, inspect.isclass):
            for binding in vars(kind).get("BINDINGS", ()):
                if kind.__module__.startswith("simulator.") and isinstance(binding, Binding):
                    names.add(binding.id)
    return {name for name in names if name}


def test_every_action_that_has_a_name_is_known_and_documented() -> None:
    assert set(ACTIONS) == bound()
    for name, what in ACTIONS.items():
        assert f"| `{name}` | {what} |" in PAGE


def test_an_action_that_is_not_there_gets_the_nearest_one(tmp_path: Path) -> None:
    assert list(unknown_actions(["done", "skp"])) == [
        "keys.skp: there is no such action; did you mean 'skip'?"
    ]
    store = Store(tmp_path, tmp_path)
    store.settings_path.write_text('[keys]\nskp = "f2"\n', encoding="utf-8")
    (doubt,) = (each for each in check_settings(store) if each.verdict.value == "WARN")
    assert "did you mean 'skip'" in doubt.found
