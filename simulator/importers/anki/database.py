"""A stranger's SQLite database, opened in memory to be read and for nothing else."""

from __future__ import annotations

import re
import sqlite3
import time

from simulator.importers.common.draft import CannotRead

LARGEST_FIELD = 1024 * 1024
"""Characters of all fields of a note together."""
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


def opened(database: bytes, file: str) -> sqlite3.Connection:
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


def check_tables(connection: sqlite3.Connection, file: str) -> None:
    """Notes and cards must be tables; a view or a virtual table may hold a program."""
    rows = connection.execute("SELECT name, type, sql FROM sqlite_master LIMIT 500").fetchall()
    kinds = {name: (kind, sql or "") for name, kind, sql in rows}
    for name in _TABLES:
        kind, sql = kinds.get(name, ("" if name == "notes" else "table", ""))
        if kind not in ("", "table"):
            raise CannotRead(f"{file}: in its collection {name} is a {kind}, not a table.")
        if not kind or re.match(r"\s*CREATE\s+VIRTUAL", sql, re.IGNORECASE):
            raise CannotRead(f"{file}: in its collection {name} is missing or not a plain table.")
