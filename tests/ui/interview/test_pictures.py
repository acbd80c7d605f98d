"""Whole screens of an interview as text, in windows of three sizes.

`MOCK_INTERVIEW_DRAW=1 pytest tests/ui/interview/test_pictures.py` redraws them, to be reviewed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from simulator.core.bank import Bank, FollowUp, Question
from tests.ui.driver import FakeClock, RunApp, interview_screen, press, screen_text, type_text

FOLDER = Path(__file__).with_name("pictures")

QUESTION = """\
Two clerks add to the same ledger at once. What can go wrong, and how would you mend it?

```python
def add(ledger: dict[str, int], name: str, sum: int) -> None:
    before = ledger.get(name, 0)     # (1)
    ledger[name] = before + sum      # (2)
```
"""
ANSWER = """\
Between (1) and (2) another clerk may add as well, and one sum is **lost**.

| repair | a sum costs | loses sums |
|---|---:|---|
| one lock around both lines | 80 ns | no |
| a ledger for each clerk, summed at the end of the day | 20 ns | no |

- Measure first how long they wait.
"""
LEDGER = Bank(
    "ledger",
    "Ledgers",
    (
        Question(
            "ledger",
            QUESTION,
            ANSWER,
            topic="Concurrency",
            key_points=(
                "Reading and writing are two steps",
                "A sum is lost",
                "A lock, or a ledger each",
            ),
            bonus_points=("Measure the waiting first",),
            mistakes=("Python does one line at a time",),
            follow_ups=(
                FollowUp("Why not a lock for each name?", ("It is cheaper where names differ",)),
            ),
        ),
    ),
)


def check(name: str, size: tuple[int, int], text: str) -> None:
    """Compare a screen with its picture."""
    file = FOLDER / f"{name}_{size[0]}x{size[1]}.txt"
    shown = "".join(f"{line.rstrip()}\n" for line in text.splitlines())
    if os.environ.get("MOCK_INTERVIEW_DRAW"):
        FOLDER.mkdir(exist_ok=True)
        file.write_text(shown, encoding="utf-8")
    assert shown == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40)])
async def test_the_screens_of_a_question(
    run_app: RunApp, clock: FakeClock, size: tuple[int, int]
) -> None:
    async with run_app(LEDGER, questions=1, follow_ups=1, time_limit=100.0, size=size) as pilot:
        await press(pilot, "enter", "enter")
        await type_text(pilot, "Sums get lost.")
        clock.advance(80.0)
        interview_screen(pilot).tick()
        await pilot.pause()
        check("question", size, screen_text(pilot))
        await press(pilot, "ctrl+s")
        await type_text(pilot, "Why not.")
        check("follow-up", size, screen_text(pilot))
        await press(pilot, "ctrl+s", "4", "a", "b")
        await pilot.pause()
        check("judging", size, screen_text(pilot))
        await press(pilot, "2")
        await pilot.pause()
        check("rated", size, screen_text(pilot))
