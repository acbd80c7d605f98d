"""`report`: prints or writes the report of an interview."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from simulator.cli.console import columns_for, complain, deliver, today
from simulator.cli.settings import settings_or_defaults
from simulator.exporters.session_files import SESSION_FORMATS, render
from simulator.storage.store import Store
from simulator.system.faults import FileFault
from simulator.usecases.take import beside_the_past


def run(arguments: Namespace, store: Store) -> int:
    """Print or write one session. Raises FileFault if there is none, or it can't be read."""
    which, fmt, output = arguments.session, arguments.format, arguments.output
    path = store.sessions.find(which)
    interview_on = settings_or_defaults(store).interview_date
    session = beside_the_past(store, store.sessions.load(path), interview_on)
    newest = next(store.sessions.iter_heads(), None) if which == "last" else None
    if newest is not None and newest.path != path:
        complain(f"{newest.path.name} {_fault(store, newest.path)}; this is an earlier interview.")
    text = render([session], fmt, today(), columns_for(output))
    return deliver(text, output, SESSION_FORMATS[fmt], arguments.encoding)


def _fault(store: Store, path: Path) -> str:
    """Return why a newer session is not the last one."""
    try:
        store.sessions.load(path)
    except FileFault:
        return "can't be read"
    return "has no answers yet"
