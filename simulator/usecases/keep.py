"""Keeps the running interview on disk and reports when saving fails or recovers."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.core.session import Session
    from simulator.storage.sessions.file import SessionFile
    from simulator.storage.sessions.saver import Saver
    from simulator.storage.store import Store

FLUSH_SECONDS = 5.0
"""How long the last save may take before the user is told that it failed."""

AGAIN_SECONDS = 1.0
"""The same after a failure."""

KEEP_SECONDS = 0.1
"""The longest wait for the save of a step, so that a slow disk can't slow the screen."""

RETRY_SECONDS = 3.0
"""The shortest time before creating the file is tried again."""


class SessionKeeper:
    """Saves one interview at a time; if its file can't be created, later saves try again."""

    def __init__(self, store: Store, on_trouble: Callable[[OSError | None], None]) -> None:
        self._store = store
        self._on_trouble = on_trouble
        self._saver: Saver | None = None
        self._latest: Session | None = None
        self._trouble: OSError | None = None
        self._tried_at = 0.0

    @property
    def path(self) -> Path | None:
        """The interview's file; None while it can't be created."""
        return None if self._saver is None else self._saver.path

    @property
    def safe(self) -> bool:
        """True if the newest state is on disk."""
        return self._saver is not None and self._saver.saved

    @property
    def running(self) -> bool:
        """True while an interview is being kept."""
        return self._latest is not None

    @property
    def trouble(self) -> OSError | None:
        """Why saving currently fails; None if it works."""
        return self._trouble if self._saver is None else self._saver.trouble

    def begin(self, session: Session) -> None:
        """Create the file of a new interview."""
        self._latest = session
        self._create()

    def adopt(self, file: SessionFile, session: Session) -> None:
        """Continue in the file of a resumed interview."""
        self._latest = session
        self._open(file)

    def save(self, session: Session) -> None:
        """Save soon and return at once; no effect after `forget`."""
        if not self.running:
            return
        self._latest = session
        if self._saver is not None:
            self._saver.save(session)
        elif time.monotonic() - self._tried_at >= RETRY_SECONDS:
            self._create()

    def keep(self, session: Session) -> None:
        """Save and wait briefly for it, unless saving is failing anyway."""
        if self.running:
            self.save(session)
            if self._saver is not None and self._saver.trouble is None:
                self._saver.flush(KEEP_SECONDS)

    def save_now(self, session: Session | None = None) -> None:
        """Save before returning, from any thread; no effect after `forget`."""
        if self._latest is not None:
            self._latest = session or self._latest
        if self._saver is not None and self._latest is not None:
            self._saver.save_now(self._latest)

    def finish(self, session: Session) -> bool:
        """Save for the last time and wait; return whether all is on disk. Call `forget` next.

        If not, saving goes on until `save_elsewhere` or `forget`.
        """
        self._latest = session
        if self._saver is None:
            self._create()
        else:
            seconds = FLUSH_SECONDS if self._saver.trouble is None else AGAIN_SECONDS
            self._saver.save(session)
            self._saver.flush(seconds)
        return self.safe

    def save_elsewhere(self, path: Path) -> Path:
        """Write what could not be saved to another new file, or into another folder.

        Returns the file. Raises OSError; FileExistsError if it already exists.
        """
        from simulator.storage.sessions.file import encoded, file_name
        from simulator.system.atomic_write import create_exclusively

        path = path.expanduser()
        if self._latest is not None:
            if path.is_dir():
                path = path / file_name(self._latest)
            create_exclusively(path, encoded(self._latest))
            self.forget()
        return path

    def forget(self) -> None:
        """Let go of the file."""
        self._latest, self._trouble = None, None
        if self._saver is not None:
            self._saver.close()
            self._saver = None

    def _create(self) -> None:
        if self._latest is None:
            return
        self._tried_at = time.monotonic()
        before = self._trouble
        try:
            file = self._store.sessions.create(self._latest)
        except OSError as error:
            self._trouble = error
            if before is None:
                self._on_trouble(error)
            return
        self._trouble = None
        self._open(file)
        if before is not None:
            self._on_trouble(None)

    def _open(self, file: SessionFile) -> None:
        from simulator.storage.sessions.saver import Saver

        self._saver = Saver(file, self._on_trouble)
