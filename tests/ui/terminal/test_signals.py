"""Signals: everything saved, the terminal restored, the right exit code, in time."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.ui.terminal.signals import SignalHandlers
from tests.ui.terminal.pty_keys import CTRL_C, F5, F9
from tests.ui.terminal.terminal import DEADLINE, RunTiny, Terminal

ALL = [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT]


def _type(terminal: Terminal) -> None:
    terminal.send(b"abc")
    terminal.read_until("abc")


def _block(terminal: Terminal, folder: Path) -> None:
    terminal.send(F5)
    terminal.wait_for((folder / "blocked").exists)


def _saved(folder: Path) -> str:
    return (folder / "saved").read_text(encoding="utf-8")


@pytest.mark.parametrize("number", ALL)
def test_a_signal_ends_the_app_saved_and_restored(
    run_tiny: RunTiny, tmp_path: Path, number: signal.Signals
) -> None:
    terminal = run_tiny("safe", "safe")
    _type(terminal)
    terminal.signal(number)
    assert terminal.wait() == 128 + number
    assert _saved(tmp_path) == "abc"
    assert terminal.faults() == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_kills_the_stock_app(run_tiny: RunTiny, number: signal.Signals) -> None:
    terminal = run_tiny("stock", "stock")
    terminal.signal(number)
    assert terminal.wait() == -number
    assert "termios differs" in terminal.faults()


def test_sigint_looks_like_success_with_the_stock_app(run_tiny: RunTiny) -> None:
    terminal = run_tiny("stock", "stock")
    terminal.signal(signal.SIGINT)
    assert terminal.wait() == 0


def test_a_closed_window_is_saved(run_tiny: RunTiny, tmp_path: Path) -> None:
    terminal = run_tiny("safe", "safe")
    _type(terminal)
    terminal.hang_up()
    assert terminal.wait() == 129
    assert _saved(tmp_path) == "abc"


def test_with_a_blocked_loop_it_saves_and_exits_before_it_is_free(
    run_tiny: RunTiny, tmp_path: Path
) -> None:
    terminal = run_tiny("safe", "safe")
    _type(terminal)
    _block(terminal, tmp_path)
    terminal.signal(signal.SIGTERM)
    assert terminal.wait() == 143
    assert _saved(tmp_path) == "abc"
    assert terminal.faults() == []


def _interrupt_the_other_program(terminal: Terminal) -> None:
    terminal.send(F9)
    terminal.read_until("EDITOR")
    terminal.send(CTRL_C)


def test_ctrl_c_in_another_program_is_left_to_it(run_tiny: RunTiny) -> None:
    terminal = run_tiny("safe", "safe")
    _interrupt_the_other_program(terminal)
    terminal.read_until("READY")
    _type(terminal)
    terminal.signal(signal.SIGINT)
    assert terminal.wait() == 130
    assert terminal.faults() == []


def test_ctrl_c_in_another_program_ends_the_stock_app(run_tiny: RunTiny) -> None:
    terminal = run_tiny("stock", "stock")
    _interrupt_the_other_program(terminal)
    terminal.wait()


@pytest.fixture
def handlers() -> Iterator[list[SignalHandlers]]:
    """Collect the handlers that a test installs, and remove them after it."""
    installed: list[SignalHandlers] = []
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)  # under nohup it is ignored
    yield installed
    for each in installed:
        each.exit_code = None  # or its deadline would end the tests
        each.remove()
    signal.signal(signal.SIGHUP, before)


def _never_restored() -> None:
    raise AssertionError("the deadline passed")


def test_a_signal_during_a_save_lets_the_save_finish(handlers: list[SignalHandlers]) -> None:
    steps: list[str] = []

    def save() -> None:
        steps.append("begun")
        if steps.count("begun") == 1:
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(0)  # a point where the second signal may be handled
        steps.append("finished")

    handlers.append(
        SignalHandlers(
            save=save,
            ask_to_exit=lambda code: steps.append(str(code)),
            restore=_never_restored,
            deadline=10 * DEADLINE,
        )
    )
    os.kill(os.getpid(), signal.SIGHUP)
    assert steps == ["begun", "finished", "129"]
    assert handlers[0].exit_code == 129


def test_a_save_that_fails_does_not_prevent_the_exit(handlers: list[SignalHandlers]) -> None:
    codes: list[int] = []

    def save() -> None:
        raise OSError("no space left")

    handlers.append(
        SignalHandlers(
            save=save, ask_to_exit=codes.append, restore=_never_restored, deadline=10 * DEADLINE
        )
    )
    os.kill(os.getpid(), signal.SIGTERM)
    assert codes == [143]


def test_removed_handlers_leave_no_trace() -> None:
    before = [signal.getsignal(number) for number in ALL]
    threads = threading.active_count()
    handlers = SignalHandlers(
        save=_never_restored, ask_to_exit=lambda code: None, restore=_never_restored
    )
    assert signal.getsignal(signal.SIGTERM) != before[0]
    handlers.remove()
    assert [signal.getsignal(number) for number in ALL] == before
    assert threading.active_count() == threads


def test_an_ignored_signal_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        handlers = SignalHandlers(
            save=_never_restored, ask_to_exit=lambda code: None, restore=_never_restored
        )
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        handlers.remove()
    finally:
        signal.signal(signal.SIGHUP, before)
