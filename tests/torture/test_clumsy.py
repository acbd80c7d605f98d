"""A whole interview in the smallest terminal by hands that press what they should not."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.core.states import Outcome, Rating, Status
from tests.torture.program import (
    ANSWER,
    CTRL_S,
    ENTER,
    ESCAPE,
    F3,
    LEAVE,
    READY,
    SURE,
    only_session,
    press_until,
    program,
    write,
)
from tests.ui.terminal.terminal import Terminal

pytestmark = pytest.mark.long

SMALLEST = (60, 15)
F2 = b"\x1bOQ"
MENU = "Esc leaves"
EARLY = "was not kept"
RATINGS = "1 not yet"
CHOSEN = "chosen: "
STRAY = b"so it skips, pauses? flags"
"""What hides the letters of all commands, and a question mark."""


def on_card(terminal: Terminal, card: str, then: str, typed: bytes = STRAY) -> None:
    """Type where there is no question yet, and go on."""
    terminal.read_until(card)
    terminal.send(typed)
    terminal.read_until(EARLY)
    terminal.send(ENTER)
    answer_box(terminal, then)


def answer_box(terminal: Terminal, there: str) -> None:
    """Wait for the box of the question, or the follow-up, that is asked there."""
    terminal.read_until(lambda text: there in text and ANSWER in text)


def answer(terminal: Terminal, text: str) -> None:
    """Write two words, with a skip, a menu and a dialog between and after them."""
    first, second = text.split()
    write(terminal, first)
    terminal.send(F2)
    terminal.read_until("Enter: skip this")
    terminal.send(b" ")  # No command: it belongs to the answer.
    terminal.read_until(lambda shown: MENU not in shown and ANSWER in shown)
    terminal.send(ESCAPE)
    terminal.read_until(MENU)
    write(terminal, second)
    terminal.send(ESCAPE)
    terminal.read_until(MENU)
    terminal.send(ESCAPE)
    terminal.read_until(LEAVE)
    terminal.send(b"spike")
    terminal.send(ESCAPE)
    terminal.read_until(lambda shown: LEAVE not in shown and text in shown)


def declare(terminal: Terminal, then: str) -> None:
    """Say how sure one is, one digit twice: the second is no rating."""
    terminal.read_until(SURE)
    terminal.send(b"zx\r44")
    terminal.read_until(then)


def rate(terminal: Terminal) -> None:
    """Rate what is judged, after keys that mean nothing there."""
    terminal.read_until(RATINGS)
    terminal.send(b"zx")
    press_until(terminal, b"2", CHOSEN)
    terminal.send(ENTER)


def check(home: Path, text: str, asked_on: str) -> None:
    """All was answered as it was typed; nothing was skipped, flagged or rated by accident."""
    session = only_session(home)
    assert session.status is Status.FINISHED
    for each in session.answers:
        (follow_up,) = each.asked_follow_ups
        assert (each.text, follow_up.text) == (text, asked_on)
        assert (each.outcome, follow_up.outcome) == (Outcome.ANSWERED, Outcome.ANSWERED)
        assert (each.confidence, each.rating, each.flagged) == (4, Rating.PARTIAL, False)


@pytest.mark.parametrize("mode", ["practice", "interview"])
def test_stray_keys_in_a_whole_interview_cost_nothing(home: Path, mode: str) -> None:
    options = ("-n", "2", "--seed", "1", "--follow-ups", "1", "--time", "5m", "--mode", mode)
    with program(home, "start", *options, size=SMALLEST) as terminal:
        on_card(terminal, READY, "1 of 2", b"spifh so")
        for number in (1, 2):
            answer(terminal, "one two")
            terminal.send(CTRL_S)
            asked_on = f"{number} of 2 · follow-up 1 of 1"
            if mode == "interview":
                on_card(terminal, "Breathe.", asked_on)
            answer_box(terminal, asked_on)
            answer(terminal, "three four")
            if mode == "practice":
                terminal.send(F3)
                terminal.read_until("Paused")
                terminal.send(b" " + STRAY)
                terminal.read_until("flags")
                terminal.send(ENTER)
                terminal.read_until(ANSWER)
            terminal.send(CTRL_S)
            if mode == "practice":
                declare(terminal, RATINGS)
                rate(terminal)
            else:
                declare(terminal, "Breathe." if number == 1 else RATINGS)
            if number == 1:
                on_card(terminal, "Breathe.", "2 of 2")
        if mode == "interview":
            rate(terminal)
            terminal.read_until(lambda text: "2 of 2" in text and CHOSEN not in text)
            rate(terminal)
        terminal.read_until("of 2 solid or strong")
    paused = f"three four {STRAY.decode()}" if mode == "practice" else "three four"
    check(home, "one two", paused)
