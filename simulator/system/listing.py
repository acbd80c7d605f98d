"""Lists files, detects changes, and moves files without replacing anything."""

from __future__ import annotations

import os
from pathlib import Path


def toml_names(folder: Path) -> list[str]:
    """Return the names of a folder's visible `.toml` files, unordered; empty if it is missing."""
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries]
    except OSError:
        return []
    return [name for name in names if name.endswith(".toml") and name[0] != "."]


def toml_files(folder: Path) -> list[Path]:
    """Return a folder's visible `.toml` files, unordered; empty if it is missing."""
    return [folder / name for name in toml_names(folder)]


def is_there(path: Path) -> bool:
    """True if anything has this name, even a dangling link."""
    return path.is_symlink() or path.exists()


def state_of(path: Path) -> tuple[int, int] | None:
    """Return a file's time and size, to detect changes; None if unavailable."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def move_into(path: Path, folder: Path) -> Path:
    """Move a file into a folder, renaming it if its name is taken. Raises OSError."""
    number = 1
    while True:
        target = folder / (path.name if number == 1 else f"{path.stem}-{number}.toml")
        try:
            os.link(path, target)
        except FileNotFoundError:
            raise
        except OSError:
            # The name is taken, or the file system lacks hard links, which prevent any loss.
            if target.exists() or target.is_symlink():
                number += 1
                continue
            return path.rename(target)
        path.unlink()
        return target
