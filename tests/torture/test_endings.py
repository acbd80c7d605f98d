"""Every way in which the real program can end: saved, the terminal given back, one sentence."""

from __future__ import annotations

import re
import signal
import time
from pathlib import Path

import pytest

from simulator.core.states import Status
from tests.torture.program import (
    CTRL_Q,
    CTRL_Z,
    DOWN,
    ENTER,
    ESCAPE,
    F4,
    HOME,
    LEAVE,
    only_session,
    program,
    start,
    words,
    write,
)
from tests.ui.terminal.terminal import Terminal

pytestmark = pytest.mark.long

SECRET = "my private answer 1234"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def check_kept(home: Path) -> None:
    """All that was typed is in the file, and the interview can be resumed."""
    session = only_session(home)
    assert session.answers[0].text == SECRET
    assert session.status is Status.RUNNING
    assert session.current is not None


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
def test_signals(home: Path, number: signal.Signals) -> None:
    with start(home) as terminal:
        write(terminal, SECRET)
        terminal.send(b"!")
        terminal.read_until(SECRET + "!")
        terminal.signal(number)
        assert terminal.wait() == 128 + number
        assert terminal.faults() == []
        assert "Traceback" not in terminal.text
    assert only_session(home).answers[0].text == SECRET + "!"


def test_a_closed_terminal(home: Path) -> None:
    with start(home) as terminal:
        write(terminal, SECRET)
        terminal.hang_up()
        assert terminal.wait() == 128 + signal.SIGHUP
    check_kept(home)


@pytest.mark.parametrize("where", ["handler", "timer", "worker", "thread worker"])
def test_a_fault_of_the_program(home: Path, where: str) -> None:
    with start(home, fault=where) as terminal:
        write(terminal, SECRET)
        terminal.send(F4)
        assert terminal.wait() == 1
        assert terminal.faults() == []
        check_kept(home)
        (log,) = home.rglob("crash-*.txt")
        (path,) = (home / "sessions").glob("*.toml")
        sentence = f"Something went wrong; your answer is safe in {path}; the log is {log}."
        assert "".join(terminal.text.split()) == sentence.replace(" ", "")
        assert SECRET not in log.read_text(encoding="utf-8")
        assert re.search(r"RuntimeError\n", log.read_text(encoding="utf-8"))


def test_a_fault_in_the_background_is_told_and_survived(home: Path) -> None:
    with start(home, fault="task") as terminal:
        write(terminal, SECRET)
        terminal.send(F4)
        terminal.read_until("goes on")
        assert SECRET not in "".join(p.read_text() for p in home.rglob("crash-*.txt"))
        write(terminal, "and on")


def stop_and_continue(terminal: Terminal) -> None:
    """What a shell does with its job."""
    terminal.wait_for(terminal.is_stopped)
    terminal.take_over()
    time.sleep(0)
    terminal.signal(signal.SIGCONT)


def test_stopped_and_continued(home: Path) -> None:
    with start(home) as terminal:
        write(terminal, SECRET)
        terminal.signal(signal.SIGTSTP)
        stop_and_continue(terminal)
        terminal.read_until(SECRET)
        write(terminal, " and on")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait() == 143
        assert terminal.faults() == []
    assert only_session(home).answers[0].text == SECRET + " and on"


def test_ctrl_z_undoes_in_the_answer(home: Path) -> None:
    with start(home) as terminal:
        write(terminal, "word")
        terminal.send(CTRL_Z)
        terminal.read_until(lambda text: "word" not in text)
        write(terminal, SECRET)


def test_ctrl_q_asks_and_leaves(home: Path) -> None:
    with start(home) as terminal:
        write(terminal, SECRET)
        terminal.send(CTRL_Q)
        terminal.read_until(LEAVE)
        terminal.send(DOWN + ENTER)
        assert terminal.wait() == 0
        assert terminal.faults() == []
    check_kept(home)


def test_a_signal_while_a_dialog_is_open(home: Path) -> None:
    with start(home) as terminal:
        write(terminal, SECRET)
        terminal.send(ESCAPE)
        terminal.read_until("Skip")
        terminal.send(ESCAPE)
        terminal.read_until(LEAVE)
        terminal.signal(signal.SIGTERM)
        assert terminal.wait() == 143
        assert terminal.faults() == []
    check_kept(home)


def test_quit_keys_at_home(home: Path) -> None:
    for keys in (b"q", CTRL_Q):
        with program(home) as terminal:
            terminal.read_until(HOME)
            terminal.send(keys)
            assert terminal.wait() == 0
            assert terminal.faults() == []
            assert words(terminal) == ""
