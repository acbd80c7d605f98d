"""The homes and banks used for measuring."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.simulated_history import END, write_history

SESSIONS = 10_000
QUESTIONS = 20_000

QUESTION = """
[[questions]]
id = "question-{number}"
question = "What is question {number} about, and why would anybody ask it?"
answer = '''
It is about the number {number}, which is as good as any other. A first sentence says so, a second
one says it once more with other words, and $\\frac{{{number}}}{{2}}$ is a formula for good measure.

- It names the number
- It says why, in one sentence
- It gives an example that is not in the question
'''
topic = "Topic {topic}"
tags = ["numbers", "measured"]
difficulty = "medium"
time_limit = 120
key_points = ["Names the number {number}", "Says why anybody would ask", "Gives an example"]
bonus_points = ["Knows the next one"]
mistakes = ["Confusing it with its neighbour"]
"""


def small(folder: Path) -> Path:
    """Create a home with three sessions."""
    home = folder / "small"
    if not home.exists():
        write_history(home, sessions=3, weeks=1, seed=7, end=END)
    return home


def large(folder: Path) -> Path:
    """Create a home with 10,000 sessions: forty simulated ones, copied to other dates."""
    home = folder / "large"
    if home.exists():
        return home
    write_history(home, sessions=40, weeks=8, seed=7, end=END)
    models = sorted((home / "sessions").glob("*.toml"))
    first = datetime(2020, 1, 1, 12, tzinfo=UTC)
    for number in range(SESSIONS - len(models)):
        at = first + timedelta(hours=4 * number)
        text = models[number % len(models)].read_text(encoding="utf-8")
        lines = [
            f"started_at = {at.isoformat()}" if line.startswith("started_at") else line
            for line in text.split("\n")
        ]
        path = home / "sessions" / f"{at:%Y-%m-%dT%H%M%S}-deep_learning.toml"
        path.write_text("\n".join(lines), encoding="utf-8")
    return home


def large_bank(folder: Path) -> Path:
    """Create a bank of 20,000 questions, about 15 MB."""
    path = folder / "large.toml"
    if not path.exists():
        questions = (
            QUESTION.format(number=number, topic=number % 40) for number in range(QUESTIONS)
        )
        path.write_text('format = 1\ntitle = "Large"\n' + "".join(questions), encoding="utf-8")
    return path
