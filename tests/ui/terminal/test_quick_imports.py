"""What is not imported at startup, and what in Textual must not need it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import CodeType, FunctionType

from textual import app, theme
from textual.app import App
from textual.command import CommandPalette

from simulator.ui.safe_app import SafeApp
from simulator.ui.terminal.quick_imports import NAMES_PALETTE, PALETTE
from tests.ui.terminal.terminal import Terminal

IMPORTED = f"""
import sys
from simulator.ui.terminal import quick_imports
quick_imports.import_textual()
import simulator.ui.app
print("ssl" in sys.modules, "{PALETTE}" in sys.modules, "textual.widgets._input" in sys.modules)
from simulator.ui.keys.palette import Palette
from textual.command import CommandPalette
print(issubclass(Palette, CommandPalette), CommandPalette.__module__)
"""

NEEDS_IT = """
import sys
from simulator.ui.terminal import quick_imports
asked = []
class Later(quick_imports._Later):
    def __getattr__(self, name):
        asked.append(name)
        raise AttributeError(name)
quick_imports._Later = Later
quick_imports.import_textual()
from textual import app, command, theme
print(bool(asked), app.CommandPalette is command.CommandPalette)
print(issubclass(theme.ThemeProvider, command.Provider))
"""


def printed(program: str) -> list[str]:
    words = [sys.executable, "-c", program]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout.split()


def test_the_palette_and_ssl_are_imported_on_demand() -> None:
    assert printed(IMPORTED) == ["False", "False", "False", "True", PALETTE]


def test_a_textual_that_needs_the_palette_at_once_gets_it() -> None:
    assert printed(NEEDS_IT) == ["True", "True", "True"]


def test_no_code_of_textual_in_use_names_the_palette() -> None:
    assert (theme.__name__, app.__name__) == NAMES_PALETTE
    taken = {
        name
        for module in (theme, app)
        for name, value in vars(module).items()
        if getattr(value, "__module__", "") == PALETTE
    }
    assert CommandPalette.__name__ in taken
    taken.add(theme.ThemeProvider.__name__)  # Its base is only a placeholder.
    using = {
        name
        for name, value in vars(App).items()
        if isinstance(value, FunctionType) and taken & names_in(value.__code__)
    }
    assert using == {"action_command_palette", "search_commands", "search_themes"}
    # Nothing here calls the third one.
    assert using - vars(SafeApp).keys() == {"search_commands"}


def test_palettes_open_in_the_program_as_it_starts(tmp_path: Path) -> None:
    root = Path(__file__).parents[3]
    argv = [sys.executable, "-m", "simulator", "--home", str(tmp_path)]
    with Terminal(argv, cwd=root) as terminal:
        terminal.read_until("Start an interview")
        terminal.send(b"\x10")
        terminal.read_until("choose another setup")
        terminal.send(b"theme")
        terminal.read_until(lambda screen: "choose another setup" not in screen)
        terminal.send(b"\r")
        terminal.read_until("atom-one-dark")
        terminal.send(b"\x1b")
        terminal.read_until("Start an interview")
        terminal.send(b"q")
        assert terminal.wait() == 0
        assert terminal.faults() == []


def names_in(code: CodeType) -> set[str]:
    inner = (each for each in code.co_consts if isinstance(each, CodeType))
    return set(code.co_names).union(*map(names_in, inner))
