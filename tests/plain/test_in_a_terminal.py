"""The interview line by line in a real terminal: time up, ctrl+c and signals."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from tests.ui.terminal.terminal import Terminal

PROGRAM = """
import sys
from pathlib import Path
from tests.plain.room import BANK, STARTED, FakeClock
from simulator.core.bank import Drawn
from simulator.core.interview import Interview
from simulator.plain.conversation import Conversation
from simulator.plain.input import LineInput
from simulator.plain import interview
from simulator.core.session import Session
from simulator.core.setup import Mode, Setup
from simulator.speech import SilentSpeaker

class UntilLate(FakeClock):
    def now(self):
        if self.time == 1000.0 and Path(sys.argv[3]).exists():
            self.advance(100.0)
        return super().now()

def save(session):
    answer = session.answers[0]
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        file.write(f"{answer.outcome}|{answer.text}|{answer.confidence}")

setup = Setup(banks=("b",), mode=Mode(sys.argv[1]), time_limit=60.0)
session = Session.of(setup, [Drawn(BANK, each) for each in BANK.questions], STARTED)
talk = Conversation(Interview.of(session), save=save, clock=UntilLate(), speaker=SilentSpeaker(),
    lines=LineInput(sys.stdin), out=sys.stdout)
interview.STILL_SECONDS = 3.0  # A busy machine types late.
sys.exit(interview.hold_interview(talk, {}))
"""
"""The clock stands still until there is a file `late`; then all the time is used."""


def program(tmp_path: Path, mode: str) -> Terminal:
    root = Path(__file__).parents[2]
    argv = [sys.executable, "-c", PROGRAM, mode, str(tmp_path / "saved"), str(tmp_path / "late")]
    return Terminal(argv, cwd=root)


def test_time_up_in_a_terminal_in_the_middle_of_a_line(tmp_path: Path) -> None:
    with program(tmp_path, "interview") as terminal:
        terminal.read_until("Press Enter when you are ready.")
        terminal.send(b"\n")
        terminal.read_until("You have 1 minute.")
        terminal.send(b"in the mid")
        terminal.read_until("in the mid")
        (tmp_path / "late").touch()
        terminal.read_until("Time. Your answer is saved as it stands.")
        assert "How sure are you" not in terminal.text
        terminal.send(b"dle")  # The keyboard is not still yet: this is dropped.
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
        with program(tmp_path, "practice") as terminal:
            terminal.read_until("Press Enter when you are ready.")
            terminal.send(b"\nwritten\n")
            # At ctrl+c, a terminal drops unread input.
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
    with program(tmp_path, "practice") as terminal:
        terminal.read_until("Press Enter when you are ready.")
        terminal.send(b"\n")
        terminal.read_until("You have 1 minute.")
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
