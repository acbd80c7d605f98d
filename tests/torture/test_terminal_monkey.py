"""Ten thousand random steps in the real terminal: no traceback, and every file stays whole."""

from __future__ import annotations

import random
import signal
from collections import Counter
from pathlib import Path

import pytest

from simulator.storage.banks.write import bank_toml
from tests.samples import hostile_bank, plain_bank
from tests.torture.monkey import BYTES, LETTERS, NAMED, PASTES, SIZES, check_files
from tests.torture.places import fill
from tests.torture.program import program
from tests.ui.terminal.terminal import Terminal

LOOK_EVERY = 25
NEVER = ("ctrl+q", "ctrl+v")
"""Left to chance now and then, and what would need a clipboard."""

SETTINGS = """\
[setup]
banks = ["plain", "hostile"]
questions = 3
mode = "{mode}"
think_seconds = {think}
time_limit = 4.0
follow_ups = 1
"""


class TerminalMonkey:
    """Plays with the real program over one home; starts it again where it was quit."""

    def __init__(self, home: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.home = home
        self.ends: Counter[int] = Counter()
        (home / "banks").mkdir(parents=True)
        for bank in (plain_bank(), hostile_bank()):
            (home / "banks" / f"{bank.name}.toml").write_text(bank_toml(bank), encoding="utf-8")
        fill(home, hostile_bank())

    def play(self, steps: int) -> None:
        """So many steps."""
        done = 0
        while done < steps:
            self._settle_on()
            words = ("start",) if self.random.random() < 0.6 else ()
            with program(self.home, *words, size=(80, 24), env={"EDITOR": "true"}) as terminal:
                terminal.read_until(lambda text: bool(text.strip()))
                while done < steps and terminal.alive:
                    self._step(terminal)
                    done += 1
                    if done % LOOK_EVERY == 0:
                        check_files(self.home, running=True)
                if terminal.alive:
                    terminal.signal(signal.SIGTERM)
                self.ends[terminal.wait()] += 1
                assert terminal.faults() == []
                assert "Traceback" not in terminal.text
            check_files(self.home)
            assert not list(self.home.rglob("crash-*"))

    def _settle_on(self) -> None:
        mode = self.random.choice(["practice", "interview"])
        settings = SETTINGS.format(mode=mode, think=self.random.choice([0.0, 1.0]))
        (self.home / "settings.toml").write_text(settings, encoding="utf-8")

    def _step(self, terminal: Terminal) -> None:
        rng = self.random
        match rng.choices(["key", "letter", "mouse", "wait", "size", "paste"],
                          [42, 38, 9, 5, 2, 2])[0]:  # fmt: skip
            case "key":
                name = rng.choice(NAMED)
                if name not in NEVER or rng.random() < 0.05:
                    terminal.send(BYTES[name].encode())
            case "letter":
                terminal.send(rng.choice(LETTERS).encode())
            case "mouse":
                button, x, y = rng.choice([0, 0, 0, 64, 65]), rng.randint(1, 80), rng.randint(1, 24)
                terminal.send(f"\x1b[<{button};{x};{y}M\x1b[<{button};{x};{y}m".encode())
            case "paste":
                terminal.send(b"\x1b[200~" + rng.choice(PASTES).encode() + b"\x1b[201~")
            case "size":
                terminal.resize(*rng.choice(SIZES))
            case "wait":
                terminal.pump_for(rng.choice([0.05, 0.2]))
        terminal.pump(rng.choice([0.0, 0.004, 0.02]))


def play(folder: Path, steps: int, seed: int) -> None:
    """Play, and tell how often the program ended how."""
    monkey = TerminalMonkey(folder / "home", seed)
    monkey.play(steps)
    print(f"{steps} steps in the terminal; ended: {dict(monkey.ends)}")
    assert set(monkey.ends) <= {0, 128 + signal.SIGTERM}


def test_a_monkey_in_the_terminal(tmp_path: Path) -> None:
    play(tmp_path, 150, seed=1)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(2, 12))
def test_a_patient_monkey_in_the_terminal(tmp_path: Path, seed: int) -> None:
    play(tmp_path, 1_000, seed)
