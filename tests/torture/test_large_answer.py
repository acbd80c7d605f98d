"""An answer of a megabyte on one line, in the real program."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.torture.program import CTRL_S, SURE, only_session, start

WORDS = b"word " * 200_000 + b"the end"
MOST_SECONDS = 1.0


@pytest.mark.torture
def test_it_is_given_within_a_second(tmp_path: Path) -> None:
    with start(tmp_path / "home", "--follow-ups", "0") as terminal:
        terminal.send(b"\x1b[200~" + WORDS + b"\x1b[201~")
        terminal.read_until("the end")
        began = time.monotonic()
        terminal.send(CTRL_S)
        terminal.read_until(SURE)
        took = time.monotonic() - began
        print(f"^s behind {len(WORDS):,} letters: {took:.2f} s")
        assert took < MOST_SECONDS
    assert only_session(tmp_path / "home").answers[0].text == WORDS.decode()
