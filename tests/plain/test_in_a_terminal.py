"""The interview line by line in a real terminal: time up, ctrl+c and signals."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from tests.ui.terminal.terminal import Terminal

PROGRAM = """
import sys
from tests.plain.room import BANK, STARTED
from simulator.core.bank import Drawn
from simulator.core.interview import Interview
from simulator.plain.conversation import Conversation
from simulator.plain.input import LineInput
from simulator.plain.interview import hold_interview
from simulator.core.session import Session
from simulator.core.setup import Mode, Setup
from simulator.speech import SilentSpeaker
from simulator.system.clock import Clock

def save(session):
    answer = session.answers[0]
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        file.write(f"{answer.outcome}|{answer.text}|{answer.confidence}")

setup = Setup(banks=("b",), mode=Mode(sys.argv[1]), time_limit=float(sys.argv[3]))
session = Session.of(setup, [Drawn(BANK, each) for each in BANK.questions], STARTED)
talk = Conversation(Interview.of(session), save=save, clock=Clock(), speaker=SilentSpeaker(),
    lines=LineInput(sys.stdin), out=sys.stdout)
sys.exit(hold_interview(talk, {}))
"""


def program(tmp_path: Path, mode: str, limit: float) -> Terminal:
    root = Path(__file__).parents[2]
    argv = [sys.executable, "-c", PROGRAM, mode, str(tmp_path / "saved"), str(limit)]
    return Terminal(argv, cwd=root)


def test_time_up_in_a_terminal_in_the_middle_of_a_line(tmp_path: Path) -> None:
    with program(tmp_path, "interview", 1.5) as terminal:
        terminal.read_until("Press Enter when you are ready.")
        terminal.send(b"\n")
        terminal.read_until("You have 2 seconds.")
        terminal.send(b"in the mid")
        terminal.read_until("Time. Your answer is saved as it stands.")
        assert "How sure are you" not in terminal.text
        terminal.send(b"dle")  # The hands are not still yet: this goes nowhere.
        terminal.read_until("How sure are you")
        terminal.send(b"4\n")
        terminal.read_until("Breathe.")
        assert (tmp_path / "saved").read_text() == "timed_out|in the mid|4"
        terminal.send(b"\x03")
        assert terminal.wait() == 130
        assert terminal.faults() == []


def test_ctrl_c_and_signals_in_a_terminal(tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    for end in (b"\x03", None):
        saved.unlink(missing_ok=True)
        with program(tmp_path, "practice", 60) as terminal:
            terminal.read_until("Press Enter when you are ready.")
            terminal.send(b"\nwritten\n")
            # A terminal throws away at ctrl+c what nobody has read.
            terminal.wait_for(lambda: saved.exists() and "written" in saved.read_text())
            terminal.send(b"half")
            terminal.read_until("half")
            if end is None:
                terminal.signal(signal.SIGINT)
            else:
                terminal.send(end)
            assert terminal.wait() == 130
            assert "mock-interview resume" in terminal.text
        assert saved.read_text().startswith("None|written")


def test_a_line_longer_than_a_terminal_keeps_is_kept(tmp_path: Path) -> None:
    long = " ".join(f"part{number}" for number in range(900))
    with program(tmp_path, "practice", 600) as terminal:
        terminal.read_until("Press Enter when you are ready.")
        terminal.send(b"\n")
        terminal.read_until("You have 10 minutes.")
        for at in range(0, len(long), 1000):
            terminal.send(long[at : at + 1000].encode())
            terminal.read_until(long[at : at + 1000][-8:])
        terminal.send("\nma\u00df\x7fss wrong\x17right\x1b[D\n.\n".encode())
        terminal.read_until("How sure are you")
        terminal.send(b"3\n")
        terminal.read_until("MODEL-one")
        text = (tmp_path / "saved").read_text(encoding="utf-8").split("|")[1]
        assert text == f"{long}\nmass right"
        terminal.send(b"\x03")
        assert terminal.wait() == 130
        assert terminal.faults() == []
