"""Recordings of sessions: a folder beside the session's file, moved along with it."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

SUFFIX = ".rec"
"""The folder's suffix; its stem is the same as the session file's."""


def folder_of(session: Path) -> Path:
    """Return the folder for a session's recordings, whether it exists or not."""
    return session.with_name(session.stem + SUFFIX)


def recording_path(session: Path, named: str) -> Path:
    """Return a recording named by a session; always a path beside that session."""
    return folder_of(session) / Path(named.replace("\\", "/")).name


def name_in_session(session: Path, name: str) -> str:
    """Return the name of a recording as it appears in the session's file."""
    return f"{folder_of(session).name}/{name}"


def move_along(session: Path, moved: Path) -> None:
    """Move a session's recordings to its new place. Raises OSError."""
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
    """Yield the folders of recordings in a folder of sessions."""
    with contextlib.suppress(OSError), os.scandir(sessions) as entries:
        for entry in entries:
            if entry.name.endswith(SUFFIX) and entry.is_dir(follow_symlinks=False):
                yield Path(entry.path)


def room(sessions: Path) -> tuple[int, int]:
    """Return how many sessions have recordings, and the bytes these take."""
    number = size = 0
    for folder in folders(sessions):
        number += 1
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    size += entry.stat(follow_symlinks=False).st_size
    return number, size
