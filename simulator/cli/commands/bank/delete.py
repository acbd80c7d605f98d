"""`bank delete`: moves a bank into the trash."""

from __future__ import annotations

from argparse import Namespace

from simulator.cli.console import FINE, say
from simulator.storage.store import Store
from simulator.text.cleaning import printable
from simulator.usecases.shelve import delete_bank


def run(arguments: Namespace, store: Store) -> int:
    """Delete a bank, and say where it is kept. Raises BankFault and OSError."""
    path = delete_bank(store, arguments.name)
    say(f"{printable(arguments.name)} is in the trash: {printable(str(path))}")
    return FINE
