"""`bank path`: where a bank's file is."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from simulator.cli.console import FINE, say
from simulator.core.bank import Bank
from simulator.storage.banks.read import read_bank
from simulator.storage.store import Store
from simulator.text.cleaning import printable


def run(arguments: Namespace, store: Store) -> int:
    """Print the path. Raises BankFault if there is no such bank."""
    say(printable(str(bank_path(store, arguments.name))))
    return FINE


def is_file(store: Store, written: str) -> bool:
    """True if a bank was given as a file: a path, or an existing file that is no bank's name."""
    path = Path(written)
    if written in store.shelf.names():
        return False
    if path.name != written or written.endswith(".toml"):
        return True
    return path.is_file()


def named_bank(store: Store, written: str) -> Bank:
    """Return the bank of that name or file. Raises BankFault if it is missing or faulty."""
    return read_bank(Path(written)) if is_file(store, written) else store.shelf.bank(written)


def bank_path(store: Store, name: str) -> Path:
    """Return the path of a bank, even a faulty one. Raises BankFault if there is none."""
    found = next((each.path for each in store.shelf.listed() if each.name == name), None)
    if found is None:
        store.shelf.bank(name)  # Raises, with the nearest name.
    return found or Path(name)
