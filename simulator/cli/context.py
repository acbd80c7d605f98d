"""Opens what a command works with, by arguments and environment."""

from __future__ import annotations

import os
from pathlib import Path

from simulator.storage.home import find_home, shipped_banks
from simulator.storage.store import Store
from simulator.system import log


def open_store(home: str | None) -> Store:
    """Open the home named by the option, the environment or the current folder."""
    try:
        here = Path.cwd()
    except FileNotFoundError:  # It was deleted.
        here = Path()
    found = find_home(None if home is None else Path(home), os.environ, here)
    log.note(f"home: {found}")
    return Store(found, shipped_banks())
