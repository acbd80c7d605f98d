"""What a list of sessions shows of each, read from the two ends of its file."""

from __future__ import annotations

import os
import tomllib
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, cast

from simulator.core.setup import Mode
from simulator.core.states import Status
from simulator.storage.sessions.summary import COUNTS, summary
from simulator.system.faults import Fault
from simulator.text.cleaning import clean
from simulator.text.patterns import pattern

_HEAD_BYTES = 4096
_TAIL_BYTES = 256
_JOINED = pattern(r" = \[\n(?: .*\n)*\]")
"""An array over several lines, which is read as one line."""

_END = pattern(rb"(?:\A|\n)\[end\]\n(?:[^\[\n]*\n)*?answers = (\d{1,6})\n?\Z")


class SessionHead(NamedTuple):
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
    take_of: str | None = None
    """The stem of the session that it repeats."""


class DamagedSession(NamedTuple):
    """A session whose file can't be used, and why."""

    path: Path
    faults: tuple[Fault, ...]


def read_head(path: Path) -> SessionHead:
    """The head of a session. Reads the whole file only where its ends are not as written by us.

    Raises SessionFault. Damage between the ends is not seen.
    """
    try:
        head = _quick(path)
    except (OSError, ValueError, KeyError, TypeError):
        head = None
    return head if head is not None else _thorough(path)


def _quick(path: Path) -> SessionHead | None:
    """The head of a file as this program writes it: one value a line; None for any other."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    try:
        status = os.fstat(descriptor)
        start = os.read(descriptor, _HEAD_BYTES)
        tail = start
        if status.st_size > len(start):
            os.lseek(descriptor, max(0, status.st_size - _TAIL_BYTES), os.SEEK_SET)
            tail = os.read(descriptor, _TAIL_BYTES)
    finally:
        os.close(descriptor)
    head, found, _ = start.partition(b"\n[[answers]]\n")
    end = _END.search(tail[-_TAIL_BYTES:])
    if not found or end is None:
        return None
    built = _head(path, _tables(head.decode("utf-8")), status.st_mtime)
    return built if built.questions == int(end[1]) else None


def _tables(head: str) -> dict[str, dict[str, str]]:
    """The values of each table as they are written, those before the first table under ``."""
    tables: dict[str, dict[str, str]] = {}
    for part in _JOINED.sub(lambda array: array[0].replace("\n", " "), f"]\n{head}").split("\n["):
        name, _, body = part.partition("]\n")
        lines = [line.split(" = ", 1) for line in body.split("\n") if line]
        tables[name] = dict(cast("list[tuple[str, str]]", lines))  # ValueError where one is not
    return tables


def _head(path: Path, tables: dict[str, dict[str, str]], modified: float) -> SessionHead:
    """Raises ValueError or KeyError for what this program would have written otherwise."""
    top, setup, counts = tables[""], tables["setup"], tables["summary"]
    if top["format"] != "1":
        raise ValueError("another format")
    current = tables.get("current")
    return SessionHead(
        path=path,
        started_at=_moment(top["started_at"]),
        finished_at=_moment(top["finished_at"]) if "finished_at" in top else None,
        status=Status(top["status"][1:-1]),
        mode=Mode(setup["mode"][1:-1]),
        banks=_banks(setup["banks"]),
        **{name: int(counts[name]) for name in COUNTS},
        seconds=float(counts["seconds"]),
        take_of=_text(top["take_of"]) if "take_of" in top else None,
        current_question=None if current is None else int(current["question"]),
        modified=modified,
    )


@lru_cache(maxsize=256)
def _banks(written: str) -> tuple[str, ...]:
    """The names in an array, the same for many sessions in a row."""
    return tuple(map(clean, tomllib.loads(f"banks = {written}")["banks"]))


def _text(written: str) -> str:
    return clean(tomllib.loads(f"text = {written}")["text"])


def _moment(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is None:
        raise ValueError("a date without its offset")
    return moment


def _thorough(path: Path) -> SessionHead:
    """The head computed from the whole session: somebody else has written the file."""
    from simulator.storage.sessions.read import read_session

    session = read_session(path)
    return SessionHead(
        path=path,
        started_at=session.started_at,
        finished_at=session.finished_at,
        status=session.status,
        mode=session.setup.mode,
        banks=session.setup.banks,
        **summary(session),
        take_of=session.take_of,
        current_question=None if session.current is None else session.current.question,
        modified=path.stat().st_mtime,
    )
