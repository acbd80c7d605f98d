"""The file of one interview, owned by this program."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from simulator.core.session import Session
from simulator.storage.sessions.write import SessionWriter, session_toml
from simulator.system import log
from simulator.system.atomic_write import PreparedWrite, create_exclusively, make_folder, prepare
from simulator.system.file_lock import Busy, Lock
from simulator.text.patterns import pattern

_SLUG_LENGTH = 40
_RESERVED = pattern(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.ASCII)


class SessionFile:
    """A session's file that no other program may write, until it is closed."""

    def __init__(self, path: Path, lock: Lock) -> None:
        self.path = path
        self._lock = lock
        self._writer = SessionWriter()

    @classmethod
    def create(cls, folder: Path, session: Session) -> SessionFile:
        """A new file in a folder, under a name that nobody has. Raises OSError."""
        make_folder(folder)
        data = encoded(session)
        for path in _names(folder, session):
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
            log.note(f"session made: {path}, {len(session.answers)} questions")
            return cls(path, lock)
        raise AssertionError("there is always one more name")

    def save(self, session: Session) -> None:
        """Replace the file's content; on disk when this returns. Raises OSError."""
        self.prepare(session).commit()
        log.note(saved_line(self.path, session))

    def prepare(self, session: Session) -> PreparedWrite:
        """The new content written beside the file, to be committed or abandoned. Raises OSError."""
        data = self._writer.text(session).encode("utf-8")
        try:
            return prepare(self.path, data)
        except FileNotFoundError:
            # The folder was removed under a running interview: make it again, but nothing above.
            self.path.parent.mkdir(mode=0o700)
            return prepare(self.path, data)

    def close(self) -> None:
        """Let others have it; may be called twice."""
        self._lock.release()


def saved_line(path: Path, session: Session) -> str:
    """What the log says of a save: where, and how far the interview is."""
    here = session.current
    where = f"question {here.question}, {here.phase.value}" if here else session.status.value
    return f"saved {path}: {where}"


def encoded(session: Session) -> bytes:
    """The bytes of a session's file."""
    return session_toml(session).encode("utf-8")


def _names(folder: Path, session: Session) -> Iterator[Path]:
    first = folder / file_name(session)
    yield first
    number = 2
    while True:
        yield first.with_stem(f"{first.stem}-{number}")
        number += 1


def file_name(session: Session) -> str:
    """What its file is called, where nobody has the name: the start, and the first bank."""
    return f"{session.started_at:%Y-%m-%dT%H%M%S}-{slug(session)}.toml"


def slug(session: Session) -> str:
    """The first bank's name as a file name may hold it anywhere."""
    first = next((answer.bank for answer in session.answers), "")
    name = first or next(iter(session.setup.banks), "")
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    safe = re.sub(r"[^A-Za-z0-9_]+", "-", ascii_name)[:_SLUG_LENGTH].strip("-")
    if _RESERVED.fullmatch(safe.lower()):
        return f"x-{safe}"
    return safe or "interview"
