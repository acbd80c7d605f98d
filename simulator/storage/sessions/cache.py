"""Caches sessions between runs, so that 10,000 need not be read again.

The cache is never authoritative: entries are keyed by file name, size and modification time, and
may be deleted at any time. It holds no answers and no model answers.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from simulator.core.delivery import Delivery, Pause
from simulator.core.fields import Field, Kind, fields_of
from simulator.core.session import Answer, AskedFollowUp, KeyPoint, Rerating, Session
from simulator.core.setup import Mode, Setup
from simulator.system.cache_file import load_cached, save_cached
from simulator.system.faults import FileFault
from simulator.system.gc_pause import gc_paused
from simulator.system.listing import state_of, toml_files

_KINDS = (Session, Answer, AskedFollowUp, KeyPoint, Rerating, Delivery, Pause)
VERSION = "6 " + " ".join(
    each.name for kind in _KINDS for each in fields_of(kind) if not each.private
)
"""The cached fields; if they change, an older cache is rebuilt."""


class HistoryCache:
    """The sessions of one folder, without the texts of answers."""

    def __init__(
        self,
        folder: Path,
        cache: Path,
        read: Callable[[Path], Session],
        left_out: Collection[str] = (),
    ) -> None:
        """`folder` holds the session files, `cache` is the file of the cache.

        `read` reads one session and raises FileFault or OSError; `left_out` are names of files that
        don't count.
        """
        self._left_out = left_out
        self._folder = folder
        self._cache = cache
        self._read = read

    def sessions(self, *, between: Callable[[], None] = lambda: None) -> tuple[Session, ...]:
        """Return every readable session, oldest first; only changed files are read.

        `between` is called after each file read, to let other threads run or to give up by raising.
        """
        with gc_paused():
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
            unreadable = entry == [size, mtime, None]
            if entry is None or (session is None and not unreadable):
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
        """Drop the strings of files that were deleted or changed."""
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
        """Return the strings, and the entries by file name; empty if the cache is unusable."""
        stored = load_cached(self._cache, [VERSION])
        return ([], {}) if stored is None else (stored["strings"], stored["files"])

    def _save(self, strings: list[str], files: dict[str, list[Any]]) -> None:
        """Replace the cache; an unwritable folder only costs time."""
        save_cached(self._cache, [VERSION], {"strings": strings, "files": files})


def _remembered(entry: Any, size: int, mtime: int, table: _Strings) -> Session | None:
    """Return the session of an entry; None if the entry is stale or invalid."""
    try:
        if entry[:2] != [size, mtime] or entry[2] is None:
            return None
        return _session(entry[2], table)
    except (ValueError, KeyError, TypeError, IndexError):
        return None


class _Strings:
    """Stores recurring texts once."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self._places = {text: place for place, text in enumerate(texts)}
        self._points: dict[int, KeyPoint] = {}

    def place(self, text: str) -> int:
        """Return the number of a text."""
        place = self._places.setdefault(text, len(self.texts))
        if place == len(self.texts):
            self.texts.append(text)
        return place

    def number(self, point: KeyPoint) -> int:
        """Return the number of a key point with its tick and kind."""
        return 4 * self.place(point.text) + 2 * point.covered + point.bonus

    def point(self, number: int) -> KeyPoint:
        """Return the key point for a number, always the same object."""
        point = self._points.get(number)
        if point is None:
            point = KeyPoint(self.texts[number // 4], bool(number & 2), bool(number & 1))
            self._points[number] = point
        return point


def _row(session: Session, table: _Strings) -> list[Any]:
    return [
        _record_row(session, table),
        session.setup.mode.value,
        list(session.setup.banks),
        [_record_row(answer, table) for answer in session.answers],
    ]


def _session(row: list[Any], table: _Strings) -> Session:
    top, mode, banks, answers = row
    return Session(
        setup=Setup(mode=Mode(mode), banks=tuple(banks)),
        answers=tuple(_record(Answer, each, table) for each in answers),
        **_values(Session, top, table),
    )


def _record_row(record: Any, table: _Strings) -> Any:
    """Return the cached fields of a record, as JSON values."""
    if isinstance(record, KeyPoint):
        return table.number(record)
    kind: Any = type(record)
    fields = (each for each in fields_of(kind) if not each.private)
    return [_written(each.kind, getattr(record, each.name), table) for each in fields]


def _written(kind: Kind, value: Any, table: _Strings) -> Any:
    if value is None:
        return None
    match kind:
        case Kind.TEXT:
            return table.place(value)
        case Kind.CHOICE | Kind.RANK:
            return value.value
        case Kind.MOMENT:
            return value.isoformat()
        case Kind.RECORD:
            return _record_row(value, table)
        case Kind.RECORDS:
            return [_record_row(each, table) for each in value]
    return value


def _record(kind: Any, row: Any, table: _Strings) -> Any:
    """Build a record from its cached row."""
    return kind(**_values(kind, row, table))


def _values(kind: Any, row: Any, table: _Strings) -> dict[str, Any]:
    names, readers = _shape(kind)
    values = dict(zip(names, row, strict=True))
    for name, read in readers:
        value = values[name]
        if value is not None:
            values[name] = read(value, table)
    return values


_Reader = Callable[[Any, _Strings], Any]


@cache
def _shape(kind: Any) -> tuple[list[str], list[tuple[str, _Reader]]]:
    """Return the names of the cached fields, and readers for those that JSON can't hold."""
    fields = [each for each in fields_of(kind) if not each.private]
    readers = ((each.name, _reader(each)) for each in fields)
    return [each.name for each in fields], [(name, read) for name, read in readers if read]


def _reader(field: Field) -> _Reader | None:
    inner: Any = field.type
    match field.kind:
        case Kind.TEXT:
            return lambda place, table: table.texts[place]
        case Kind.CHOICE | Kind.RANK:
            members = {each.value: each for each in inner}
            return lambda value, _: members[value]
        case Kind.FLAGS | Kind.TEXTS:
            return lambda value, _: tuple(value)
        case Kind.MOMENT:
            return lambda value, _: datetime.fromisoformat(value)
        case Kind.RECORD:
            return lambda row, table: _record(inner, row, table)
        case Kind.RECORDS if inner is KeyPoint:
            return lambda numbers, table: tuple(map(table.point, numbers))
        case Kind.RECORDS:
            return lambda rows, table: tuple([_record(inner, row, table) for row in rows])
    return None
