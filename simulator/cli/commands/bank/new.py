"""`bank new`: creates a small commented bank."""

from __future__ import annotations

from argparse import Namespace

from simulator.cli.console import FINE, WRONG_ARGUMENTS, complain, say
from simulator.storage.banks.template import new_bank
from simulator.storage.store import Store
from simulator.text.cleaning import printable


def run(arguments: Namespace, store: Store) -> int:
    """Create a bank; 2 if its name is impossible. Raises BankFault if it is taken, OSError."""
    try:
        path = new_bank(store.banks_folder, arguments.name, store.shelf.names())
    except ValueError as error:
        complain(str(error))
        return WRONG_ARGUMENTS
    say(printable(str(path)))
    complain("write your questions there; `mock-interview bank check` reports mistakes.")
    return FINE
