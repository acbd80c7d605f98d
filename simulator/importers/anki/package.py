"""Anki packages (.apkg), old and new, opened as what they are: a stranger's zip with a stranger's
database in it. Nothing is unpacked to the disk, nothing of the database is run."""

from __future__ import annotations

import io
import re
import sqlite3
import time

import zstandard

from simulator.core.fields import MOST_QUESTIONS
from simulator.importers.anki.notes import LARGEST_FIELD, decks_of, draft_of_notes
from simulator.importers.common.archive import members
from simulator.importers.common.draft import CannotRead, Draft

LARGEST_PACKAGE = 256 * 1024 * 1024
LARGEST_DATABASE = 64 * 1024 * 1024
_COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")
_SECONDS = 4.0
_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}
_LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, 4 * LARGEST_FIELD),
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 10_000),
    (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 50),
    (sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 3),
    (sqlite3.SQLITE_LIMIT_VDBE_OP, 50_000),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 1),
)
_PRAGMAS = ("query_only=ON", "trusted_schema=OFF", "cell_size_check=ON", "temp_store=MEMORY")
_TABLES = ("notes", "cards", "col", "notetypes", "fields", "decks")


def read(data: bytes, *, file: str) -> Draft:
    """The notes of a package. Raises CannotRead for all that is damaged, too large or a trick."""
    connection = _opened(_collection(data, file), file)
    try:
        _check_tables(connection, file)
        decks = decks_of(connection)
        rows = connection.execute(
            "SELECT id, guid, mid, tags, flds FROM notes ORDER BY id LIMIT ?", (MOST_QUESTIONS,)
        ).fetchall()
    except (sqlite3.Error, ValueError, MemoryError) as error:
        raise CannotRead(f"{file}: the notes in its collection can't be read ({error}).") from error
    finally:
        connection.close()
    return draft_of_notes(rows, decks, file)


def _collection(data: bytes, file: str) -> bytes:
    """The database of the newest kind that the package has."""
    if len(data) > LARGEST_PACKAGE:
        raise CannotRead(f"{file}: too large for a package, more than 256 MiB.")
    found = dict(members(data, _COLLECTIONS.__contains__, file, most=LARGEST_DATABASE))
    name = next((name for name in _COLLECTIONS if name in found), None)
    if name is None:
        raise CannotRead(f"{file}: a zip without a collection in it, no Anki package.")
    return _unpacked(found[name], file) if name.endswith("b") else found[name]


def _unpacked(raw: bytes, file: str) -> bytes:
    """Zstandard's stream, read no further than the limit."""
    try:
        reader = zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(io.BytesIO(raw))
        out = reader.read(LARGEST_DATABASE + 1)
    except zstandard.ZstdError as error:
        raise CannotRead(f"{file}: its collection is damaged ({error}).") from error
    if len(out) > LARGEST_DATABASE:
        raise CannotRead(f"{file}: its collection is too large, more than 64 MiB.")
    return bytes(out)


def _opened(database: bytes, file: str) -> sqlite3.Connection:
    """The database in memory. Raises CannotRead for what is none, or damaged."""
    if not database.startswith(b"SQLite format 3\x00") or len(database) < 512:
        raise CannotRead(f"{file}: its collection is no database.")
    header = bytearray(database)
    header[18:20] = b"\x01\x01"  # no write-ahead log, which a database in memory can't have
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.deserialize(bytes(header))
        for name, limit in _LIMITS:
            connection.setlimit(name, limit)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error as error:
        connection.close()
        raise CannotRead(f"{file}: its collection is damaged ({error}).") from error
    deadline = time.monotonic() + _SECONDS
    connection.set_progress_handler(lambda: int(time.monotonic() > deadline), 10_000)
    connection.create_collation("unicase", _unicase)
    connection.set_authorizer(
        lambda action, *_: sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY
    )
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return connection


def _unicase(left: str, right: str) -> int:
    a, b = left.casefold(), right.casefold()
    return (a > b) - (a < b)


def _check_tables(connection: sqlite3.Connection, file: str) -> None:
    """Notes and cards must be tables; a view or a virtual table may hold a program."""
    rows = connection.execute("SELECT name, type, sql FROM sqlite_master LIMIT 500").fetchall()
    kinds = {name: (kind, sql or "") for name, kind, sql in rows}
    for name in _TABLES:
        kind, sql = kinds.get(name, ("" if name == "notes" else "table", ""))
        if kind not in ("", "table"):
            raise CannotRead(f"{file}: in its collection {name} is a {kind}, not a table.")
        if not kind or re.match(r"\s*CREATE\s+VIRTUAL", sql, re.IGNORECASE):
            raise CannotRead(f"{file}: in its collection {name} is missing or not a plain table.")
