"""Anki packages (.apkg), old and new: an untrusted zip containing an untrusted database. Nothing
is unpacked to disk, and no code in the database runs."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import zstandard

from simulator.core.fields import MOST_QUESTIONS
from simulator.importers.common.anki_fields import asked_of, without_marks
from simulator.importers.common.archive import members
from simulator.importers.common.draft import CannotRead, Draft, DraftItem, LeftOut
from simulator.importers.html.text import markdown_of_html
from simulator.text.cleaning import clean

_LARGEST_PACKAGE = 256 * 1024 * 1024
_LARGEST_DATABASE = 64 * 1024 * 1024
_LARGEST_FIELD = 1024 * 1024
"""The most characters in all fields of a note together."""
_COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")
_SECONDS = 4.0
_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}
_LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, 4 * _LARGEST_FIELD),
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
    """The notes of a package. Raises CannotRead if it is damaged, too large or malicious."""
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
    """The newest kind of database in the package."""
    if len(data) > _LARGEST_PACKAGE:
        raise CannotRead(f"{file}: too large for a package, more than 256 MiB.")
    found = dict(members(data, _COLLECTIONS.__contains__, file, most=_LARGEST_DATABASE))
    name = next((name for name in _COLLECTIONS if name in found), None)
    if name is None:
        raise CannotRead(f"{file}: a zip without a collection, so not an Anki package.")
    return _unpacked(found[name], file) if name.endswith("b") else found[name]


def _unpacked(raw: bytes, file: str) -> bytes:
    """Decompress a Zstandard stream up to the limit."""
    try:
        reader = zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(io.BytesIO(raw))
        out = reader.read(_LARGEST_DATABASE + 1)
    except zstandard.ZstdError as error:
        raise CannotRead(f"{file}: its collection is damaged ({error}).") from error
    if len(out) > _LARGEST_DATABASE:
        raise CannotRead(f"{file}: its collection is too large, more than 64 MiB.")
    return bytes(out)


def _opened(database: bytes, file: str) -> sqlite3.Connection:
    """The database, in memory. Raises CannotRead if it is damaged or not a database."""
    if not database.startswith(b"SQLite format 3\x00") or len(database) < 512:
        raise CannotRead(f"{file}: its collection is not a database.")
    header = bytearray(database)
    header[18:20] = b"\x01\x01"  # An in-memory database can't have a write-ahead log.
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
    """Notes and cards must be tables; a view or virtual table could run code."""
    rows = connection.execute("SELECT name, type, sql FROM sqlite_master LIMIT 500").fetchall()
    kinds = {name: (kind, sql or "") for name, kind, sql in rows}
    for name in _TABLES:
        kind, sql = kinds.get(name, ("" if name == "notes" else "table", ""))
        if kind not in ("", "table"):
            raise CannotRead(f"{file}: in its collection {name} is a {kind}, not a table.")
        if not kind or re.match(r"\s*CREATE\s+VIRTUAL", sql, re.IGNORECASE):
            raise CannotRead(f"{file}: in its collection {name} is missing or not a plain table.")


_MOST_CARDS = 100_000
Note = tuple[int, str, int, str, str]
"""A note's number, global id, type, tags and fields."""

_NEEDS_NEWER = "only a notice that a newer Anki is needed"


@dataclass(slots=True)
class Decks:
    """A collection's note types and decks, by number."""

    fields: dict[int, list[str]] = field(default_factory=dict)
    """The field names of each note type."""
    cloze: set[int] = field(default_factory=set)
    """The note types for sentences with gaps."""
    names: dict[int, str] = field(default_factory=dict)
    homes: dict[int, int] = field(default_factory=dict)
    """The deck of each note's cards."""

    def home(self, note: int) -> str:
        """The name of a note's deck, its parts joined by `::`; empty if unknown."""
        return self.names.get(self.homes.get(note, 0), "")


def decks_of(connection: sqlite3.Connection) -> Decks:
    """Read the names, from the old schema's JSON or the new one's tables."""
    found = Decks()
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    tables = {row[0] for row in rows}
    if "cards" in tables:
        cards = connection.execute("SELECT nid, did FROM cards LIMIT ?", (_MOST_CARDS,))
        found.homes = dict(cards)
    if "notetypes" in tables and "fields" in tables:
        _new_types(connection, found)
    if "decks" in tables:
        for number, name in connection.execute("SELECT id, name FROM decks LIMIT 5000"):
            found.names[number] = str(name).replace("\x1f", "::")
    if "col" in tables and not (found.fields and found.names):
        row = connection.execute("SELECT models, decks FROM col LIMIT 1").fetchone()
        models, decks = row or (None, None)
        _old_types(_numbered(models), found)
        for number, entry in _numbered(decks).items():
            found.names[number] = str(entry.get("name", ""))
    return found


def _new_types(connection: sqlite3.Connection, found: Decks) -> None:
    names = connection.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord LIMIT 5000")
    for kind, name in names:
        found.fields.setdefault(kind, []).append(name)
    for kind, config in connection.execute("SELECT id, config FROM notetypes LIMIT 1000"):
        if isinstance(config, bytes) and config[:2] == b"\x08\x01":
            found.cloze.add(kind)


def _old_types(models: Mapping[int, dict[str, Any]], found: Decks) -> None:
    for number, entry in models.items():
        fields = entry.get("flds")
        if isinstance(fields, list):
            known = [one for one in fields if isinstance(one, dict)]
            found.fields[number] = [str(one.get("name", "")) for one in known]
        if entry.get("type") == 1:
            found.cloze.add(number)


def _numbered(text: object) -> dict[int, dict[str, Any]]:
    """The objects of the old schema's JSON, by number; none if it is damaged."""
    try:
        parsed = json.loads(text) if isinstance(text, str) and text else {}
    except (ValueError, RecursionError):
        return {}
    if not isinstance(parsed, dict):
        return {}
    return {
        int(key): entry
        for key, entry in parsed.items()
        if isinstance(entry, dict) and str(key).lstrip("-").isdecimal() and len(key) < 20
    }


def draft_of_notes(rows: Sequence[Note], decks: Decks, file: str) -> Draft:
    """All notes, each a question or left out; line numbers are the notes' numbers."""
    items: list[DraftItem] = []
    left: list[LeftOut] = []
    used: dict[str, None] = {}
    for number, row in enumerate(rows, 1):
        made = _item(row, decks, file, number)
        if isinstance(made, DraftItem):
            items.append(made)
            used[decks.home(row[0])] = None
        else:
            left.append(LeftOut(file, number, number, made))
    titles = [name for name in used if name and name != "Default"]
    refused = None if items else f"{file}: no note in its collection is a question."
    if not items and left and left[0].reason == _NEEDS_NEWER:
        refused = f"{file}: {_NEEDS_NEWER}."
    return Draft(
        tuple(items),
        tuple(left),
        title=titles[0].split("::")[0] if titles else "",
        layout="Anki package",
        files=(file,),
        refused=refused,
    )


def _item(row: Note, decks: Decks, file: str, number: int) -> DraftItem | str:
    """The item of a note, or the reason why it is left out."""
    note, guid, kind, tags, joined = row
    joined = str(joined)
    if len(joined) > _LARGEST_FIELD:
        return "a note of more than 1 MiB"
    if joined.startswith("Please update to the latest Anki version"):
        return _NEEDS_NEWER
    fields = [clean(markdown_of_html(without_marks(text))) for text in joined.split("\x1f")]
    names = decks.fields.get(kind, [])
    given = clean(str(guid), newlines=False).strip()
    parts = [part for part in decks.home(note).split("::") if part and part != "Default"]
    named = tuple(clean(tag, newlines=False) for tag in str(tags).split())
    topic = parts[-1] if parts else ""
    made = asked_of(fields, names, given, topic, named, gaps=kind in decks.cloze)
    if made is not None:
        return DraftItem(made[0], file, number, number, *made[1:])
    has_front = joined.split("\x1f")[0].strip()
    return "the front is only a picture or a sound" if has_front else "no front"
