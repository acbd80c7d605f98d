"""The real program in a real pseudo-terminal, and the session file that it keeps."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from simulator.core.session import Session
from simulator.storage.sessions.read import read_session
from tests.ui.terminal.terminal import DEADLINE, Terminal

ROOT = Path(__file__).parents[2]
READY = "Press Enter when you are ready"
ANSWER = "Your answer: type it"
FOLLOW_UP = "follow-up 1 of 1"
SURE = "How sure are you"
MODEL = "Tick what you"
HOME = "Real questions, a real clock"
LEAVE = "Leave the interview?"

CTRL_S, CTRL_Q, CTRL_Z = b"\x13", b"\x11", b"\x1a"
ENTER, ESCAPE, DOWN = b"\r", b"\x1b", b"\x1b[B"
F1, F3, F4 = b"\x1bOP", b"\x1bOR", b"\x1bOS"


def program(
    home: Path,
    *arguments: str,
    size: tuple[int, int] = (80, 24),
    env: Mapping[str, str] | None = None,
    fault: str = "",
    before: tuple[str, ...] = (),
    stdin: int | None = None,
) -> Terminal:
    """Start `mock-interview ARGUMENTS` over a home.

    `fault`: what `faulty_program` is to break; `before`: a command that runs the program.
    """
    module = "tests.torture.faulty_program" if fault else "simulator"
    return Terminal(
        [*before, sys.executable, "-m", module, "--home", str(home), *arguments],
        size=size,
        cwd=ROOT,
        env={"TORTURE_FAULT": fault, "HOME": str(home.parent), **(env or {})},
        stdin=stdin,
    )


def start(home: Path, *options: str, fault: str = "", **more: object) -> Terminal:
    """An interview of three questions, up to its first question's empty answer box."""
    terminal = program(home, "start", "-n", "3", "--seed", "1", *options, fault=fault, **more)  # type: ignore[arg-type]
    go(terminal)
    return terminal


def go(terminal: Terminal) -> None:
    """From the READY card to the answer box."""
    terminal.read_until(READY)
    terminal.send(ENTER)
    terminal.read_until(ANSWER)


def write(terminal: Terminal, text: str) -> None:
    """Type an answer, and see it on the screen."""
    terminal.send(text.encode())
    terminal.read_until(text.split("\n")[-1])


def press_until(terminal: Terminal, key: bytes, what: str) -> None:
    """Press a key, again and again, until the screen answers: what has just come is not judged."""
    deadline = time.monotonic() + DEADLINE
    while what not in terminal.text or terminal.emulator.in_frame:
        terminal.send(key)
        with contextlib.suppress(AssertionError):
            terminal.read_until(what, 0.1)
        assert time.monotonic() < deadline, f"{what!r} never came:\n{terminal.text}"


def session_files(home: Path) -> list[Path]:
    """The session files of a home, the oldest first."""
    return sorted((home / "sessions").glob("*.toml"))


def only_session(home: Path) -> Session:
    """The one session of a home."""
    (path,) = session_files(home)
    return read_session(path)


def words(terminal: Terminal) -> str:
    """All that the screen shows, as if its lines did not end: for sentences that wrap."""
    return " ".join(terminal.text.replace("│", " ").split())
