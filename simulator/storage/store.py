"""A home's folders: banks and sessions in and out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.system import log
from simulator.system.listing import is_there, move_into, state_of, toml_files, toml_names
from simulator.text.suggest import no_such

if TYPE_CHECKING:
    from simulator.core.bank import Bank
    from simulator.core.session import Session
    from simulator.storage.banks.shelf import BankShelf, ListedBank
    from simulator.storage.sessions.file import SessionFile
    from simulator.storage.sessions.head import DamagedSession, SessionHead
    from simulator.storage.settings.model import Settings
    from simulator.system.file_lock import Lock

# What reads and writes the files is imported where it is first used: a store is made before the
# first screen stands, and used after.


class Store:
    """The files of one home, and the banks that ship. Nothing needs to exist beforehand."""

    def __init__(self, home: Path, shipped: Path) -> None:
        self.home = home
        self.shipped = shipped
        self._heads: dict[str, tuple[tuple[int, int], SessionHead | DamagedSession]] = {}

    @property
    def banks_folder(self) -> Path:
        """The candidate's own banks."""
        return self.home / "banks"

    @property
    def sessions_folder(self) -> Path:
        """One file per interview."""
        return self.home / "sessions"

    @property
    def trash_folder(self) -> Path:
        """Discarded sessions, until the trash is emptied."""
        return self.sessions_folder / "trash"

    @property
    def settings_path(self) -> Path:
        """The settings' file."""
        return self.home / "settings.toml"

    # Banks

    @cached_property
    def _shelf(self) -> BankShelf:
        from simulator.storage.banks.shelf import BankShelf

        return BankShelf(self.shipped, self.banks_folder)

    def banks(self) -> tuple[ListedBank, ...]:
        """All banks, the good ones first, by title. A home's bank replaces a shipped namesake."""
        return self._shelf.listed()

    def good_banks(self) -> list[Bank]:
        """The banks that can be used, by title."""
        return [each.bank for each in self.banks() if each.bank is not None]

    def bank_names(self) -> tuple[str, ...]:
        """The names of all banks, sorted; none is opened."""
        return self._shelf.names()

    def bank(self, name: str) -> Bank:
        """The bank of this name. Raises BankFault where there is none, or it is faulty."""
        return self._shelf.bank(name)

    # Sessions

    def session_paths(self) -> list[Path]:
        """The files of all sessions, the newest first by name."""
        return [self.sessions_folder / name for name in self._session_names()]

    def session_count(self) -> int:
        """How many sessions there are."""
        return len(toml_names(self.sessions_folder))

    def _session_names(self) -> list[str]:
        return sorted(toml_names(self.sessions_folder), reverse=True)

    def iter_heads(self) -> Iterator[SessionHead | DamagedSession]:
        """The head of each session, the newest first, read as they are asked for."""
        folder = self.sessions_folder
        for name in self._session_names():
            yield self._head(folder / name)

    def heads(self, limit: int | None = None) -> tuple[SessionHead | DamagedSession, ...]:
        """The heads of the newest sessions, all of them without a limit."""
        return tuple(islice(self.iter_heads(), limit))

    def _head(self, path: Path) -> SessionHead | DamagedSession:
        state = state_of(path)
        known = self._heads.get(path.name)
        if known is not None and known[0] == state:
            return known[1]
        from simulator.storage.sessions.head import DamagedSession, read_head
        from simulator.system.faults import SessionFault

        head: SessionHead | DamagedSession
        try:
            head = read_head(path)
        except SessionFault as fault:
            head = DamagedSession(path, fault.faults)
        if state is not None:
            self._heads[path.name] = (state, head)
        return head

    def load(self, path: Path) -> Session:
        """A whole session. Raises SessionFault."""
        from simulator.storage.sessions.read import read_session

        return read_session(path)

    def find(self, which: str = "last") -> Path:
        """The file of a session: a path, the stem of its name, or `last`. Raises SessionFault."""
        from simulator.system.faults import SessionFault

        if which == "last":
            paths = self.session_paths()
            if not paths:
                raise SessionFault.of(self.sessions_folder, "there are no sessions yet")
            return paths[0]
        stem = which.removesuffix(".toml")
        if os.sep not in which and "/" not in which:
            for path in self.session_paths():
                if path.stem == stem:
                    return path
        try:
            if Path(which).is_file():
                return Path(which)
        except (OSError, ValueError):
            pass
        names = [path.stem for path in self.session_paths()]
        raise SessionFault.of(which, no_such("session", stem, names))

    def running(self, *, elsewhere: bool = False) -> tuple[SessionHead, ...]:
        """The interviews that can be resumed: running, and open in no program; the newest first.

        `elsewhere`: those that some program has open, instead.
        """
        from simulator.core.states import Status
        from simulator.storage.sessions.head import SessionHead
        from simulator.system.file_lock import is_locked

        return tuple(
            head
            for head in self.iter_heads()
            if isinstance(head, SessionHead)
            and head.status is Status.RUNNING
            and is_locked(head.path) is elsewhere
        )

    def create(self, session: Session) -> SessionFile:
        """A new file for an interview, on disk and owned when this returns. Raises OSError."""
        import time

        from simulator.storage.sessions.file import SessionFile
        from simulator.system.atomic_write import make_folder, sweep

        make_folder(self.home)
        file = SessionFile.create(self.sessions_folder, session)
        sweep(self.sessions_folder, time.time())
        return file

    def resume(self, path: Path) -> tuple[SessionFile, Session]:
        """Go on with an interview. Raises as `reopen`, and SessionFault where it is over."""
        from simulator.core.states import Status
        from simulator.system.faults import SessionFault

        file, session = self.reopen(path)
        if session.status is not Status.RUNNING:
            file.close()
            message = f"this interview is {session.status.value}; `report` shows it"
            raise SessionFault.of(path, message)
        return file, session

    def reopen(self, path: Path) -> tuple[SessionFile, Session]:
        """Go on with a session. Raises SessionBusy where another has it open, or SessionFault."""
        from simulator.storage.sessions.file import SessionFile

        lock = _owned(path)
        log.note(f"session opened: {path}")
        try:
            return SessionFile(path, lock), self.load(path)
        except BaseException:
            lock.release()
            raise

    # Trash

    def discard(self, path: Path) -> Path:
        """Put a session into the trash; returns where it is now. Raises SessionBusy, OSError."""
        from simulator.system.atomic_write import make_folder

        lock = _owned(path)
        try:
            make_folder(self.trash_folder)
            return move_into(path, self.trash_folder)
        finally:
            lock.release()

    def restore(self, trashed: Path) -> Path:
        """Take a session out of the trash; returns where it is now. Raises OSError."""
        return move_into(trashed, self.sessions_folder)

    def trashed(self) -> tuple[Path, ...]:
        """What is in the trash, the newest first by name."""
        return tuple(
            sorted(toml_files(self.trash_folder), key=lambda path: path.name, reverse=True)
        )

    def empty_trash(self) -> int:
        """Delete what is in the trash for good; returns how many sessions. Raises OSError."""
        paths = self.trashed()
        for path in paths:
            path.unlink()
        return len(paths)

    # Settings

    def read_settings(self) -> Settings:
        """The settings; the defaults where there is no file. Raises SettingsFault."""
        if not is_there(self.settings_path):
            from simulator.storage.settings.model import Settings

            return Settings()
        from simulator.storage.settings.file import load

        return load(self.settings_path)

    def write_settings(self, settings: Settings) -> None:
        """Keep the settings. Raises OSError, or SettingsFault where the file there is faulty."""
        from simulator.storage.settings.file import save
        from simulator.system.atomic_write import make_folder

        make_folder(self.home)
        save(self.settings_path, settings)


def _owned(path: Path) -> Lock:
    from simulator.storage.toml.parse import os_trouble
    from simulator.system.faults import SessionBusy, SessionFault
    from simulator.system.file_lock import Busy, Lock

    try:
        return Lock.take(path)
    except Busy:
        message = "another program has this interview open; close it there first"
        raise SessionBusy.of(path, message) from None
    except OSError as error:
        raise SessionFault.of(path, os_trouble(error)) from error
