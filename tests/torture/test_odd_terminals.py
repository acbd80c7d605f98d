"""Terminals that are small, dumb, without colours or not there at all."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.storage.sessions.read import read_session
from tests.torture.program import (
    ANSWER,
    READY,
    ROOT,
    program,
    session_files,
    start,
    write,
)

pytestmark = pytest.mark.long

LARGER = "make this window larger"
_COLOURS = re.compile(rb"\x1b\[[\d;]*[34]8;2;(\d+);(\d+);(\d+)")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_a_window_made_small_while_typing(home: Path) -> None:
    with start(home) as terminal:
        write(terminal, "before")
        terminal.resize(50, 10)
        terminal.read_until(lambda text: LARGER in " ".join(text.split()))
        terminal.send(b" pass")
        terminal.wait_for(
            lambda: read_session(session_files(home)[0]).answers[0].text == "before pass"
        )
        terminal.resize(80, 24)
        terminal.read_until("before pass")
        write(terminal, " after")


def test_a_storm_of_sizes(home: Path) -> None:
    rng = random.Random(1)
    with start(home) as terminal:
        for number in range(150):
            terminal.resize(rng.randrange(1, 250), rng.randrange(1, 90))
            terminal.send(b"abcdefghij"[number % 10 : number % 10 + 1])
            terminal.pump(0.002)
        terminal.resize(80, 24)
        terminal.read_until(lambda text: "abcdefghij" in text and ANSWER in text)


@pytest.mark.parametrize("command", ["home", "start"])
def test_no_terminal(home: Path, command: str) -> None:
    arguments = [] if command == "home" else ["start", "-n", "1"]
    ran = subprocess.run(
        [sys.executable, "-m", "simulator", "--home", str(home), *arguments],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False, input="",
    )  # fmt: skip
    (line,) = ran.stderr.splitlines()
    assert "is not a terminal" in line
    assert ("--plain" if command == "home" else "line by line") in line
    assert "Traceback" not in ran.stdout


def test_a_dumb_terminal(home: Path) -> None:
    with program(home, env={"TERM": "dumb"}) as terminal:
        assert terminal.wait() == 1
        assert "--plain" in terminal.text
        assert b"\x1b" not in terminal.output
    with program(home, "start", "-n", "1", env={"TERM": "dumb"}) as terminal:
        terminal.read_until(READY)
        assert b"\x1b" not in terminal.output


@pytest.mark.parametrize("env", [{"LC_ALL": "C"}, {"TERM": "vt100"}, {"TERM": ""}])
def test_plain_surroundings(home: Path, env: dict[str, str]) -> None:
    with start(home, env=env) as terminal:
        write(terminal, "here")
        assert "│ here" in terminal.text


def hues(home: Path, env: dict[str, str], theme: str = "") -> tuple[set[tuple[int, ...]], bool]:
    """The colours that are no greys, and whether what is shown is not all of one grey."""
    home.mkdir(parents=True, exist_ok=True)
    if theme:
        (home / "settings.toml").write_text(f'format = 1\n[ui]\ntheme = "{theme}"\n')
    with start(home, env=env) as terminal:
        found = {tuple(map(int, each)) for each in _COLOURS.findall(bytes(terminal.output))}
    return {each for each in found if len(set(each)) > 1}, len(found) > 1


def test_colours(home: Path) -> None:
    assert hues(home, {})[0] != set()
    assert hues(home, {"NO_COLOR": ""})[0] != set()
    assert hues(home, {"NO_COLOR": "1"}) == (set(), True)
    assert hues(home, {"NO_COLOR": "1"}, "ansi-dark") == (set(), True)


def test_a_closed_input(home: Path) -> None:
    with open(os.devnull, "rb") as nothing, program(home, stdin=nothing.fileno()) as terminal:  # noqa: PTH123
        assert terminal.wait() == 1
        assert "--plain" in terminal.text
