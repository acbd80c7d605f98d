"""Lists files, detects changes and obstructions, and moves files without replacing any."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path


def toml_names(folder: Path) -> list[str]:
    """Return the names of a folder's visible `.toml` files, unordered; empty if it is missing."""
    try:
        with os.scandir(folder) as entries:
            names = (entry.name for entry in entries)
            return [name for name in names if name.endswith(".toml") and name[0] != "."]
    except OSError:
        return []


def toml_files(folder: Path) -> list[Path]:
    """Return a folder's visible `.toml` files, unordered; empty if it is missing."""
    return [folder / name for name in toml_names(folder)]


def is_there(path: Path) -> bool:
    """True if anything has this name, even a dangling link."""
    return path.is_symlink() or path.exists()


def state_of(path: Path) -> tuple[int, int] | None:
    """Return a file's modification time and size, to detect changes; None if unavailable."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def numbered(name: str, sign: str = "-") -> Iterator[str]:
    """Yield a name, then the name numbered from 2 on, to find one that is free."""
    yield name
    yield from (f"{name}{sign}{number}" for number in count(2))


def refuse_what_is_in_the_way(folder: Path) -> None:
    """Raise NotADirectoryError, naming the culprit, if `in_the_way` finds one."""
    if (other := in_the_way(folder)) is not None:
        raise NotADirectoryError(errno.ENOTDIR, "this is not a folder", str(other))


def in_the_way(folder: Path) -> Path | None:
    """Return the path, at or above a folder, that exists but is not a folder; else None."""
    above = (each for each in (folder, *folder.parents) if os.path.lexists(each))
    return next((each for each in above if not each.is_dir()), None)


def move_into(path: Path, folder: Path) -> Path:
    """Move a file into a folder, renaming it if its name is taken. Raises OSError."""
    for name in numbered(path.stem):
        target = folder / f"{name}{path.suffix}"
        try:
            os.link(path, target)
        except FileNotFoundError:
            raise
        except OSError:
            # The name is taken, or the file system lacks hard links, which never overwrite a file.
            if not is_there(target):
                return path.rename(target)
        else:
            path.unlink()
            return target
    raise AssertionError("there is always one more name")
