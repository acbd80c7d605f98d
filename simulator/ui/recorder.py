"""Keeps the running interview on disk, and the person informed when that does not work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.session import Session
from simulator.store import SessionFile, Store

if TYPE_CHECKING:
    from simulator.saver import Saver

FLUSH_SECONDS = 5.0
"""How long a last save may take before the person is told."""


KEEP_SECONDS = 0.1
"""How long a step waits for its save; a slow disk must not make the screen slow."""


class Recorder:
    """Saves one interview at a time. A file that can't be made is tried again with each save."""

    def __init__(self, store: Store, on_trouble: Callable[[OSError | None], None]) -> None:
        self._store = store
        self._on_trouble = on_trouble
        self._saver: Saver | None = None
        self._latest: Session | None = None
        self._told = False

    @property
    def path(self) -> Path | None:
        """Where the interview is kept; None while it can't be."""
        return None if self._saver is None else self._saver.path

    @property
    def running(self) -> bool:
        """Whether an interview is being kept."""
        return self._latest is not None

    def begin(self, session: Session) -> None:
        """Make a file for a new interview."""
        self._latest = session
        self._create()

    def adopt(self, file: SessionFile, session: Session) -> None:
        """Go on with the file of a resumed interview."""
        self._latest = session
        self._open(file)

    def save(self, session: Session) -> None:
        """Save soon, and return at once."""
        self._latest = session
        if self._saver is not None:
            self._saver.save(session)
        else:
            self._create()

    def keep(self, session: Session) -> None:
        """Save, and wait a moment for it; not while saving does not work anyway."""
        if self.running:
            self.save(session)
            if self._saver is not None and self._saver.trouble is None:
                self._saver.flush(KEEP_SECONDS)

    def save_now(self, session: Session | None = None) -> None:
        """Save before returning, from wherever this is called."""
        self._latest = session or self._latest
        if self._saver is not None and self._latest is not None:
            self._saver.save_now(self._latest)

    def close(self, session: Session | None = None) -> bool:
        """Save for the last time and let go of the file; whether all of it is on disk."""
        if session is not None:
            self.save(session)
        saved = self._saver is not None and self._saver.flush(FLUSH_SECONDS)
        if self._saver is not None:
            self._saver.close()
            self._saver = None
        if saved:
            self._latest = None
        return saved

    def save_elsewhere(self, path: Path) -> None:
        """Write what could not be saved to a place of the person's choice; raises OSError."""
        from simulator.atomic import atomic_write
        from simulator.session_file import session_toml

        if self._latest is not None:
            atomic_write(path.expanduser(), session_toml(self._latest).encode())
            self._latest = None

    def forget(self) -> None:
        """Nothing is to be kept any more."""
        self._latest = None

    def _create(self) -> None:
        if self._latest is None:
            return
        try:
            file = self._store.create(self._latest)
        except OSError as error:
            if not self._told:
                self._told = True
                self._on_trouble(error)
            return
        if self._told:
            self._told = False
            self._on_trouble(None)
        self._open(file)

    def _open(self, file: SessionFile) -> None:
        from simulator.saver import Saver

        self._saver = Saver(file, self._on_trouble)
