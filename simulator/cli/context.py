"""Opens the home that a command works with."""

from __future__ import annotations

import os
from pathlib import Path

from simulator.storage.home import find_home, shipped_banks
from simulator.storage.store import Store
from simulator.system import log
from simulator.system.listing import refuse_what_is_in_the_way


def open_store(home: str | None) -> Store:
    """Open the home named by the option, the environment or the current folder.

    Raises OSError if something with that name is not a folder.
    """
    try:
        here = Path.cwd()
    except FileNotFoundError:  # It was deleted.
        here = Path()
    found = find_home(None if home is None else Path(home), os.environ, here)
    log.note(f"home: {found}")
    if not found.is_dir():
        refuse_what_is_in_the_way(found)
    return Store(found, shipped_banks())
