"""`bank export`: a bank in another format."""

from __future__ import annotations

from argparse import Namespace

from simulator.cli.console import deliver
from simulator.cli.context import open_store
from simulator.exporters.bank_files import export_bank


def run(arguments: Namespace) -> int:
    """Print or write a bank. Raises BankFault where it is faulty or missing, and OSError."""
    bank = open_store(arguments.home).shelf.bank(arguments.name)
    return deliver(export_bank(bank, arguments.format), arguments.output)
