"""If the full screen can't be opened, one sentence says why and what to do instead."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.ui.terminal.terminal import ROOT, Terminal, environment

ASK = [sys.executable, "-c", "from simulator.system.terminal import *; print(terminal_fault())"]
CLOSE_FIRST = "import os, sys; os.close(int(sys.argv[1])); os.execv(sys.argv[2], sys.argv[2:])"


def _ask(env: Mapping[str, str], closed: int | None = None, stdin: int | None = None) -> str:
    argv = ASK if closed is None else [sys.executable, "-c", CLOSE_FIRST, str(closed), *ASK]
    with Terminal(argv, env=env, cwd=ROOT, stdin=stdin, size=(300, 5)) as terminal:
        assert terminal.wait() == 0
        return terminal.text


def test_a_good_terminal_has_no_fault() -> None:
    assert _ask({}) == "None"


@pytest.mark.parametrize(
    ("env", "word"),
    [
        ({"TERM": "dumb"}, "TERM=dumb"),
        ({"PYTHONIOENCODING": "latin-1"}, "iso8859-1"),
        ({"PYTHONIOENCODING": "ascii"}, "ascii"),
    ],
)
def test_an_unsuitable_terminal(env: dict[str, str], word: str) -> None:
    sentence = _ask(env)
    assert word in sentence
    assert "--plain" in sentence


def test_the_c_locale_is_fine() -> None:
    assert _ask({"LC_ALL": "C", "LANG": "C"}) == "None"


@pytest.mark.parametrize(("closed", "word"), [(0, "keyboard"), (2, "screen")])
def test_closed_streams(closed: int, word: str) -> None:
    sentence = _ask({}, closed=closed)
    assert word in sentence
    assert "--plain" in sentence


def test_input_from_nothing(tmp_path: Path) -> None:
    with Path("/dev/null").open("rb") as nothing:
        assert "--plain" in _ask({}, stdin=nothing.fileno())


def test_no_terminal_at_all() -> None:
    env = environment({})
    asked = subprocess.run(ASK, env=env, cwd=ROOT, capture_output=True, check=True, text=True)
    assert "--plain" in asked.stdout


def test_a_browser_needs_no_terminal() -> None:
    env = environment({"TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver"})
    asked = subprocess.run(ASK, env=env, cwd=ROOT, capture_output=True, check=True, text=True)
    assert asked.stdout.strip() == "None"


def test_asking_loads_no_textual() -> None:
    code = "import sys, simulator.system.terminal; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=os.environ).returncode == 0
