"""`help`: prints the help of a command."""

from __future__ import annotations

from argparse import Namespace

from simulator.cli.console import FINE
from simulator.cli.parser import build_parser
from simulator.storage.store import Store


def run(arguments: Namespace, _: Store) -> int:
    """Print what `--help` prints; exits with 2 if there is no such command."""
    build_parser().parse_args([*arguments.words, "--help"])
    return FINE
