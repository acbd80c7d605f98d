"""`bank rename`: renames a bank."""

from __future__ import annotations

from argparse import Namespace

from simulator.cli.console import FINE, WRONG_ARGUMENTS, complain, say
from simulator.storage.store import Store
from simulator.text.cleaning import printable
from simulator.usecases.shelve import rename_bank


def run(arguments: Namespace, store: Store) -> int:
    """Rename a bank; 2 if the name is impossible. Raises BankFault and OSError."""
    try:
        name = rename_bank(store, arguments.name, arguments.new)
    except ValueError as error:
        complain(str(error))
        return WRONG_ARGUMENTS
    say(f"{printable(arguments.name)} is now called {printable(name)}.")
    complain("past interviews keep its old name.")
    return FINE
