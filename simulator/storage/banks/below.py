"""Finds banks in subfolders of a folder of banks, such as a cloned repository."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
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
        found = (path for path in self._files() if self._holds_questions(path))
        return sorted(found)

    def name_of(self, path: Path) -> str:
        """Return `folder/name` for a file in a subfolder, else the bare stem."""
        try:
            inner = path.relative_to(self._folder)
        except ValueError:
            return path.stem
        return inner.with_suffix("").as_posix()

    def _files(self) -> Iterator[Path]:
        waiting, folders, files = [(self._folder, 0)], 0, 0
        while waiting and folders < _MOST_FOLDERS:
            folder, depth = waiting.pop()
            folders += 1
            try:
                with os.scandir(folder) as entries:
                    inside = sorted(entries, key=lambda entry: entry.name)
            except OSError:
                continue
            for entry in inside:
                if entry.name.startswith(".") or entry.is_symlink():
                    continue
                if entry.is_dir(follow_symlinks=False):
                    if depth < _DEEPEST:
                        waiting.append((Path(entry.path), depth + 1))
                elif depth and entry.name.endswith(".toml") and files < _MOST_FILES:
                    files += 1
                    yield Path(entry.path)

    def _holds_questions(self, path: Path) -> bool:
        state = state_of(path)
        known = self._known.get(path)
        if known is None or known[0] != state:
            known = self._known[path] = (state, _looks_like_bank(path, state))
        return known[1]


def _looks_like_bank(path: Path, state: tuple[int, int] | None) -> bool:
    if state is None or state[1] > _LARGEST:
        return False
    try:
        return _HEADER.search(path.read_bytes()) is not None
    except OSError:
        return False
