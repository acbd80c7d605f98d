"""`mock-interview paths`: where everything is kept."""

from __future__ import annotations

from simulator.storage.store import Store
from simulator.text.cleaning import printable


def run_paths(store: Store) -> int:
    """Print the places, one a line."""
    places = (
        ("home", store.home),
        ("banks", store.banks_folder),
        ("shipped banks", store.shipped),
        ("sessions", store.sessions_folder),
        ("trash", store.trash_folder),
        ("settings", store.settings_path),
    )
    for name, place in places:
        print(f"{name:<14} {printable(str(place))}")
    return 0
