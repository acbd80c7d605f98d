"""What comes from the keyboard can't end, block or mislead the app; the stock driver as control."""

from __future__ import annotations

import time

import pytest

from tests.terminal.conftest import RunTiny
from tests.terminal.pty_keys import CTRL_Q
from tests.terminal.terminal import Terminal


def _quits(terminal: Terminal) -> None:
    terminal.send(CTRL_Q)
    assert terminal.wait() == 0
    assert terminal.faults() == []


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        pytest.param(b"a\xffb", "a\ufffdb", id="no UTF-8 at all"),
        pytest.param(b"caf\xe9 au", "caf\ufffd au", id="Latin-1"),
        pytest.param(b"a\xe2\x82b", "a\ufffdb", id="cut off"),
        pytest.param(b"\x1b[200~x\xffy\x1b[201~", "x\ufffdy", id="pasted"),
    ],
)
def test_invalid_utf8_is_shown_as_such(run_tiny: RunTiny, typed: bytes, shown: str) -> None:
    terminal = run_tiny("safe", "safe")
    terminal.send(typed)
    terminal.read_until(shown)
    _quits(terminal)


def test_invalid_utf8_ends_the_stock_driver(run_tiny: RunTiny) -> None:
    terminal = run_tiny("stock", "stock")
    terminal.send(b"a\xffb")
    terminal.wait()


def test_half_a_character_waits_for_its_other_half(run_tiny: RunTiny) -> None:
    terminal = run_tiny("safe", "safe")
    terminal.send(b"ab\xc3")
    terminal.read_until("ab")
    terminal.send(b"\xa9")
    terminal.read_until("abé")


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


def test_what_is_pasted_loses_its_control_characters(run_tiny: RunTiny) -> None:
    terminal = run_tiny("safe", "safe")
    start = len(terminal.output)
    terminal.send("\x1b[200~a\x1b]0;pwned\x07\x9b\u202eb\x1b[201~".encode())
    terminal.read_until("a]0;pwnedb")
    drawn = bytes(terminal.output[start:])
    assert b"\x1b]" not in drawn
    assert "\u202e".encode() not in drawn


def test_a_paste_holds_no_keys(run_tiny: RunTiny) -> None:
    terminal = run_tiny("safe", "safe")
    terminal.send(b"\x1b[200~a\x1b[24~\x1b\x11b\x1b[20")  # F12, Esc, ctrl+q; the end in pieces
    terminal.send(b"1~c")
    terminal.read_until("a[24~bc")
    assert "escape seen" not in terminal.text
    _quits(terminal)


def _escape_seconds(terminal: Terminal) -> float:
    started = time.perf_counter()
    terminal.send(b"\x1b")
    terminal.read_until("escape seen")
    return time.perf_counter() - started


def test_a_lone_escape_is_immediate(run_tiny: RunTiny) -> None:
    # The best of three: a busy machine can delay any, but hurry none.
    assert min(_escape_seconds(run_tiny("safe", "safe")) for _ in range(3)) < 0.05


def test_a_lone_escape_takes_the_stock_driver_longer(run_tiny: RunTiny) -> None:
    assert _escape_seconds(run_tiny("stock", "stock")) > 0.09


def test_a_sequence_in_pieces_is_still_one_key(run_tiny: RunTiny) -> None:
    terminal = run_tiny("safe", "safe")
    terminal.send(b"a\x1b")
    terminal.send(b"[D")
    terminal.send(b"b")
    terminal.read_until("b")
    assert "escape seen" not in terminal.text
    assert "[D" not in terminal.text
