"""A recorded interview in the real program, and its files."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from simulator.core.bank import Bank, FollowUp, Question
from simulator.core.delivery import Delivery
from simulator.core.session import Session
from simulator.storage.banks.write import bank_toml
from simulator.storage.sessions.read import read_session
from tests.ui.terminal.terminal import Terminal


class RecordedInterview:
    """A home with a bank of one question, and programs running in it."""

    def __init__(self, folder: Path, env: Mapping[str, str]) -> None:
        self.home = folder / "home"
        self.log = folder / "log.txt"
        self._env = env
        bank = Bank(
            "spoken",
            "Spoken",
            (
                Question(
                    "q1",
                    "Why do gradients vanish?",
                    "Each factor is small.",
                    key_points=("small factors",),
                    follow_ups=(FollowUp("What helps?", ("skips",)),),
                ),
            ),
        )
        (self.home / "banks").mkdir(parents=True)
        (self.home / "banks" / "spoken.toml").write_text(bank_toml(bank), encoding="utf-8")

    def program(
        self,
        *words: str,
        before: Sequence[str] = (),
        size: tuple[int, int] = (80, 24),
    ) -> Terminal:
        """The program with these arguments; `before` is a command that runs it."""
        command = (sys.executable, "-m", "simulator", "--home", str(self.home))
        return Terminal(
            [*before, *command, "--log-file", str(self.log), *words], env=self._env, size=size
        )

    def start(
        self, *words: str, before: Sequence[str] = (), size: tuple[int, int] = (80, 24)
    ) -> Terminal:
        """An interview that is recorded."""
        given = ("start", "spoken", "-n", "1", "--record", "--follow-ups", "0", *words)
        return self.program(*given, before=before, size=size)

    @property
    def path(self) -> Path:
        """The session's file."""
        (path,) = (self.home / "sessions").glob("*.toml")
        return path

    @property
    def session(self) -> Session:
        return read_session(self.path)

    def wav(self, name: str = "01.wav") -> Path:
        return self.path.with_suffix(".rec") / name

    def delivery(self, follow_up: int = 0) -> Delivery:
        found = self.session.answers[0].parts[follow_up].delivery
        assert found is not None
        return found

    def when(self, what: str) -> float:
        """The time of the first log line with these words."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        line = next(line for line in lines if line.endswith(what))
        return datetime.fromisoformat(line.split()[0]).timestamp()

    def child(self, program: Terminal) -> int:
        """The recording process of a program."""
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                parent = (process / "stat").read_text().rpartition(")")[2].split()[1]
                command = (process / "cmdline").read_bytes()
                if int(parent) == program.pid and b"recorder_worker" in command:
                    return int(process.name)
        raise AssertionError("there is no recording process")


def to_the_answer(terminal: Terminal, card: str = "Press Enter when you are ready") -> None:
    terminal.read_until(card)
    terminal.send(b"\r")
    terminal.read_until("Your answer: type it")


def to_the_report(terminal: Terminal) -> None:
    """Go on from an answer that is being given."""
    terminal.send(b"\x13")
    terminal.read_until("How sure are you")
    terminal.send(b"3")
    terminal.read_until("Would an interviewer accept it?")
    terminal.send_until(b"3", "● 3 solid")
    terminal.send(b"\r")
    terminal.read_until("1 of 1 solid or strong")
