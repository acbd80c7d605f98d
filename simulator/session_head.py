"""What a list of sessions shows of each, read from the two ends of its file."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from simulator.faults import Fault
from simulator.session import Status
from simulator.setup import Mode

_HEAD_BYTES = 4096
_TAIL_BYTES = 256
_END = re.compile(rb"(?:\A|\n)\[end\]\n(?:[^\[\n]*\n)*?answers = (\d{1,6})\n?\Z")


@dataclass(frozen=True, slots=True)
class SessionHead:
    """One session as a list shows it. The counts are those of the file's summary."""

    path: Path
    started_at: datetime
    finished_at: datetime | None
    status: Status
    mode: Mode
    banks: tuple[str, ...]
    questions: int
    answered: int
    timed_out: int
    skipped: int
    rated: int
    solid_or_strong: int
    key_points: int
    covered: int
    sure_and_wrong: int
    seconds: float
    current_question: int | None
    """Where a running one goes on, counted from 1."""
    modified: float
    """When the file was last written, in seconds of the wall clock's epoch."""


@dataclass(frozen=True, slots=True)
class DamagedSession:
    """A session whose file can't be used, and why."""

    path: Path
    faults: tuple[Fault, ...]


def read_head(path: Path) -> SessionHead:
    """The head of a session. Reads the whole file only where its ends are not as written by us.

    Raises SessionFault. Damage between the ends is not seen.
    """
    try:
        head = _quick(path)
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        head = None
    return head if head is not None else _thorough(path)


def _quick(path: Path) -> SessionHead | None:
    descriptor = os.open(
        path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    try:
        status = os.fstat(descriptor)
        start = os.read(descriptor, _HEAD_BYTES)
        if status.st_size > len(start):
            os.lseek(descriptor, max(0, status.st_size - _TAIL_BYTES), os.SEEK_SET)
            tail = os.read(descriptor, _TAIL_BYTES)
        else:
            tail = start[-_TAIL_BYTES:]
    finally:
        os.close(descriptor)
    head, found, _ = start.partition(b"\n[[answers]]\n")
    end = _END.search(tail)
    if not found or end is None:
        return None
    values = tomllib.loads(head.decode("utf-8"))
    built = _head(path, values, status.st_mtime)
    return built if built.questions == int(end[1]) else None


def _head(path: Path, values: dict[str, Any], modified: float) -> SessionHead:
    counts, setup, current = values["summary"], values["setup"], values.get("current")
    numbers = (
        "questions", "answered", "timed_out", "skipped", "rated", "solid_or_strong", "key_points",
        "covered", "sure_and_wrong",
    )  # fmt: skip
    if values["format"] != 1 or not all(type(counts[name]) is int for name in numbers):
        raise ValueError("not as written by this program")
    started, finished = values["started_at"], values.get("finished_at")
    if started.tzinfo is None or (finished is not None and finished.tzinfo is None):
        raise ValueError("a date without its offset")
    return SessionHead(
        path=path,
        started_at=started,
        finished_at=finished,
        status=Status(values["status"]),
        mode=Mode(setup["mode"]),
        banks=tuple(_bank_names(setup["banks"])),
        **{name: counts[name] for name in numbers},
        seconds=float(counts["seconds"]),
        current_question=None if current is None else int(current["question"]),
        modified=modified,
    )


def _bank_names(names: list[str]) -> list[str]:
    from simulator.text import one_line

    return [one_line(name) for name in names]


def _thorough(path: Path) -> SessionHead:
    """The head computed from the whole session: somebody else has written the file."""
    from simulator.session_reader import read_session
    from simulator.session_table import summary

    session = read_session(path)
    return SessionHead(
        path=path,
        started_at=session.started_at,
        finished_at=session.finished_at,
        status=session.status,
        mode=session.setup.mode,
        banks=session.setup.banks,
        **summary(session),
        current_question=None if session.current is None else session.current.question,
        modified=path.stat().st_mtime,
    )
