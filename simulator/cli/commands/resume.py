"""`resume`: continues an interview that was left, on screen or line by line."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from simulator.cli.commands.start import hold_line_by_line, is_line_by_line
from simulator.cli.console import FAULTY, complain
from simulator.cli.screens import open_screens
from simulator.cli.settings import settings_or_defaults
from simulator.storage.store import Store


def run(arguments: Namespace, store: Store) -> int:
    """Resume the session that the arguments name; 1 if none was left running."""
    path = _running(store, arguments.session)
    if path is None:
        complain("there is no interview to resume.")
        return FAULTY
    if is_line_by_line(arguments):
        return hold_line_by_line(store, settings_or_defaults(store), *store.sessions.resume(path))
    store.sessions.resume(path)[0].close()  # Report problems here, not on a screen.
    open_screens(store, resume=path)


def _running(store: Store, which: str) -> Path | None:
    if which != "last":
        return store.sessions.find(which)
    running = store.sessions.running() or store.sessions.running(elsewhere=True)
    return running[0].path if running else None
