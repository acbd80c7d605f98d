"""`report`: what an interview amounts to, to be read or taken elsewhere."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from simulator.cli.console import deliver, today
from simulator.cli.context import open_store
from simulator.exporters.session_files import render
from simulator.storage.store import Store
from simulator.usecases.take import beside_the_take_before


def run(arguments: Namespace) -> int:
    """Print or write one session."""
    store = open_store(arguments.home)
    return report(store, arguments.session, arguments.format, arguments.output)


def report(store: Store, which: str, fmt: str, output: Path | None) -> int:
    """Print the report of the session that `which` names, or write it to `output`.

    Raises FileFault where there is no such session, or it can't be read.
    """
    session = beside_the_take_before(store, store.sessions.load(store.sessions.find(which)))
    return deliver(render([session], fmt, today()), output)
