"""The file of one interview, owned by this program."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from simulator.core.session import Session
from simulator.storage.sessions.write import SessionWriter, session_toml
from simulator.system import log
from simulator.system.atomic_write import PreparedWrite, create_exclusively, make_folder, prepare
from simulator.system.file_lock import Busy, Lock
from simulator.system.listing import numbered
from simulator.text.patterns import pattern

_SLUG_LENGTH = 40
_RESERVED = pattern(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.ASCII)


class SessionFile:
    """A session's file, locked against other programs until it is closed."""

    def __init__(self, path: Path, lock: Lock) -> None:
        self.path = path
        self._lock = lock
        self._writer = SessionWriter()

    @classmethod
    def create(cls, folder: Path, session: Session) -> SessionFile:
        """Create a file under a free name in a folder. Raises OSError."""
        make_folder(folder)
        data = encoded(session)
        for stem in numbered(file_name(session).removesuffix(".toml")):
            path = folder / f"{stem}.toml"
            try:
                lock = Lock.take(path)
            except Busy:
                continue
            try:
                create_exclusively(path, data)
            except FileExistsError:
                lock.release()
                continue
            except BaseException:
                lock.release()
                raise
            log.note(f"session created: {path}, {len(session.answers)} questions")
            return cls(path, lock)
        raise AssertionError("there is always one more name")

    def save(self, session: Session) -> None:
        """Replace the file's content; on disk on return. Raises OSError."""
        self.prepare(session).commit()
        log.note(saved_line(self.path, session))

    def prepare(self, session: Session) -> PreparedWrite:
        """Write the new content beside the file, to be committed or abandoned. Raises OSError."""
        data = self._writer.text(session).encode("utf-8")
        try:
            return prepare(self.path, data)
        except FileNotFoundError:
            # The folder was removed during the interview: create it again, but not its parents.
            self.path.parent.mkdir(mode=0o700)
            return prepare(self.path, data)

    def close(self) -> None:
        """Release the file; may be called twice."""
        self._lock.release()


def saved_line(path: Path, session: Session) -> str:
    """Return the log line of a save: the file, and how far the interview has got."""
    here = session.current
    where = f"question {here.question}, {here.phase.value}" if here else session.status.value
    return f"saved {path}: {where}"


def encoded(session: Session) -> bytes:
    """Return the bytes of a session's file."""
    return session_toml(session).encode("utf-8")


def file_name(session: Session) -> str:
    """Return the preferred file name: the start, and the first bank."""
    return f"{session.started_at:%Y-%m-%dT%H%M%S}-{slug(session)}.toml"


def slug(session: Session) -> str:
    """Return the first bank's name in a form allowed in file names."""
    first = next((answer.bank for answer in session.answers), "")
    name = first or next(iter(session.setup.banks), "")
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    safe = re.sub(r"[^A-Za-z0-9_]+", "-", ascii_name)[:_SLUG_LENGTH].strip("-")
    if _RESERVED.fullmatch(safe.lower()):
        return f"x-{safe}"
    return safe or "interview"
