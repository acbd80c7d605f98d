"""`bank path`: prints where a bank's file is."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from simulator.cli.console import FINE, say
from simulator.storage.store import Store
from simulator.text.cleaning import printable


def run(arguments: Namespace, store: Store) -> int:
    """Print the path. Raises BankFault if there is no such bank."""
    say(printable(str(store.shelf.find(arguments.name).path)))
    return FINE


def is_file(store: Store, written: str) -> bool:
    """True if a bank was given as a file: a path, or an existing file that is not a bank's name."""
    path = Path(written)
    if written in store.shelf.names():
        return False
    if path.name != written or written.endswith(".toml"):
        return True
    return path.is_file()
