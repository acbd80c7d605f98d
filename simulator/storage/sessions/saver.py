"""Keeps the newest state of an interview on disk without blocking anyone."""

from __future__ import annotations

import contextlib
import errno
import itertools
import queue
import threading
import time
from collections.abc import Callable
from pathlib import Path

from simulator.core.session import Session
from simulator.storage.sessions.file import SessionFile, saved_line
from simulator.system import log
from simulator.system.atomic_write import PreparedWrite

RETRY_SECONDS = 3.0
"""How long to wait after a failed save."""

PATIENCE_SECONDS = 1.0
"""How long `save_now` waits for a running write before it overtakes it."""

_POLL_SECONDS = 0.002


class Saver:
    """Writes sessions in its own thread; the newest state always wins.

    `on_trouble` is called on that thread, with the error when saving begins to fail and with None
    when it works again.

    There is no lock, because `save_now` may run in a signal handler that interrupted any of these
    methods. Instead, whoever has newer content abandons what others have prepared: their commit
    then fails, so that older content never replaces newer.
    """

    def __init__(
        self, file: SessionFile, on_trouble: Callable[[OSError | None], None] | None = None
    ) -> None:
        self._file = file
        self._on_trouble = on_trouble
        self._latest: tuple[int, Session] | None = None
        self._saved = 0
        self._versions = itertools.count(1)
        self._pending: list[tuple[int, PreparedWrite]] = []
        self._writers: list[int] = []
        self.trouble: OSError | None = None
        """Why saving currently fails; None if it works."""
        self._closing = False
        # Unlike an Event's `set`, its `put` is safe wherever a signal interrupts it.
        self._wake: queue.SimpleQueue[None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="saver", daemon=True)
        self._thread.start()

    @property
    def path(self) -> Path:
        """The file being written."""
        return self._file.path

    @property
    def saved(self) -> bool:
        """True if the newest state is on disk."""
        latest = self._latest
        return latest is None or self._saved >= latest[0]

    def save(self, session: Session) -> None:
        """Save this state soon; returns at once and never raises. Not after `close`."""
        self._set_latest(session)
        self._wake.put(None)

    def flush(self, timeout: float) -> bool:
        """Wait up to `timeout` seconds for the newest state; return whether it is on disk."""
        deadline = time.monotonic() + timeout
        self._wake.put(None)
        while not self.saved and self._thread.is_alive() and time.monotonic() < deadline:
            time.sleep(_POLL_SECONDS)
        return self.saved

    def save_now(self, session: Session) -> bool:
        """Write this state before returning; return whether it is on disk. Never raises OSError.

        Safe in a signal handler, whatever it interrupted. Waits for a running write, and overtakes
        it if that takes long.
        """
        self._set_latest(session)
        me = threading.get_ident()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while any(each != me for each in self._writers) and time.monotonic() < deadline:
            time.sleep(_POLL_SECONDS)
        try:
            self._write_newest()
        except OSError:
            return False
        return self.saved

    def close(self) -> None:
        """Try a last save, end the thread, and release the file; may be called twice."""
        self._closing = True
        self._wake.put(None)
        self._thread.join(PATIENCE_SECONDS)
        self._file.close()

    def _set_latest(self, session: Session) -> None:
        self._latest = (next(self._versions), session)

    def _run(self) -> None:
        while True:
            with contextlib.suppress(queue.Empty):
                self._wake.get(timeout=RETRY_SECONDS if self.trouble else None)
            try:
                self._write_newest()
            except OSError as error:
                self._tell(error)
            except Exception as error:
                self._tell(OSError(errno.EIO, f"can't be saved: {error}"))
            else:
                self._tell(None)
            if self._closing:
                return

    def _tell(self, trouble: OSError | None) -> None:
        before, self.trouble = self.trouble, trouble
        if (before is None) != (trouble is None):
            log.note("saving works again" if trouble is None else f"can't save: {trouble.strerror}")
        if (before is None) != (trouble is None) and self._on_trouble is not None:
            # Saving goes on even if the report fails.
            with contextlib.suppress(Exception):
                self._on_trouble(trouble)

    def _write_newest(self) -> None:
        """Write until the newest state is on disk. Raises OSError."""
        me = threading.get_ident()
        self._writers.append(me)
        try:
            while (latest := self._latest) is not None and self._saved < latest[0]:
                self._write(*latest)
        finally:
            self._writers.remove(me)

    def _write(self, version: int, session: Session) -> None:
        prepared = self._file.prepare(session)
        entry = (version, prepared)
        self._pending.append(entry)
        for other, older in list(self._pending):
            if other < version:
                older.abandon()
        try:
            if self._is_newest(version):
                prepared.commit()
                self._saved = max(self._saved, version)
                log.note(saved_line(self.path, session))
        except FileNotFoundError:
            # A newer write has abandoned this one and counts instead.
            if self._is_newest(version) and self._saved < version:
                raise
        finally:
            prepared.abandon()
            self._pending.remove(entry)

    def _is_newest(self, version: int) -> bool:
        return self._latest is not None and self._latest[0] == version
