"""Starting, sleeping, waking, resizing, exiting; the stock driver is the control."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.ui.terminal.pty_keys import CTRL_Q, F7
from tests.ui.terminal.terminal import ROOT, RunTiny, Terminal

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def test_a_vanished_terminal_ends_the_app_saved(run_tiny: RunTiny, tmp_path: Path) -> None:
    terminal = run_tiny("safe", "safe", "nohup")
    terminal.send(b"abc")
    terminal.read_until("abc")
    terminal.hang_up()
    assert terminal.wait() == 129
    assert (tmp_path / "saved").read_text(encoding="utf-8") == "abc"


@linux_only
def test_a_vanished_terminal_makes_the_stock_driver_spin(run_tiny: RunTiny) -> None:
    terminal = run_tiny("stock", "stock", "nohup")
    terminal.hang_up()
    _spins(terminal)


def test_end_of_input_ends_the_app(run_tiny: RunTiny) -> None:
    with Path("/dev/null").open("rb") as nothing:
        terminal = run_tiny("safe", "safe", ready=False, stdin=nothing.fileno())
    assert terminal.wait() == 129
    assert terminal.faults() == []


@linux_only
def test_end_of_input_makes_the_stock_driver_spin(run_tiny: RunTiny) -> None:
    with Path("/dev/null").open("rb") as nothing:
        terminal = run_tiny("stock", "stock", stdin=nothing.fileno())
    _spins(terminal)


def _spins(terminal: Terminal) -> None:
    before = terminal.cpu_seconds()
    terminal.wait_for(lambda: terminal.cpu_seconds() - before > 0.4)
    assert terminal.alive


def _stop_and_continue(terminal: Terminal) -> None:
    terminal.signal(signal.SIGSTOP)
    terminal.wait_for(terminal.is_stopped)
    terminal.take_over()
    terminal.signal(signal.SIGCONT)


@linux_only
def test_a_bare_stop_does_no_harm(run_tiny: RunTiny) -> None:
    terminal = run_tiny("safe", "safe")
    for number in range(1, 4):
        start = len(terminal.output)
        _stop_and_continue(terminal)
        terminal.read_output_until(b"\x1b[?1049h", start=start)
        terminal.read_until("READY")
        terminal.send(b"x")
        terminal.read_until("x" * number)
        assert terminal.emulator.kitty_depth == 1
    terminal.send(CTRL_Q)
    assert terminal.wait() == 0
    assert terminal.faults() == []


@linux_only
def test_a_bare_stop_starts_the_stock_driver_twice(run_tiny: RunTiny) -> None:
    terminal = run_tiny("stock", "stock")
    _stop_and_continue(terminal)
    # A second driver on top of the first; the settings that it keeps for the end are raw.
    terminal.wait_for(lambda: terminal.emulator.kitty_depth == 2)


@pytest.mark.parametrize("in_background", [False, True], ids=["fg", "bg, then fg"])
def test_a_shell_can_stop_and_continue_it(in_background: bool, tmp_path: Path) -> None:
    shell = ["bash", "--norc", "--noprofile", "-i"]
    env = {"PTY_FOLDER": str(tmp_path), "PS1": "shell$ ", "HISTFILE": "", "INPUTRC": "/dev/null"}
    with Terminal(shell, env=env, cwd=ROOT, size=(100, 30)) as terminal:
        terminal.read_until("shell$")
        program = f"{sys.executable} -m tests.ui.terminal.pty_app safe safe\n"
        terminal.send(program.encode())
        terminal.read_until("READY")
        terminal.send(b"abc")
        terminal.read_until("abc")
        terminal.send(F7)
        terminal.read_until(lambda text: "Stopped" in text and text.endswith("shell$"))
        # What the shell's own line editing sets, at most.
        assert {*terminal.faults()} <= {"bracketed paste is on", "termios differs"}
        if in_background:
            terminal.send(b"bg\n")
            terminal.read_until(lambda text: "tests.ui.terminal.pty_app safe safe &" in text)
            terminal.send(b"\n")
            terminal.read_until(lambda text: text.count("Stopped") >= 2)
            assert not terminal.emulator.in_alt_screen
        terminal.send(b"fg\n")
        terminal.read_until("abc")
        terminal.send(b"def")
        terminal.read_until("abcdef")
        terminal.send(CTRL_Q)
        terminal.read_until(lambda text: "READY" not in text and text.endswith("shell$"))
        terminal.send(b"exit\n")
        terminal.wait()
        assert terminal.faults() == []


def test_an_absurd_size_is_bounded(run_tiny: RunTiny) -> None:
    terminal = run_tiny("safe", "safe")
    terminal.emulate = False
    terminal.claim_size(65535, 65535)
    terminal.read_output_until(b"\x1b[400;1H")
    start = len(terminal.output)
    terminal.send(b"xyz")
    terminal.read_output_until(b"xyz", start=start)
    terminal.send(CTRL_Q)
    assert terminal.wait() == 0
    assert b"\x1b[401;1H" not in terminal.output


def test_the_stock_driver_draws_whatever_size_is_claimed(run_tiny: RunTiny) -> None:
    terminal = run_tiny("stock", "stock")
    terminal.emulate = False
    terminal.claim_size(100, 2000)
    terminal.read_output_until(b"\x1b[2000;1H")


def test_an_absurd_size_at_the_start_is_bounded() -> None:
    argv = [sys.executable, "-m", "tests.ui.terminal.pty_app", "safe", "safe"]
    with Terminal(argv, size=(80, 2000), env={"PTY_FOLDER": os.devnull}, cwd=ROOT) as terminal:
        terminal.emulate = False
        terminal.read_output_until(b"READY")
        terminal.send(b"xyz")
        terminal.read_output_until(b"xyz")
        assert b"\x1b[401;1H" not in terminal.output


BELOW = b"\x1b[25;1H"
"""A cursor position where nothing may be drawn in a window of 24 lines."""


def in_a_smaller_window(driver: str) -> Terminal:
    argv = [sys.executable, "-m", "tests.ui.terminal.pty_app", driver, driver]
    env = {"PTY_FOLDER": os.devnull, "COLUMNS": "200", "LINES": "60"}
    return Terminal(argv, size=(80, 24), env=env, cwd=ROOT)


def test_a_size_left_over_from_another_window_does_not_count() -> None:
    with in_a_smaller_window("safe") as terminal:
        terminal.read_until("READY")
        terminal.send(b"xyz")
        terminal.read_until("xyz")
        assert BELOW not in terminal.output


def test_the_stock_driver_believes_it() -> None:
    with in_a_smaller_window("stock") as terminal:
        terminal.emulate = False
        terminal.read_output_until(BELOW)


@linux_only
def test_an_idle_app_sleeps(run_tiny: RunTiny) -> None:
    terminal = run_tiny("safe", "safe")
    # At first, it still tidies up.
    assert any(_wakeups(terminal) == 0 for _ in range(10))


@linux_only
def test_an_idle_app_on_the_stock_driver_does_not(run_tiny: RunTiny) -> None:
    terminal = run_tiny("stock", "stock")
    assert all(_wakeups(terminal) for _ in range(3))


def _wakeups(terminal: Terminal) -> int:
    """Return how often the app wakes up within a second."""
    before = terminal.wakeups()
    terminal.pump_for(1.0)
    return terminal.wakeups() - before


def _quit_seconds(terminal: Terminal) -> float:
    """Return the seconds from the key to the shell's screen."""
    started = time.perf_counter()
    terminal.send(CTRL_Q)
    terminal.wait_for(lambda: not terminal.emulator.in_alt_screen)
    seconds = time.perf_counter() - started
    assert terminal.wait() == 0
    assert terminal.faults() == []
    return seconds


@pytest.mark.parametrize("how", ["", "leave"])
def test_quitting_is_much_quicker_than_with_the_stock_driver(run_tiny: RunTiny, how: str) -> None:
    ours = min(_quit_seconds(run_tiny("safe", "safe", how)) for _ in range(3))
    theirs = min(_quit_seconds(run_tiny("stock", "stock")) for _ in range(2))
    assert ours < theirs / 3
