"""Tests that reading a large bank takes little longer than parsing it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.storage.banks.parsing import HEAD

COMPARE = """
import sys, time, tomllib
from simulator.storage.banks.read import parse_bank
data = sys.stdin.buffer.read()
text = data.decode()
bare, whole = [], []
for _ in range(5):
    start = time.process_time()
    tomllib.loads(text)
    middle = time.process_time()
    parse_bank(data, file="b", name="b")
    bare.append(middle - start)
    whole.append(time.process_time() - middle)
print(min(whole) / min(bare))
"""


def test_checking_adds_little_to_parsing() -> None:
    """A large bank loads in at most 1.5 times the time of the bare parser.

    Measured in a separate process, without coverage.
    """
    block = (
        '[[questions]]\nid = "q{0}"\nquestion = "What is number {0}?"\nanswer = \'\'\'\n'
        "It is the number that comes after {0}, as everybody knows who can count.\n'''\n"
        'topic = "Numbers"\ntags = ["a", "b"]\ndifficulty = "easy"\n'
        'key_points = ["one thing", "another thing", "third thing"]\n'
    )
    data = (HEAD + "".join(block.format(number) for number in range(1500))).encode()

    def ratio() -> float:
        done = subprocess.run(
            [sys.executable, "-c", COMPARE], input=data, capture_output=True, check=True,
            timeout=60, cwd=Path(__file__).parents[3],
        )  # fmt: skip
        return float(done.stdout)

    assert any(ratio() <= 1.5 for _ in range(3))
