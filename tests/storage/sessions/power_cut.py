"""A model of what a power cut may leave after a recorded series of file operations.

Content that was not synced may be on disk in any part. Of the names made, moved or removed in
a folder that was not synced afterwards, any prefix in their order may be there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Step:
    """One operation: `create`, `truncate`, `write`, `sync`, `move`, `remove`, `sync folder`."""

    kind: str
    name: str = ""
    data: bytes = b""
    to: str = ""


def record(monkeypatch: pytest.MonkeyPatch, folder: Path) -> list[Step]:
    """Record all operations in the folder from now on, until `monkeypatch.undo()`."""
    steps: list[Step] = []
    names: dict[int, str] = {}
    real_open, real_write, real_fsync, real_close = os.open, os.write, os.fsync, os.close
    real_replace, real_unlink = os.replace, os.unlink

    def opened(path: str | Path, flags: int, mode: int = 0o777) -> int:
        descriptor = real_open(path, flags, mode)
        names[descriptor] = "" if Path(path) == folder else Path(path).name
        if flags & os.O_CREAT:
            steps.append(Step("create", names[descriptor]))
        if flags & os.O_TRUNC:
            steps.append(Step("truncate", names[descriptor]))
        return descriptor

    def written(descriptor: int, data: bytes) -> int:
        steps.append(Step("write", names[descriptor], bytes(data)))
        return real_write(descriptor, data)

    def synced(descriptor: int) -> None:
        name = names[descriptor]
        steps.append(Step("sync", name) if name else Step("sync folder"))
        real_fsync(descriptor)

    def closed(descriptor: int) -> None:
        names.pop(descriptor, None)
        real_close(descriptor)

    def replaced(source: Path, target: Path) -> None:
        steps.append(Step("move", Path(source).name, to=Path(target).name))
        real_replace(source, target)

    def unlinked(path: Path) -> None:
        real_unlink(path)
        steps.append(Step("remove", Path(path).name))

    for name, call in (("open", opened), ("write", written), ("fsync", synced), ("close", closed),
                       ("replace", replaced), ("unlink", unlinked)):  # fmt: skip
        monkeypatch.setattr(os, name, call)
    return steps


def states(steps: list[Step], target: str, old: bytes) -> Iterator[tuple[bool, bytes | None]]:
    """Yield what a cut may leave of the target: whether all steps were done, and the content."""
    for end in range(len(steps) + 1):
        done = steps[:end]
        synced = max((i for i, step in enumerate(done) if step.kind == "sync folder"), default=-1)
        loose = [i for i, step in enumerate(done) if step.kind in _NAMES and i > synced]
        for kept in range(len(loose) + 1):
            dropped = set(loose[kept:])
            for content in _contents(done, dropped, target, old):
                yield end == len(steps), content


_NAMES = ("create", "move", "remove")


def _contents(
    done: list[Step], dropped: set[int], target: str, old: bytes
) -> Iterator[bytes | None]:
    """Yield what the target may hold if these changes of names were lost."""
    inode_of: dict[str, int] = {target: 0}
    open_inode: dict[str, int] = {target: 0}
    parts: dict[int, list[bytes]] = {0: [old]}
    on_disk: dict[int, int] = {0: 1}
    for place, step in enumerate(done):
        if step.kind == "create" and step.name not in open_inode:
            open_inode[step.name] = len(parts)
            parts[open_inode[step.name]] = []
            on_disk[open_inode[step.name]] = 0
            if place not in dropped:
                inode_of[step.name] = open_inode[step.name]
        elif step.kind == "truncate":
            parts[open_inode[step.name]].clear()
            on_disk[open_inode[step.name]] = 0
        elif step.kind == "write":
            parts[open_inode[step.name]].append(step.data)
        elif step.kind == "sync":
            on_disk[open_inode[step.name]] = len(parts[open_inode[step.name]])
        elif step.kind == "move":
            moved = open_inode.pop(step.name)
            open_inode[step.to] = moved
            if place not in dropped:
                inode_of.pop(step.name, None)
                inode_of[step.to] = moved
        elif step.kind == "remove":
            open_inode.pop(step.name, None)
            if place not in dropped:
                inode_of.pop(step.name, None)
    inode = inode_of.get(target)
    if inode is None:
        yield None
        return
    safe = b"".join(parts[inode][: on_disk[inode]])
    loose = b"".join(parts[inode][on_disk[inode] :])
    for length in {0, len(loose) // 2, len(loose)}:
        yield safe + loose[:length]
