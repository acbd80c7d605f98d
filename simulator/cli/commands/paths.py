"""`paths`: prints where everything is kept."""

from __future__ import annotations

from argparse import Namespace

from simulator.cli.console import FINE, say
from simulator.storage.store import Store
from simulator.text.cleaning import printable


def run(arguments: Namespace, store: Store) -> int:
    """Print each name and path."""
    for name, place in store.places:
        say(f"{name:<14} {printable(str(place))}")
    return FINE
