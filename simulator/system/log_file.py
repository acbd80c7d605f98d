"""The log's file: plain lines with time, process and level."""

from __future__ import annotations

import contextlib
import logging
import os
from datetime import datetime
from pathlib import Path

from simulator.text.cleaning import printable

NAME = "mock_interview"
"""The logger's name. It does not propagate, so other logs, such as Textual's, are unaffected."""

_FLAGS = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0)


class LogFormatter(logging.Formatter):
    """`2026-11-22T18:30:05.120+01:00 4711 INFO saved ...`; further lines are indented."""

    def format(self, record: logging.LogRecord) -> str:
        """Format a record as lines free of terminal controls."""
        at = datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds")
        first, *rest = map(printable, record.getMessage().split("\n"))
        head = f"{at} {record.process} {record.levelname} {first}"
        return "\n".join([head, *(f"    {line}" for line in rest)]) + "\n"


class AppendHandler(logging.Handler):
    """Appends each record at once, in a single system call.

    That works in signal handlers, survives crashes, and lets several programs share the file.
    Records that can't be written are dropped.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, private if new. Raises OSError."""
        self._file = os.open(path, _FLAGS, 0o600)
        super().__init__()
        self.setFormatter(LogFormatter())

    def emit(self, record: logging.LogRecord) -> None:
        """Append the record."""
        with contextlib.suppress(OSError):
            os.write(self._file, self.format(record).encode("utf-8", "backslashreplace"))

    def close(self) -> None:
        """Close the file; may be called twice."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
        super().close()


def open_log(path: Path) -> logging.Logger:
    """Return a logger that appends to a file. Raises OSError."""
    handler = AppendHandler(path)
    logger = logging.getLogger(NAME)
    logger.propagate = False
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    return logger
