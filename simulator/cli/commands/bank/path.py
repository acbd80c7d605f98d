"""`bank path`: where a bank's file is."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from simulator.cli.console import FINE, say
from simulator.cli.context import open_store
from simulator.storage.store import Store
from simulator.text.cleaning import printable


def run(arguments: Namespace) -> int:
    """Print the path. Raises BankFault where there is no such bank."""
    say(printable(str(bank_path(open_store(arguments.home), arguments.name))))
    return FINE


def bank_path(store: Store, name: str) -> Path:
    """Where the bank of this name is, also a faulty one. Raises BankFault where there is none."""
    found = next((each.path for each in store.shelf.listed() if each.name == name), None)
    if found is None:
        store.shelf.bank(name)  # Raises, with the nearest name.
    return found or Path(name)
