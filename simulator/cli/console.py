"""What a command says to a terminal, a pipe or a file, and the codes it ends with."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

from simulator.text.cleaning import clean, printable

FINE, FAULTY, WRONG_ARGUMENTS, INTERRUPTED = 0, 1, 2, 130
"""Exit codes. FAULTY: a file is faulty, or there is nothing to do."""


def say(text: str) -> None:
    """Print text with nothing in it that a terminal obeys; it ends with one line feed."""
    sys.stdout.write(clean(text).rstrip("\n") + "\n")


def say_json(value: object) -> None:
    """Print JSON."""
    from simulator.text.json_text import json_text  # `json` is for few commands only.

    say(json_text(value))


def complain(text: str) -> None:
    """One line on standard error."""
    print(f"mock-interview: {printable(text)}", file=sys.stderr)


def deliver(text: str, output: Path | None) -> int:
    """Print a text, or write it to a file, which is replaced. Returns FINE; raises OSError."""
    if output is None or str(output) == "-":
        say(text)
        return FINE
    output.write_text(text, encoding="utf-8", newline="")
    complain(f"written to {output}")
    return FINE


def today() -> date:
    """The local date."""
    return datetime.now().astimezone().date()
