"""Reads what a list shows about a session from the two ends of its file."""

from __future__ import annotations

import math
import os
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, cast

from simulator.core.fields import fields_of, is_sound
from simulator.core.setup import Mode
from simulator.core.states import Status
from simulator.storage.sessions.summary import COUNTS, summary
from simulator.system.faults import Fault
from simulator.text.cleaning import clean
from simulator.text.patterns import pattern

_HEAD_BYTES = 4096
_TAIL_BYTES = 256
_JOINED = pattern(r" = \[\n(?: .*\n)*\]")
"""An array over several lines, read as one line."""

_PLAIN = pattern(r'\[ *(?:"[^"\\\x00-\x1f\x7f]*"(?:, *| *(?=\])))*\]')
"""An array of strings without escapes."""

_END = pattern(rb"(?:\A|\n)\[end\]\n(?:[^\[\n]*\n)*?answers = (\d{1,6})\n?\Z")


class SessionHead(NamedTuple):
    """A session as a list shows it; the counts come from the file's summary."""

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
    """Where a running one resumes, from 1."""
    modified: float
    """The file's modification time, in epoch seconds."""
    take_of: str | None = None
    """The stem of the session it repeats."""
    titles: tuple[str, ...] = ()
    """The titles of the banks when it began; empty in older files."""


class DamagedSession(NamedTuple):
    """A session whose file is unusable, and why."""

    path: Path
    faults: tuple[Fault, ...]


def read_head(path: Path) -> SessionHead:
    """Read a session's head; read the whole file only if its ends were not written by us.

    Contradictory counts show that they were not. Damage between the ends goes unnoticed. Raises
    SessionFault.
    """
    try:
        head = _quick(path)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        head = None
    return head if head is not None else _thorough(path)


def _quick(path: Path) -> SessionHead | None:
    """Read the head of a file in this program's form, one value per line; else None."""
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
    return built if built.questions == int(end[1]) and _adds_up(built) else None


def _adds_up(head: SessionHead) -> bool:
    """False if the counts contradict each other, so that the answers must be counted."""
    current = 1 if head.current_question is None else head.current_question
    return (
        min(head.answered, head.timed_out, head.skipped) >= 0
        and head.answered + head.timed_out + head.skipped <= head.questions
        and 0 <= head.solid_or_strong <= head.rated <= head.answered + head.timed_out
        and 0 <= head.sure_and_wrong <= head.rated
        and 0 <= head.covered <= head.key_points
        and (head.rated > 0 or head.key_points == 0)
        and 0 <= head.seconds < math.inf
        and 1 <= current <= max(1, head.questions)
    )


def _tables(head: str) -> dict[str, dict[str, str]]:
    """Return the raw values of each table; those before the first table are under ``."""
    tables: dict[str, dict[str, str]] = {}
    for part in _JOINED.sub(lambda array: array[0].replace("\n", " "), f"]\n{head}").split("\n["):
        name, _, body = part.partition("]\n")
        lines = [line.split(" = ", 1) for line in body.split("\n") if line]
        tables[name] = dict(cast("list[tuple[str, str]]", lines))  # ValueError if one is not
    return tables


def _head(path: Path, tables: dict[str, dict[str, str]], modified: float) -> SessionHead:
    """Build the head. Raises ValueError or KeyError for anything this program would not write."""
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
        banks=_texts(setup["banks"]),
        **{name: int(counts[name]) for name in COUNTS},
        seconds=float(counts["seconds"]),
        take_of=_texts(f"[{top['take_of']}]")[0] if "take_of" in top else None,
        titles=_texts(top.get("titles", "[]")),
        current_question=None if current is None else int(current["question"]),
        modified=modified,
    )


@lru_cache(maxsize=256)
def _texts(written: str) -> tuple[str, ...]:
    """Return the texts in an array; cached because many sessions in a row share them."""
    if _PLAIN.fullmatch(written):
        return tuple(map(clean, written.split('"')[1::2]))
    import tomllib

    return tuple(map(clean, tomllib.loads(f"texts = {written}")["texts"]))


def _moment(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is None or not is_sound(moment):
        raise ValueError("a date without its offset, or beyond the calendar")
    return moment


def _thorough(path: Path) -> SessionHead:
    """Compute the head from the whole session, for a file written by something else."""
    from simulator.storage.sessions.read import read_session

    session = read_session(path)
    kind: Any = type(session)
    return SessionHead(
        path=path,
        **{each.name: getattr(session, each.name) for each in fields_of(kind)},
        mode=session.setup.mode,
        banks=session.setup.banks,
        **summary(session),
        current_question=None if session.current is None else session.current.question,
        modified=path.stat().st_mtime,
    )
