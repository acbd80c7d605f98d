"""A home's folders: banks and sessions in and out."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from simulator.atomic import make_folder, sweep
from simulator.bank import Bank
from simulator.bank_file import read_bank
from simulator.faults import BankFault, Fault, SessionBusy, SessionFault
from simulator.locks import Busy, Lock, is_locked
from simulator.session import Session, Status
from simulator.session_file import read_session
from simulator.session_head import DamagedSession, SessionHead, read_head
from simulator.session_owner import SessionFile
from simulator.settings import Settings, read_settings, write_settings
from simulator.text import printable
from simulator.toml_files import os_trouble

__all__ = ["DamagedSession", "ListedBank", "SessionFile", "SessionHead", "Store"]


@dataclass(frozen=True, slots=True)
class ListedBank:
    """One bank that is there; `bank` is None where its file is faulty."""

    name: str
    path: Path
    shipped: bool
    bank: Bank | None
    faults: tuple[Fault, ...] = ()


class Store:
    """The files of one home, and the banks that ship. Nothing needs to exist beforehand."""

    def __init__(self, home: Path, shipped: Path) -> None:
        self.home = home
        self.shipped = shipped
        self._banks: dict[Path, tuple[tuple[int, int], ListedBank]] = {}
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

    def banks(self) -> tuple[ListedBank, ...]:
        """All banks, the good ones first, by title. A home's bank replaces a shipped namesake."""
        listed = [self._listed(path, shipped) for path, shipped in self._bank_paths()]
        return tuple(sorted(listed, key=_good_first))

    def bank_names(self) -> tuple[str, ...]:
        """The names of all banks, sorted; none is opened."""
        return tuple(sorted(printable(path.stem) for path, _ in self._bank_paths()))

    def bank(self, name: str) -> Bank:
        """The bank of this name. Raises BankFault where there is none, or it is faulty."""
        for path, shipped in self._bank_paths():
            if printable(path.stem) == name:
                listed = self._listed(path, shipped)
                if listed.bank is None:
                    raise BankFault(listed.faults)
                return listed.bank
        raise BankFault.of(printable(name), _no_such("bank", name, self.bank_names()))

    def _bank_paths(self) -> list[tuple[Path, bool]]:
        found = {path.name: (path, True) for path in _toml_files(self.shipped)}
        found |= {path.name: (path, False) for path in _toml_files(self.banks_folder)}
        return [found[name] for name in sorted(found)]

    def _listed(self, path: Path, shipped: bool) -> ListedBank:
        state = _state(path)
        known = self._banks.get(path)
        if known is not None and known[0] == state:
            return known[1]
        name = printable(path.stem)
        try:
            listed = ListedBank(name, path, shipped, read_bank(path))
        except BankFault as fault:
            listed = ListedBank(name, path, shipped, None, fault.faults)
        if state is not None:
            self._banks[path] = (state, listed)
        return listed

    # Sessions

    def session_paths(self) -> list[Path]:
        """The files of all sessions, the newest first by name."""
        return sorted(_toml_files(self.sessions_folder), key=lambda path: path.name, reverse=True)

    def iter_heads(self) -> Iterator[SessionHead | DamagedSession]:
        """The head of each session, the newest first, read as they are asked for."""
        for path in self.session_paths():
            yield self._head(path)

    def heads(self, limit: int | None = None) -> tuple[SessionHead | DamagedSession, ...]:
        """The heads of the newest sessions, all of them without a limit."""
        return tuple(self._head(path) for path in self.session_paths()[:limit])

    def _head(self, path: Path) -> SessionHead | DamagedSession:
        state = _state(path)
        known = self._heads.get(path.name)
        if known is not None and known[0] == state:
            return known[1]
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
        return read_session(path)

    def find(self, which: str = "last") -> Path:
        """The file of a session: a path, the stem of its name, or `last`. Raises SessionFault."""
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
        raise SessionFault.of(which, _no_such("session", stem, names))

    def running(self) -> tuple[SessionHead, ...]:
        """The interviews that can be resumed: running, and open in no program; the newest first."""
        return tuple(
            head
            for head in self.iter_heads()
            if isinstance(head, SessionHead)
            and head.status is Status.RUNNING
            and not is_locked(head.path)
        )

    def create(self, session: Session) -> SessionFile:
        """A new file for an interview, on disk and owned when this returns. Raises OSError."""
        make_folder(self.home)
        file = SessionFile.create(self.sessions_folder, session)
        sweep(self.sessions_folder, time.time())
        return file

    def reopen(self, path: Path) -> tuple[SessionFile, Session]:
        """Go on with a session. Raises SessionBusy where another has it open, or SessionFault."""
        lock = _owned(path)
        try:
            return SessionFile(path, lock), self.load(path)
        except BaseException:
            lock.release()
            raise

    # Trash

    def discard(self, path: Path) -> Path:
        """Put a session into the trash; returns where it is now. Raises SessionBusy, OSError."""
        lock = _owned(path)
        try:
            make_folder(self.trash_folder)
            return _move(path, self.trash_folder)
        finally:
            lock.release()

    def restore(self, trashed: Path) -> Path:
        """Take a session out of the trash; returns where it is now. Raises OSError."""
        return _move(trashed, self.sessions_folder)

    def trashed(self) -> tuple[Path, ...]:
        """What is in the trash, the newest first by name."""
        return tuple(
            sorted(_toml_files(self.trash_folder), key=lambda path: path.name, reverse=True)
        )

    def empty_trash(self) -> int:
        """Delete what is in the trash for good; returns how many sessions. Raises OSError."""
        paths = self.trashed()
        for path in paths:
            path.unlink()
        return len(paths)

    # Settings

    def read_settings(self) -> Settings:
        """The settings. Raises SettingsFault."""
        return read_settings(self.settings_path)

    def write_settings(self, settings: Settings) -> None:
        """Keep the settings. Raises OSError, or SettingsFault where the file there is faulty."""
        make_folder(self.home)
        write_settings(self.settings_path, settings)


def _toml_files(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            names = [
                entry.name
                for entry in entries
                if entry.name.endswith(".toml") and not entry.name.startswith(".")
            ]
    except OSError:
        return []
    return [folder / name for name in names]


def _state(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _good_first(listed: ListedBank) -> tuple[bool, str, str]:
    title = listed.bank.title if listed.bank else listed.name
    return listed.bank is None, title.casefold(), listed.name


def _owned(path: Path) -> Lock:
    try:
        return Lock.take(path)
    except Busy:
        message = "another program has this interview open; close it there first"
        raise SessionBusy.of(path, message) from None
    except OSError as error:
        raise SessionFault.of(path, os_trouble(error)) from error


def _move(path: Path, folder: Path) -> Path:
    """Rename into a folder without replacing anything there."""
    number = 1
    while True:
        target = folder / (path.name if number == 1 else f"{path.stem}-{number}.toml")
        try:
            os.link(path, target)
        except FileExistsError:
            number += 1
            continue
        except OSError:
            if target.exists():
                number += 1
                continue
            path.replace(target)
            return target
        path.unlink()
        return target


def _no_such(kind: str, name: str, names: object) -> str:
    from difflib import get_close_matches

    known = list(names) if isinstance(names, (list, tuple)) else []
    near = get_close_matches(name, known, 1, cutoff=0.5)
    return f"there is no such {kind}" + (f"; did you mean {near[0]}?" if near else "")
