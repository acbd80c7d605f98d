"""The recordings of sessions: a folder beside each file that has some, which goes where it goes."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

SUFFIX = ".rec"
"""Of the folder; its stem is that of the session's file."""


def folder_of(session: Path) -> Path:
    """Where the recordings of a session are, whether there are any or not."""
    return session.with_name(session.stem + SUFFIX)


def recording_path(session: Path, named: str) -> Path:
    """The file that a session names, beside that session: never one elsewhere."""
    return folder_of(session) / Path(named.replace("\\", "/")).name


def name_in_session(session: Path, name: str) -> str:
    """How a session's file names a recording of this name."""
    return f"{folder_of(session).name}/{name}"


def move_along(session: Path, moved: Path) -> None:
    """Move a session's recordings to where its file is now. Raises OSError."""
    folder = folder_of(session)
    if folder.is_dir() and not folder.is_symlink():
        folder.rename(folder_of(moved))


def delete(session: Path) -> None:
    """Delete a session's recordings for good; what can't be deleted stays."""
    folder = folder_of(session)
    if folder.is_symlink():
        return
    shutil.rmtree(folder, ignore_errors=True)


def folders(sessions: Path) -> Iterator[Path]:
    """The folders of recordings among the sessions of a folder."""
    with contextlib.suppress(OSError), os.scandir(sessions) as entries:
        for entry in entries:
            if entry.name.endswith(SUFFIX) and entry.is_dir(follow_symlinks=False):
                yield Path(entry.path)


def room(sessions: Path) -> tuple[int, int]:
    """How many sessions of a folder have recordings, and the bytes they take."""
    number = size = 0
    for folder in folders(sessions):
        number += 1
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    size += entry.stat(follow_symlinks=False).st_size
    return number, size
