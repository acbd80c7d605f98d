"""The folder of sessions: listing, reading, locking, trash."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache as cache_results
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.core.states import Status
from simulator.storage.sessions import recordings
from simulator.storage.sessions.copies import copies_among
from simulator.storage.sessions.head import DamagedSession, SessionHead, read_head
from simulator.storage.sessions.order import AHEAD, newest_first
from simulator.storage.toml.parse import write_trouble
from simulator.system import log
from simulator.system.atomic_write import FOLDER_MODE, make_folder, sweep
from simulator.system.faults import SessionBusy, SessionFault
from simulator.system.file_lock import Busy, Lock, is_locked, sweep_locks
from simulator.system.listing import move_into, state_of, toml_files, toml_names
from simulator.text.cleaning import normal_form
from simulator.text.suggest import no_such

if TYPE_CHECKING:
    from simulator.core.session import Session
    from simulator.storage.sessions.cache import HistoryCache
    from simulator.storage.sessions.file import SessionFile


class SessionFolder:
    """One file per interview; nothing needs to exist beforehand.

    The modules for whole sessions are imported on use: a list needs only heads.
    """

    def __init__(
        self,
        folder: Path,
        cache: Path,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        titles: Callable[[Sequence[str]], tuple[str, ...]] = lambda names: (),
    ) -> None:
        """`cache` is the file that caches past sessions, safe to delete.

        `now` is for detecting sessions from a clock that was ahead; `titles` returns the titles of
        banks by name, for sessions whose files hold none.
        """
        self._now = now
        self._titles = cache_results(titles)
        self._copies: tuple[frozenset[str], Mapping[str, str]] = (frozenset(), {})
        self.folder = folder
        self.trash = folder / "trash"
        self._cache = cache
        self._heads: dict[str, tuple[tuple[int, int], SessionHead | DamagedSession]] = {}

    def paths(self) -> list[Path]:
        """Return all session files, newest first."""
        return [head.path for head in self.iter_heads()]

    def count(self) -> int:
        """Count the sessions."""
        return len(self._names())

    def copies(self) -> Mapping[str, str]:
        """Map the names of files that are mere copies to the name of the one that counts."""
        return self._copies_among(frozenset(toml_names(self.folder)))

    def _copies_among(self, names: frozenset[str]) -> Mapping[str, str]:
        if self._copies[0] != names:
            self._copies = (names, copies_among(self.folder, names, self.load))
        return self._copies[1]

    def _names(self) -> frozenset[str]:
        """Return the names of the files that count, unordered."""
        names = frozenset(toml_names(self.folder))
        return names.difference(self._copies_among(names))

    def iter_heads(self) -> Iterator[SessionHead | DamagedSession]:
        """Yield the head of each session, newest first, read on demand.

        Sessions in the future come last.
        """
        stems = [name.removesuffix(".toml") for name in self._names()]
        yield from newest_first(
            stems, lambda stem: self._head(self.folder / f"{stem}.toml"), self._now()
        )

    def lies_ahead(self, head: SessionHead) -> bool:
        """True if it began in the future, because a clock was ahead."""
        return head.started_at > self._now() + AHEAD

    def heads(self, limit: int | None = None) -> tuple[SessionHead | DamagedSession, ...]:
        """Return the newest heads; all of them without a limit."""
        return tuple(islice(self.iter_heads(), limit))

    def _head(self, path: Path) -> SessionHead | DamagedSession:
        state = state_of(path)
        known = self._heads.get(path.name)
        if known is not None and known[0] == state:
            return known[1]
        head = self.read_head(path)
        if state is not None:
            self._heads[path.name] = (state, head)
        return head

    def read_head(self, path: Path) -> SessionHead | DamagedSession:
        """Read the head of one session, here or in the trash."""
        try:
            head = read_head(path)
        except SessionFault as fault:
            return DamagedSession(path, fault.faults)
        return head if head.titles else head._replace(titles=self._titles(head.banks))

    def past(self) -> tuple[Session, ...]:
        """Return every readable session, oldest first, without the texts of answers.

        Sessions in the future are left out. For a background thread: it lets other threads run
        between files.
        """
        latest = self._now() + AHEAD
        sessions = self.history_cache().sessions(between=lambda: time.sleep(0))
        return tuple(self._titled(each) for each in sessions if each.started_at <= latest)

    def history_cache(self) -> HistoryCache:
        """Return the cache of these sessions."""
        from simulator.storage.sessions.cache import HistoryCache

        return HistoryCache(self.folder, self._cache, self.load, self.copies().keys())

    def load(self, path: Path) -> Session:
        """Read a whole session. Raises SessionFault."""
        from simulator.storage.sessions.read import read_session

        return self._titled(read_session(path))

    def _titled(self, session: Session) -> Session:
        if session.titles:
            return session
        return replace(session, known_titles=self._titles(session.setup.banks))

    def find(self, which: str = "last") -> Path:
        """Find a session's file by path, stem or `last`. Raises SessionFault."""
        if which == "last":
            return self._last()
        stem = normal_form(which.removesuffix(".toml"))
        paths = [self.folder / name for name in toml_names(self.folder)]
        if os.sep not in which and "/" not in which:
            for path in paths:
                if normal_form(path.stem) == stem:
                    return path
        try:
            if Path(which).is_file():
                return Path(which)
        except (OSError, ValueError):
            pass
        raise SessionFault.of(which, no_such("session", stem, sorted(path.stem for path in paths)))

    def _last(self) -> Path:
        """Return the newest readable session in which anything was done.

        Failing that, the newest readable one; failing that, the newest of all.
        """
        newest: Path | None = None
        untouched: Path | None = None
        for head in self.iter_heads():
            newest = newest or head.path
            if isinstance(head, SessionHead):
                try:
                    session = self.load(head.path)
                except SessionFault:
                    continue
                if not session.is_untouched:
                    return head.path
                untouched = untouched or head.path
        if newest is None:
            raise SessionFault.of(self.folder, "there are no sessions yet")
        return untouched or newest

    def running(self, *, elsewhere: bool = False) -> tuple[SessionHead, ...]:
        """Return the resumable interviews, newest first: running, but not open in any program.

        `elsewhere` returns those open in some program instead.
        """
        return tuple(
            head
            for head in self.iter_heads()
            if isinstance(head, SessionHead)
            and head.status is Status.RUNNING
            and is_locked(head.path) is elsewhere
        )

    def create(self, session: Session) -> SessionFile:
        """Create an interview's file; on disk and locked on return. Raises OSError."""
        from simulator.storage.sessions.file import SessionFile

        make_folder(self.folder.parent)
        self._make_private()
        file = SessionFile.create(self.folder, session)
        for folder in (self.folder, self.folder.parent, self.folder.parent / "banks"):
            sweep(folder, time.time())
            sweep_locks(folder, time.time())
        return file

    def _make_private(self) -> None:
        """Close an existing folder without sessions, as in a fresh checkout, to other users.

        A folder with sessions keeps its permissions; `doctor` reports what others can see.
        """
        if not toml_names(self.folder):
            with suppress(OSError):
                self.folder.chmod(self.folder.stat().st_mode & FOLDER_MODE)

    def resume(self, path: Path) -> tuple[SessionFile, Session]:
        """Resume an interview. Raises like `reopen`, and SessionFault if it is over."""
        file, session = self.reopen(path)
        if session.status is not Status.RUNNING:
            file.close()
            message = f"this interview is {session.status.value}; `report` shows it"
            raise SessionFault.of(path, message)
        return file, session

    def reopen(self, path: Path) -> tuple[SessionFile, Session]:
        """Open a session for writing. Raises SessionBusy if it is open elsewhere, SessionFault."""
        from simulator.storage.sessions.file import SessionFile

        lock = _owned(path)
        log.note(f"session opened: {path}")
        try:
            return SessionFile(path, lock), self.load(path)
        except BaseException:
            lock.release()
            raise

    def discard(self, path: Path) -> Path:
        """Move a session into the trash; return its new path. Raises SessionBusy, OSError."""
        lock = _owned(path)
        try:
            make_folder(self.trash)
            return self._move(path, self.trash)
        finally:
            lock.release()

    def remove(self, path: Path) -> None:
        """Delete a session and its recordings for good. Raises SessionBusy, OSError."""
        lock = _owned(path)
        try:
            path.unlink()
            recordings.delete(path)
        finally:
            lock.release()

    def restore(self, trashed: Path) -> Path:
        """Move a session out of the trash; return its new path. Raises OSError."""
        return self._move(trashed, self.folder)

    @staticmethod
    def _move(path: Path, folder: Path) -> Path:
        """Move a session and its recordings; recordings that can't be moved stay behind."""
        moved = move_into(path, folder)
        try:
            recordings.move_along(path, moved)
        except OSError as error:
            log.trouble(f"recordings stay behind: {path.stem}: {error.strerror}")
        return moved

    def trashed(self) -> tuple[Path, ...]:
        """Return the sessions in the trash, newest first by name."""
        return tuple(sorted(toml_files(self.trash), key=lambda path: path.name, reverse=True))

    def empty_trash(self) -> int:
        """Delete everything in the trash; return the number of sessions. Raises OSError."""
        paths = self.trashed()
        for path in paths:
            path.unlink()
            recordings.delete(path)
        return len(paths)


def _owned(path: Path) -> Lock:
    try:
        return Lock.take(path)
    except Busy:
        message = "another program has this interview open; close it there first"
        raise SessionBusy.of(path, message) from None
    except OSError as error:
        raise SessionFault.of(path, write_trouble(error)) from error
