"""The file of a log: plain lines with time, process and level."""

from __future__ import annotations

import contextlib
import logging
import os
from datetime import datetime
from pathlib import Path

from simulator.text.cleaning import printable

NAME = "mock_interview"
"""The logger's name. It hands nothing on, so that other logs, Textual's too, are as without it."""

_FLAGS = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0)


class LogFormatter(logging.Formatter):
    """`2026-11-22T18:30:05.120+01:00 4711 INFO saved ...`; further lines are indented."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as lines that no terminal obeys."""
        at = datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds")
        first, *rest = map(printable, record.getMessage().split("\n"))
        head = f"{at} {record.process} {record.levelname} {first}"
        return "\n".join([head, *(f"    {line}" for line in rest)]) + "\n"


class AppendHandler(logging.Handler):
    """Writes each record at once, by one call of the system.

    So it may be used in a signal handler, nothing is lost by an end without farewell, and several
    programs can share the file. What can't be written is not missed.
    """

    def __init__(self, path: Path) -> None:
        """Raises OSError. A new file is private."""
        self._file = os.open(path, _FLAGS, 0o600)
        super().__init__()
        self.setFormatter(LogFormatter())

    def emit(self, record: logging.LogRecord) -> None:
        """Append the record."""
        with contextlib.suppress(OSError):
            os.write(self._file, self.format(record).encode("utf-8", "backslashreplace"))

    def close(self) -> None:
        """Let go of the file; may be called twice."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
        super().close()


def open_log(path: Path) -> logging.Logger:
    """A logger that appends to a file. Raises OSError."""
    handler = AppendHandler(path)
    logger = logging.getLogger(NAME)
    logger.propagate = False
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    return logger
