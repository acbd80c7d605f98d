"""Locks a file's name until the process ends."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from pathlib import Path

SUFFIX = ".lock"
_STALE_SECONDS = 3600.0
_CANNOT = frozenset((errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL))
_MAY_NOT = frozenset((errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EDQUOT))


class Busy(Exception):
    """Another holder has the lock."""


class Lock:
    """A lock, held from `take` to `release` or to the end of the process, even a crash.

    It is held on a hidden file next to the real one: every save replaces the real file, and a lock
    on it would disappear with the old content.
    """

    def __init__(self, descriptor: int | None, path: Path) -> None:
        self._descriptor = descriptor
        self._path = path

    @classmethod
    def take(cls, path: Path) -> Lock:
        """Take the lock of a file's name. Raises Busy, or OSError if the folder is missing.

        If the folder is read-only, or the file system has no locks, the lock is granted: nobody
        else could write there, or would notice a lock.
        """
        side = side_file(path)
        while True:
            try:
                descriptor = _open(side)
            except OSError as error:
                if error.errno in _MAY_NOT:
                    return cls(None, side)
                raise
            if not _try_a_while(descriptor):
                os.close(descriptor)
                raise Busy
            if _same(descriptor, side):
                return cls(descriptor, side)
            # Its last holder removed the file between our opening and locking it.
            os.close(descriptor)

    def release(self) -> None:
        """Release the lock; may be called twice."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is None:
            return
        if sys.platform != "win32":
            with contextlib.suppress(OSError):
                self._path.unlink()
        os.close(descriptor)
        if sys.platform == "win32":
            with contextlib.suppress(OSError):
                self._path.unlink()


def side_file(path: Path) -> Path:
    """Return the hidden file that carries the lock."""
    return path.with_name(f".{path.name}{SUFFIX}")


def is_locked(path: Path) -> bool:
    """True if anybody, this process included, holds the lock at this moment."""
    try:
        descriptor = os.open(side_file(path), os.O_RDWR | getattr(os, "O_CLOEXEC", 0))
    except OSError:
        return False
    try:
        return not _try(descriptor)
    finally:
        os.close(descriptor)


def sweep_locks(folder: Path, now: float) -> None:
    """Remove locks that killed programs left over an hour before `now`, epoch seconds."""
    with contextlib.suppress(OSError):
        for side in folder.glob(f".*{SUFFIX}"):
            with contextlib.suppress(OSError, Busy):
                if now - side.lstat().st_mtime > _STALE_SECONDS and side.stat().st_size == 0:
                    Lock.take(side.with_name(side.name[1 : -len(SUFFIX)])).release()


def _open(side: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    return os.open(side, flags, 0o600)


def _try_a_while(descriptor: int) -> bool:
    """Try for a while: even `is_locked` holds the lock for a moment."""
    for _ in range(5):
        if _try(descriptor):
            return True
        time.sleep(0.01)
    return False


def _same(descriptor: int, side: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), side.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _try(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno not in _CANNOT:
                raise
        return True
