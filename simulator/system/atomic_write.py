"""Writes files so that readers, crashes and power cuts leave either the old or the new content."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from simulator.system.listing import refuse_what_is_in_the_way

if sys.platform == "darwin":
    import fcntl

SUFFIX = ".tmp"
FILE_MODE, FOLDER_MODE = 0o600, 0o700
ENOUGH_BYTES = 50 * 1024 * 1024
"""Free space that is ample for everything the program saves."""

_STALE_SECONDS = 3600.0
_RETRIES = 8
_CREATE = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_NO_LINKS = frozenset((errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK))


def atomic_write(path: Path, data: bytes) -> None:
    """Create a file or replace its content. Raises OSError, with nothing changed.

    New files are private, existing ones keep their permissions. A symbolic link stays, and its
    target is replaced. A missing folder is an error.
    """
    prepare(path, data).commit()


def create_exclusively(path: Path, data: bytes) -> None:
    """Create a new file with its whole content. Raises FileExistsError, or another OSError."""
    with told_of(path):
        temporary = _written(path, data)
        _put(temporary, path)
    sync_folder(path.parent)


@contextlib.contextmanager
def told_of(path: Path) -> Iterator[None]:
    """Make errors name the intended file instead of the temporary one."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = os.fspath(path), None
        raise


def _put(temporary: Path, path: Path) -> None:
    """Give a file its name, which must be free; the temporary name disappears in any case."""
    try:
        try:
            os.link(temporary, path)
        except OSError as error:
            if error.errno not in _NO_LINKS and sys.platform != "win32":
                raise
            os.close(os.open(path, _CREATE, FILE_MODE))  # An empty file claims the name.
            _replace(temporary, path)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


@dataclass(frozen=True, slots=True)
class PreparedWrite:
    """New content on disk beside the file that it will replace."""

    temporary: Path
    target: Path
    durable: bool = True

    def commit(self) -> None:
        """Replace the file. Raises OSError; FileNotFoundError if it was abandoned."""
        try:
            with told_of(self.target):
                _replace(self.temporary, self.target)
        except BaseException:
            self.abandon()
            raise
        if self.durable:
            sync_folder(self.target.parent)

    def abandon(self) -> None:
        """Leave the file as it is; a later commit fails. May be called twice."""
        with contextlib.suppress(OSError):
            self.temporary.unlink()


def prepare(path: Path, data: bytes, *, durable: bool = True) -> PreparedWrite:
    """Write a file's new content without touching the file. Raises OSError.

    If `durable`, it is synced, so that a power cut leaves the old or the new content.
    """
    target = Path(os.path.realpath(path))
    with told_of(target):
        temporary = _written(target, data, _mode(target), durable=durable)
        return PreparedWrite(temporary, target, durable)


def _mode(target: Path) -> int:
    """Return the permissions of an existing file; private for a new one."""
    try:
        return stat.S_IMODE(target.stat().st_mode) & 0o777
    except OSError:
        return FILE_MODE


def _written(target: Path, data: bytes, mode: int = FILE_MODE, *, durable: bool = True) -> Path:
    stem = target.name.encode("utf-8", "surrogateescape")[:80].decode("utf-8", "ignore")
    name = f".{stem}.{os.getpid()}.{os.urandom(4).hex()}{SUFFIX}"
    temporary = target.with_name(name)
    descriptor = os.open(temporary, _CREATE, FILE_MODE)
    try:
        try:
            if mode != FILE_MODE and hasattr(os, "fchmod"):
                os.fchmod(descriptor, mode)
            _write_all(descriptor, data)
            if durable:
                _sync(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    return temporary


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _sync(descriptor: int) -> None:
    """Sync to the medium; on macOS a plain fsync stops at the drive's cache."""
    if sys.platform == "darwin":
        with contextlib.suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def _replace(source: Path, target: Path) -> None:
    for attempt in range(_RETRIES):
        try:
            source.replace(target)
            return
        except PermissionError:
            # On Windows, virus scanners and indexers hold new files for a moment.
            if sys.platform != "win32" or attempt == _RETRIES - 1:
                raise
            time.sleep(0.01 * 2**attempt)


def sync_folder(folder: Path) -> None:
    """Make new names in a folder survive a power cut, if the system supports that."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network file systems can't do this; the content itself is on disk.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Create a private folder and its parents. Raises OSError."""
    if not folder.is_dir():
        refuse_what_is_in_the_way(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=FOLDER_MODE, exist_ok=True)


def free_bytes(folder: Path) -> int:
    """Return the free space of a folder's disk. Raises OSError."""
    import shutil  # Slow to import, and rarely needed.

    return shutil.disk_usage(folder).free


def sweep(folder: Path, now: float) -> None:
    """Remove temporary files that killed programs left over an hour before `now`, epoch seconds."""
    with contextlib.suppress(OSError):
        for path in folder.glob(f".*{SUFFIX}"):
            with contextlib.suppress(OSError):
                if now - path.lstat().st_mtime > _STALE_SECONDS:
                    path.unlink()
