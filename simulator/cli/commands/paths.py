"""`mock-interview paths`: where everything is kept."""

from __future__ import annotations

from argparse import Namespace

from simulator.cli.console import FINE, say
from simulator.cli.context import open_store
from simulator.text.cleaning import printable


def run(arguments: Namespace) -> int:
    """Print the places, one a line."""
    store = open_store(arguments.home)
    places = (
        ("home", store.home),
        ("banks", store.banks_folder),
        ("shipped banks", store.shipped),
        ("sessions", store.sessions_folder),
        ("trash", store.sessions.trash),
        ("settings", store.settings_path),
    )
    for name, place in places:
        say(f"{name:<14} {printable(str(place))}")
    return FINE
