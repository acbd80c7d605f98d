"""Finds banks in subfolders of a folder of banks, such as a cloned repository."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from simulator.system.listing import state_of

_HEADER = re.compile(rb"^[ \t]*\[\[questions\]\]", re.MULTILINE)
_DEEPEST, _MOST_FOLDERS, _MOST_FILES = 8, 1_000, 2_000
_LARGEST = 16 * 1024 * 1024


class BanksBelow:
    """Finds files that contain `[[questions]]`; a file is read again only after it changed.

    Skips hidden folders, and does not follow symbolic links.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[Path, tuple[tuple[int, int] | None, bool]] = {}

    def paths(self) -> list[Path]:
        """Return the files, sorted."""
        found = (path for path in islice(self._files(), _MOST_FILES) if self._holds_questions(path))
        return sorted(found)

    def name_of(self, path: Path) -> str:
        """Return `folder/name` for a file in a subfolder, else the bare stem."""
        if not path.is_relative_to(self._folder):
            return path.stem
        return path.relative_to(self._folder).with_suffix("").as_posix()

    def _files(self) -> Iterator[Path]:
        for place, folders, names in islice(os.walk(self._folder), _MOST_FOLDERS):
            folder = Path(place)
            depth = len(folder.relative_to(self._folder).parts)
            # os.walk goes on into the folders left in this list; it does not follow links.
            folders[:] = sorted(filter(_is_visible, folders)) if depth < _DEEPEST else []
            for name in sorted(filter(_is_visible, names)) if depth else ():
                if name.endswith(".toml") and not (folder / name).is_symlink():
                    yield folder / name

    def _holds_questions(self, path: Path) -> bool:
        state = state_of(path)
        known = self._known.get(path)
        if known is None or known[0] != state:
            known = self._known[path] = (state, _looks_like_bank(path, state))
        return known[1]


def _is_visible(name: str) -> bool:
    return not name.startswith(".")


def _looks_like_bank(path: Path, state: tuple[int, int] | None) -> bool:
    if state is None or state[1] > _LARGEST:
        return False
    try:
        return _HEADER.search(path.read_bytes()) is not None
    except OSError:
        return False
