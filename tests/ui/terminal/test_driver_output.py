"""A slow, stalled or lost terminal never blocks the app; the stock driver is the control."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from tests.ui.terminal.pty_keys import CTRL_Q
from tests.ui.terminal.terminal import DEADLINE, RunTiny, Terminal

# The stock driver stops before 20.
MANY_TICKS = 40


def _ticks(folder: Path) -> int:
    ticks = folder / "ticks"
    return ticks.stat().st_size if ticks.exists() else 0


def _wait_for_ticks(folder: Path, number: int) -> None:
    """Wait without reading the program's output."""
    end = time.monotonic() + DEADLINE
    while _ticks(folder) < number:
        assert time.monotonic() < end, f"{_ticks(folder)} ticks"
        time.sleep(0.01)


def _standstill(folder: Path) -> bool:
    """Return whether the ticks, 50 a second, have stopped after a while."""
    end = time.monotonic() + DEADLINE
    before = -1
    while time.monotonic() < end:
        now = _ticks(folder)
        if now == before:
            return True
        before = now
        time.sleep(0.3)
    return False


def _run_with_broken_output(run_tiny: RunTiny, app: str, driver: str) -> Terminal:
    read, write = os.pipe()
    terminal = run_tiny(app, driver, "tick", ready=False, stderr=write)
    os.close(write)
    shown = b""
    while b"READY" not in shown:
        shown += os.read(read, 65536)
    os.close(read)
    return terminal


def test_broken_output_ends_the_app_saved(run_tiny: RunTiny, tmp_path: Path) -> None:
    terminal = _run_with_broken_output(run_tiny, "safe", "safe")
    assert terminal.wait() == 129
    assert (tmp_path / "saved").exists()


def test_broken_output_hangs_the_stock_driver(run_tiny: RunTiny, tmp_path: Path) -> None:
    terminal = _run_with_broken_output(run_tiny, "stock", "stock")
    assert _standstill(tmp_path)
    assert terminal.alive


def test_a_stalled_terminal_does_not_stop_the_clock(run_tiny: RunTiny, tmp_path: Path) -> None:
    terminal = run_tiny("safe", "safe", "tick")
    _wait_for_ticks(tmp_path, _ticks(tmp_path) + MANY_TICKS)
    reached = _ticks(tmp_path)
    terminal.read_until(lambda text: _shown_tick(text) >= reached)  # it catches up
    terminal.send(CTRL_Q)
    assert terminal.wait() == 0
    assert terminal.faults() == []


def test_a_stalled_terminal_stops_the_stock_driver(run_tiny: RunTiny, tmp_path: Path) -> None:
    terminal = run_tiny("stock", "stock", "tick")
    assert _standstill(tmp_path)
    assert terminal.alive


def test_a_stalled_terminal_does_not_prevent_the_exit(run_tiny: RunTiny, tmp_path: Path) -> None:
    terminal = run_tiny("safe", "safe", "tick")
    _wait_for_ticks(tmp_path, _ticks(tmp_path) + MANY_TICKS)
    terminal.signal(signal.SIGTERM)
    end = time.monotonic() + DEADLINE
    while terminal.alive:  # still nothing is read
        assert time.monotonic() < end
        time.sleep(0.01)
    assert terminal.wait() == 143
    assert terminal.faults() == []


def _shown_tick(text: str) -> int:
    lines = [line for line in text.splitlines() if line.startswith("tick ")]
    return int(lines[0].split()[1]) if lines else 0
