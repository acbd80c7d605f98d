"""Typing over a slow connection, such as ssh from a train."""

from __future__ import annotations

import time
from pathlib import Path

from tests.torture.program import start

SENTENCE = "the gradient shrinks as it is multiplied back through layers"
SLOW = 10_000


def test_a_sentence_typed_in_a_second_is_shown_at_once(tmp_path: Path) -> None:
    assert len(SENTENCE) == 60
    with start(tmp_path / "home", size=(120, 40)) as terminal:
        terminal.pump_for(0.3)
        terminal.bytes_a_second = SLOW
        before, began = len(terminal.output), time.monotonic()
        for number, letter in enumerate(SENTENCE, start=1):
            terminal.send(letter.encode())
            while time.monotonic() < began + number / len(SENTENCE):
                terminal.pump(0.002)
        terminal.read_until(SENTENCE)
        # What the line takes in that second; Textual's own text area sends 300 kB.
        assert len(terminal.output) - before < SLOW
