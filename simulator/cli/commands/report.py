"""`report` and `export`: sessions as text, to be read or taken elsewhere."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.system.faults import FileFault
from simulator.text.cleaning import clean, printable

if TYPE_CHECKING:
    from simulator.core.session import Session
    from simulator.storage.store import Store

FINE, FAULTY = 0, 1


def run_report(store: Store, which: str, fmt: str, output: Path | None) -> int:
    """Print the report of the session that `which` names, or write it to `output`.

    Raises FileFault where there is no such session, or it can't be read.
    """
    session = store.load(store.find(which))
    return deliver([session], fmt, output)


def run_export(
    store: Store, which: str, fmt: str, output: Path | None, *, every: bool = False
) -> int:
    """Print or write one session, or with `every` all of them, oldest first.

    Sessions that can't be read are named on standard error and left out; then the code is 1.
    """
    if not every:
        return run_report(store, which, fmt, output)
    sessions, faulty = read_all(store)
    if not sessions and not faulty:
        complain("there are no sessions yet.")
        return FAULTY
    return max(deliver(sessions, fmt, output), FAULTY if faulty else FINE)


def read_all(store: Store) -> tuple[list[Session], int]:
    """Every session that can be read, oldest first, and how many can't; those are complained of."""
    sessions, faulty = [], 0
    for head in store.iter_heads():
        try:
            sessions.append(store.load(head.path))
        except FileFault as fault:
            faulty += 1
            complain(str(fault.faults[0]))
    return sorted(sessions, key=lambda session: session.started_at), faulty


def deliver(sessions: list[Session], fmt: str, output: Path | None) -> int:
    """Render, and print or write; a file that is there is replaced."""
    from simulator.exporters.session_files import render

    text = render(sessions, fmt, today())
    if output is None or str(output) == "-":
        say(text)
        return FINE
    output.write_text(text, encoding="utf-8", newline="")
    print(f"mock-interview: written to {printable(str(output))}", file=sys.stderr)
    return FINE


def say(text: str) -> None:
    """Print text with nothing in it that a terminal obeys; it ends with one line feed."""
    sys.stdout.write(clean(text).rstrip("\n") + "\n")


def complain(text: str) -> None:
    """One line on standard error."""
    print(f"mock-interview: {printable(text)}", file=sys.stderr)


def today() -> date:
    """The local date."""
    return datetime.now().astimezone().date()
