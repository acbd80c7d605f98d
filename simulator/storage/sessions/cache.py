"""What whole sessions hold, remembered between runs so that 10,000 need not be read again.

The cache is never the truth: it is keyed by each file's name, size and time of change, and may be
deleted at any time. The candidate's answers and the model answers are left out of it.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from simulator.core.choices import Difficulty
from simulator.core.delivery import Delivery, Pause
from simulator.core.session import Answer, AskedFollowUp, KeyPoint, Rerating, Session
from simulator.core.setup import Mode, Setup
from simulator.core.states import Outcome, Rating, Status
from simulator.system.faults import FileFault
from simulator.system.gc_pause import without_collecting
from simulator.system.listing import state_of, toml_files

VERSION = 4
"""Raised when what is remembered changes; an older cache is then made anew."""

_FLAT = ("answer_seconds", "think_seconds", "flagged", "confidence", "wrong", "from_answer")
"""Fields of an answer that are remembered as they are."""


class HistoryCache:
    """The sessions of one folder, without the texts of the answers."""

    def __init__(
        self,
        folder: Path,
        cache: Path,
        read: Callable[[Path], Session],
        left_out: Collection[str] = (),
    ) -> None:
        """`folder` holds the session files, `cache` is the file to remember them in.

        `read` reads one session, and raises FileFault or OSError where it can't; `left_out` are the
        names of files that don't count.
        """
        self._left_out = left_out
        self._folder = folder
        self._cache = cache
        self._read = read

    def sessions(self, *, between: Callable[[], None] = lambda: None) -> tuple[Session, ...]:
        """Every readable session, oldest first; only files that changed are read.

        `between` is called after each file read: to let others run, or to raise and give up.
        """
        with without_collecting():
            return self._sessions(between)

    def _sessions(self, between: Callable[[], None]) -> tuple[Session, ...]:
        strings, known = self._load()
        table = _Strings(strings)
        kept: dict[str, list[Any]] = {}
        sessions: list[Session] = []
        changed = False
        for name, size, mtime in self._files():
            entry = known.get(name)
            session = _remembered(entry, size, mtime, table)
            if entry is None or (session is None and not _is_faulty(entry, size, mtime)):
                session = self._try_read(self._folder / name)
                entry = [size, mtime, None if session is None else _row(session, table)]
                session = _remembered(entry, size, mtime, table)
                changed = True
                between()
            kept[name] = entry
            if session is not None:
                sessions.append(session)
        if changed or len(kept) != len(known):
            self._save(*self._without_leftovers(table, known, kept))
        return tuple(sorted(sessions, key=lambda session: session.started_at))

    @staticmethod
    def _without_leftovers(
        table: _Strings, known: dict[str, list[Any]], kept: dict[str, list[Any]]
    ) -> tuple[list[str], dict[str, list[Any]]]:
        """Nothing of a file that is gone, or was changed, may stay behind among the strings."""
        if all(kept.get(name) == entry for name, entry in known.items()):
            return table.texts, kept
        fresh = _Strings([])
        files = {
            name: [size, mtime, None if row is None else _row(_session(row, table), fresh)]
            for name, (size, mtime, row) in kept.items()
        }
        return fresh.texts, files

    def _files(self) -> Iterator[tuple[str, int, int]]:
        for path in toml_files(self._folder):
            state = state_of(path)
            if state is not None and path.name not in self._left_out:
                mtime, size = state
                yield path.name, size, mtime

    def _try_read(self, path: Path) -> Session | None:
        try:
            return self._read(path)
        except (FileFault, OSError):
            return None

    def _load(self) -> tuple[list[str], dict[str, list[Any]]]:
        """The strings and the entries by file name; nothing where the cache can't be used."""
        try:
            stored = json.loads(self._cache.read_bytes())
            if stored["version"] == VERSION and all(type(t) is str for t in stored["strings"]):
                return stored["strings"], dict(stored["files"])
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return [], {}

    def _save(self, strings: list[str], files: dict[str, list[Any]]) -> None:
        """Replace the cache whole; a folder that can't be written only costs time."""
        stored = {"version": VERSION, "strings": strings, "files": files}
        beside = self._cache.with_name(f".{self._cache.name}.{os.getpid()}")
        with contextlib.suppress(OSError):
            text = json.dumps(stored, separators=(",", ":"))
            beside.touch(mode=0o600)
            beside.write_text(text, encoding="utf-8")
            beside.replace(self._cache)


def _remembered(entry: Any, size: int, mtime: int, table: _Strings) -> Session | None:
    """The session of an entry that still holds; None where it does not, or makes no sense."""
    try:
        if entry[:2] != [size, mtime] or entry[2] is None:
            return None
        return _session(entry[2], table)
    except (ValueError, KeyError, TypeError, IndexError):
        return None


def _is_faulty(entry: Any, size: int, mtime: int) -> bool:
    """Whether the file is known to be one that can't be read."""
    return bool(entry == [size, mtime, None])


class _Strings:
    """Texts that come again and again, each kept once."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self._places = {text: place for place, text in enumerate(texts)}
        self._points: dict[int, KeyPoint] = {}

    def place(self, text: str) -> int:
        """The number that stands for the text."""
        place = self._places.setdefault(text, len(self.texts))
        if place == len(self.texts):
            self.texts.append(text)
        return place

    def number(self, point: KeyPoint) -> int:
        """The number that stands for the key point, its tick and its kind."""
        return 4 * self.place(point.text) + 2 * point.covered + point.bonus

    def point(self, number: int) -> KeyPoint:
        """The key point that the number stands for; the same object each time."""
        point = self._points.get(number)
        if point is None:
            point = KeyPoint(self.texts[number // 4], bool(number & 2), bool(number & 1))
            self._points[number] = point
        return point


def _row(session: Session, table: _Strings) -> list[Any]:
    finished = session.finished_at
    return [
        session.started_at.isoformat(),
        finished.isoformat() if finished else None,
        session.status.value,
        session.setup.mode.value,
        list(session.setup.banks),
        session.take_of,
        [_answer_row(answer, table) for answer in session.answers],
    ]


def _answer_row(answer: Answer, table: _Strings) -> list[Any]:
    texts = (answer.bank, answer.id, answer.question, answer.topic, answer.note)
    return [
        [table.place(text) for text in texts],
        answer.difficulty.value,
        None if math.isinf(answer.time_limit) else answer.time_limit,
        answer.outcome.value if answer.outcome else None,
        answer.rating.value if answer.rating else None,
        [getattr(answer, name) for name in _FLAT],
        [table.number(point) for point in answer.key_points],
        [[r.at.isoformat(), r.rating.value, list(r.covered)] for r in answer.rerated],
        [_asked_row(asked, table) for asked in answer.asked_follow_ups],
        _delivery_row(answer.delivery),
    ]


def _asked_row(asked: AskedFollowUp, table: _Strings) -> list[Any]:
    return [
        table.place(asked.question),
        None if math.isinf(asked.time_limit) else asked.time_limit,
        asked.outcome.value if asked.outcome else None,
        asked.answer_seconds,
        [table.number(point) for point in asked.key_points],
        _delivery_row(asked.delivery),
    ]


def _delivery_row(delivery: Delivery | None) -> list[Any] | None:
    if delivery is None:
        return None
    times = (
        delivery.first_word_seconds,
        delivery.last_word_seconds,
        delivery.speech_seconds,
    )
    return [*times, [[pause.at, pause.seconds] for pause in delivery.pauses]]


def _session(row: list[Any], table: _Strings) -> Session:
    started, finished, status, mode, banks, take_of, answers = row
    return Session(
        setup=Setup(mode=Mode(mode), banks=tuple(banks)),
        answers=tuple(_answer(each, table) for each in answers),
        started_at=datetime.fromisoformat(started),
        status=Status(status),
        finished_at=datetime.fromisoformat(finished) if finished else None,
        take_of=take_of,
    )


def _answer(row: list[Any], table: _Strings) -> Answer:
    named, difficulty, limit, outcome, rating, flat, points, rerated, asked, said = row
    bank, id_, question, topic, note = (table.texts[place] for place in named)
    return Answer(
        bank=bank,
        id=id_,
        question=question,
        topic=topic,
        note=note,
        difficulty=Difficulty(difficulty),
        time_limit=math.inf if limit is None else limit,
        outcome=Outcome(outcome) if outcome else None,
        rating=Rating(rating) if rating else None,
        key_points=tuple([table.point(number) for number in points]),
        rerated=tuple(
            Rerating(datetime.fromisoformat(at), Rating(again), tuple(covered))
            for at, again, covered in rerated
        ),
        asked_follow_ups=tuple([_asked(each, table) for each in asked]),
        delivery=_delivery(said),
        **dict(zip(_FLAT, flat, strict=True)),
    )


def _asked(row: list[Any], table: _Strings) -> AskedFollowUp:
    question, limit, outcome, seconds, points, said = row
    return AskedFollowUp(
        question=table.texts[question],
        time_limit=math.inf if limit is None else limit,
        outcome=Outcome(outcome) if outcome else None,
        answer_seconds=seconds,
        key_points=tuple([table.point(number) for number in points]),
        delivery=_delivery(said),
    )


def _delivery(row: list[Any] | None) -> Delivery | None:
    if row is None:
        return None
    first, last, speech, pauses = row
    return Delivery(
        first_word_seconds=first,
        last_word_seconds=last,
        speech_seconds=speech,
        pauses=tuple([Pause(at, seconds) for at, seconds in pauses]),
    )
