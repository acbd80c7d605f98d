"""Files in folders: listed, compared with before, moved without replacing anything."""

from __future__ import annotations

import os
from pathlib import Path


def toml_names(folder: Path) -> list[str]:
    """The names of a folder's visible `.toml` files, in no order; none where it is missing."""
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries]
    except OSError:
        return []
    return [name for name in names if name.endswith(".toml") and name[0] != "."]


def toml_files(folder: Path) -> list[Path]:
    """The visible `.toml` files of a folder, in no order; none where there is no such folder."""
    return [folder / name for name in toml_names(folder)]


def is_there(path: Path) -> bool:
    """Whether there is anything of this name, be it a link that leads nowhere."""
    return path.is_symlink() or path.exists()


def state_of(path: Path) -> tuple[int, int] | None:
    """What tells whether a file has changed: its time and size; None where it can't be told."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def move_into(path: Path, folder: Path) -> Path:
    """Move a file into a folder, under a free name if its own is taken there. Raises OSError."""
    number = 1
    while True:
        target = folder / (path.name if number == 1 else f"{path.stem}-{number}.toml")
        try:
            os.link(path, target)
        except FileNotFoundError:
            raise
        except OSError:
            # Taken; or the file system has no hard links, which make sure that nothing is lost.
            if target.exists() or target.is_symlink():
                number += 1
                continue
            return path.rename(target)
        path.unlink()
        return target
