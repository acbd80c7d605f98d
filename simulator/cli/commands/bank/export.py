"""`bank export`: writes a bank in another format."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from simulator.cli.commands.bank.path import is_file
from simulator.cli.console import deliver
from simulator.exporters.bank_files import BANK_FORMATS, export_bank
from simulator.storage.banks.read import read_bank
from simulator.storage.store import Store


def run(arguments: Namespace, store: Store) -> int:
    """Print or write a bank. Raises BankFault if it is faulty or missing, and OSError."""
    name = arguments.name
    bank = read_bank(Path(name)) if is_file(store, name) else store.shelf.bank(name)
    fmt = BANK_FORMATS[arguments.format]
    text = export_bank(bank, arguments.format)
    return deliver(text, arguments.output, fmt, arguments.encoding)
