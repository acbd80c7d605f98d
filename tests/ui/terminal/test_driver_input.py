"""Input can't end, block or mislead the app; the stock driver is the control."""

from __future__ import annotations

import time

from tests.ui.terminal.pty_keys import CTRL_Q
from tests.ui.terminal.terminal import RunTiny, Terminal


def _quits(terminal: Terminal) -> None:
    terminal.send(CTRL_Q)
    assert terminal.wait() == 0
    assert terminal.faults() == []


NOT_UTF8 = {
    "no UTF-8 at all": (b"a\xffb", "a\ufffdb"),
    "Latin-1": (b"caf\xe9 au", "caf\ufffd au"),
    "cut off": (b"c\xe2\x82d", "c\ufffdd"),
    "pasted": (b"\x1b[200~x\xffy\x1b[201~", "x\ufffdy"),
}


def test_invalid_utf8_is_shown_as_replacement_characters(run_tiny: RunTiny) -> None:
    terminal = run_tiny("safe", "safe")
    for typed, shown in NOT_UTF8.values():
        terminal.send(typed)
        terminal.read_until(shown)
    _quits(terminal)


def test_invalid_utf8_ends_the_stock_driver(run_tiny: RunTiny) -> None:
    terminal = run_tiny("stock", "stock")
    terminal.send(b"a\xffb")
    terminal.wait()


def test_a_key_beyond_unicode_is_ignored(run_tiny: RunTiny) -> None:
    terminal = run_tiny("safe", "safe")
    terminal.send(b"\x1b[9999999999u")
    terminal.pump_for(0.05)
    terminal.send(b"still here")
    terminal.read_until("still here")
    _quits(terminal)


def test_a_key_beyond_unicode_ends_the_stock_driver(run_tiny: RunTiny) -> None:
    terminal = run_tiny("stock", "stock")
    terminal.send(b"\x1b[9999999999u")
    terminal.wait()


def test_a_paste_that_never_ends_is_shown_and_keys_work(run_tiny: RunTiny) -> None:
    terminal = run_tiny("safe", "safe")
    terminal.send(b"\x1b[20")  # the marker in two pieces
    terminal.send(b"0~pasted")
    terminal.read_until("pasted")
    terminal.send(b"typed")
    terminal.read_until("pastedtyped")
    _quits(terminal)


def test_a_paste_that_never_ends_swallows_the_keys_of_the_stock_driver(run_tiny: RunTiny) -> None:
    terminal = run_tiny("stock", "stock")
    terminal.send(b"\x1b[200~pasted")
    terminal.pump_for(1.2)
    terminal.send(CTRL_Q)
    terminal.pump_for(0.3)
    assert terminal.alive
    assert "pasted" not in terminal.text


def test_a_paste_holds_neither_keys_nor_controls(run_tiny: RunTiny) -> None:
    terminal = run_tiny("safe", "safe")
    start = len(terminal.output)
    terminal.send("\x1b[200~a\x1b]0;pwned\x07\x9b\u202e\x1b[24~\x1b\x11b\x1b[201~".encode())
    terminal.read_until("a]0;pwned[24~b")
    drawn = bytes(terminal.output[start:])
    assert b"\x1b]" not in drawn
    assert "\u202e".encode() not in drawn
    assert "escape" not in terminal.text
    _quits(terminal)


def _escape_seconds(terminal: Terminal, number: int) -> float:
    started = time.perf_counter()
    terminal.send(b"\x1b")
    terminal.read_until(f"escape {number}")
    return time.perf_counter() - started


def test_a_lone_escape_is_quicker_than_with_the_stock_driver(run_tiny: RunTiny) -> None:
    safe, stock = run_tiny("safe", "safe"), run_tiny("stock", "stock")
    numbers = range(1, 6)
    # In turns, and the best of five: a busy machine delays both, and can hurry neither.
    taken = [(_escape_seconds(safe, each), _escape_seconds(stock, each)) for each in numbers]
    ours, theirs = map(min, zip(*taken, strict=True))
    assert ours < theirs - 0.05
