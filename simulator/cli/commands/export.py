"""`export`: writes sessions in other formats."""

from __future__ import annotations

from argparse import Namespace

from simulator.cli.commands import report
from simulator.cli.console import FAULTY, FINE, columns_for, complain, deliver, today
from simulator.core.session import Session
from simulator.exporters.session_files import SESSION_FORMATS, render
from simulator.storage.store import Store
from simulator.system.faults import FileFault


def run(arguments: Namespace, store: Store) -> int:
    """Print or write one session, or all of them, oldest first.

    With `--all`, unreadable ones are named on standard error and left out, and the code is 1.
    """
    if not arguments.all:
        return report.run(arguments, store)
    fmt, output = arguments.format, arguments.output
    sessions, faulty = _read_all(store)
    if not sessions and not faulty:
        complain("there are no sessions yet.")
        return FAULTY
    text = render(sessions, fmt, today(), columns_for(output))
    delivered = deliver(text, output, SESSION_FORMATS[fmt], arguments.encoding)
    return max(delivered, FAULTY if faulty else FINE)


def _read_all(store: Store) -> tuple[list[Session], int]:
    """Return the readable sessions, oldest first, and the number of others, which it reports."""
    sessions, faulty = [], 0
    for head in store.sessions.iter_heads():
        try:
            sessions.append(store.sessions.load(head.path))
        except FileFault as fault:
            faulty += 1
            complain(str(fault.faults[0]))
    return sorted(sessions, key=lambda session: session.started_at), faulty
