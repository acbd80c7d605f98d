"""Without a command: opens the home screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli.console import FAULTY, complain
from simulator.cli.screens import open_screens
from simulator.system.terminal import terminal_fault

if TYPE_CHECKING:
    from argparse import Namespace

    from simulator.storage.store import Store


def run(_: Namespace | None, store: Store) -> int:
    """Open the home screen; 1 if there is no terminal for it."""
    if fault := terminal_fault():
        complain(fault)
        return FAULTY
    open_screens(store)
