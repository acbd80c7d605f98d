"""Opens the home screen, without a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli.console import FAULTY, complain
from simulator.cli.screens import open_screens
from simulator.system.terminal import terminal_fault

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Open the home screen."""
    return open_home(arguments.home)


def open_home(home: str | None) -> int:
    """Open the home screen over a home; 1 if there is no terminal for it."""
    if fault := terminal_fault():
        complain(fault)
        return FAULTY
    open_screens(home)
