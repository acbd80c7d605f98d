"""What a command works with, opened as the arguments and the environment say."""

from __future__ import annotations

import os
from pathlib import Path

from simulator.storage.home import find_home, shipped_banks
from simulator.storage.store import Store
from simulator.system import log


def open_store(home: str | None) -> Store:
    """The folders that the option, the environment and the current folder name."""
    found = find_home(None if home is None else Path(home), os.environ, Path.cwd())
    log.note(f"home: {found}")
    return Store(found, shipped_banks())
