"""Anki packages (.apkg), old and new, opened as what they are: a stranger's zip with a stranger's
database in it. Nothing is unpacked to the disk, nothing of the database is run."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import time
import zipfile
from dataclasses import dataclass, field

from simulator.bank import DEFAULT_TOPIC, Question
from simulator.importers.cloze import filled, has_gaps, with_gaps
from simulator.importers.draft import CannotRead, Draft, DraftItem, LeftOut
from simulator.importers.html_text import markdown_of_html
from simulator.text import clean

LARGEST_PACKAGE = 256 * 1024 * 1024
LARGEST_DATABASE = 64 * 1024 * 1024
_MOST_NOTES = 20_000
_LARGEST_FIELD = 1024 * 1024
_SECONDS = 4.0
_COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")
_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}
_FRONT = ("front", "question", "prompt", "term", "q", "expression", "text", "vorderseite", "recto")
_BACK = (
    "back",
    "answer",
    "definition",
    "response",
    "a",
    "meaning",
    "rückseite",
    "verso",
    "extra",
    "back extra",
)


@dataclass(slots=True)
class _Deck:
    fields: dict[int, list[str]] = field(default_factory=dict)
    cloze: set[int] = field(default_factory=set)
    names: dict[int, str] = field(default_factory=dict)


def read(data: bytes, *, file: str) -> Draft:
    """The notes of a package. Raises CannotRead for all that is damaged, too large or a trick."""
    database = _collection(data, file)
    connection = _opened(database, file)
    try:
        _check_tables(connection, file)
        deck = _deck(connection)
        rows = connection.execute(
            "SELECT id, guid, mid, tags, flds FROM notes ORDER BY id LIMIT ?", (_MOST_NOTES,)
        ).fetchall()
        homes = _homes(connection)
    except (sqlite3.Error, ValueError, MemoryError) as error:
        raise CannotRead(f"{file}: the notes in its collection can't be read ({error}).") from error
    finally:
        connection.close()
    return _draft(rows, homes, deck, file)


def _collection(data: bytes, file: str) -> bytes:
    if len(data) > LARGEST_PACKAGE:
        raise CannotRead(f"{file}: too large for a package, more than 256 MiB.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            name = next((name for name in _COLLECTIONS if name in names), None)
            if name is None:
                raise CannotRead(f"{file}: a zip without a collection in it, no Anki package.")
            info = package.getinfo(name)
            if info.file_size > LARGEST_DATABASE:
                raise CannotRead(f"{file}: its collection is too large, more than 64 MiB.")
            with package.open(info) as member:
                raw = member.read(LARGEST_DATABASE + 1)
    except CannotRead:
        raise
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        RuntimeError,
        NotImplementedError,
        EOFError,
    ) as error:
        raise CannotRead(f"{file}: a damaged zip, no .apkg that can be read ({error}).") from error
    except Exception as error:  # zlib.error and its kin, by whichever codec the header names
        raise CannotRead(f"{file}: a damaged zip, no .apkg that can be read ({error}).") from error
    if len(raw) > LARGEST_DATABASE:
        raise CannotRead(f"{file}: its collection is too large, more than 64 MiB.")
    return _unpacked(raw, file) if name.endswith("b") else raw


def _unpacked(raw: bytes, file: str) -> bytes:
    """Zstandard's stream, read no further than the limit."""
    import zstandard

    try:
        reader = zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(io.BytesIO(raw))
        out = reader.read(LARGEST_DATABASE + 1)
    except zstandard.ZstdError as error:
        raise CannotRead(f"{file}: its collection is damaged ({error}).") from error
    if len(out) > LARGEST_DATABASE:
        raise CannotRead(f"{file}: its collection is too large, more than 64 MiB.")
    return bytes(out)


def _opened(database: bytes, file: str) -> sqlite3.Connection:
    """The database in memory, allowed to be read and nothing else."""
    if not database.startswith(b"SQLite format 3\x00") or len(database) < 512:
        raise CannotRead(f"{file}: its collection is no database.")
    header = bytearray(database)
    header[18:20] = b"\x01\x01"  # no write-ahead log, which a database in memory can't have
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.deserialize(bytes(header))
        for name, limit in (
            (sqlite3.SQLITE_LIMIT_LENGTH, 4 * _LARGEST_FIELD),
            (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 10_000),
            (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 50),
            (sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 3),
            (sqlite3.SQLITE_LIMIT_VDBE_OP, 50_000),
            (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
            (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 1),
        ):
            connection.setlimit(name, limit)
        for pragma in (
            "query_only=ON",
            "trusted_schema=OFF",
            "cell_size_check=ON",
            "temp_store=MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error as error:
        connection.close()
        raise CannotRead(f"{file}: its collection is damaged ({error}).") from error
    deadline = time.monotonic() + _SECONDS
    connection.set_progress_handler(lambda: int(time.monotonic() > deadline), 10_000)
    connection.create_collation("unicase", _unicase)
    connection.set_authorizer(_authorized)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return connection


def _unicase(left: str, right: str) -> int:
    a, b = left.casefold(), right.casefold()
    return (a > b) - (a < b)


def _authorized(action: int, *_: object) -> int:
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _check_tables(connection: sqlite3.Connection, file: str) -> None:
    """Notes and cards must be tables; a view or a virtual table may hold a program."""
    rows = connection.execute("SELECT name, type, sql FROM sqlite_master LIMIT 500").fetchall()
    kinds = {name: (kind, sql or "") for name, kind, sql in rows}
    for name in ("notes", "cards", "col", "notetypes", "fields", "decks"):
        kind, sql = kinds.get(name, ("" if name == "notes" else "table", ""))
        if kind != "table" or re.match(r"\s*CREATE\s+VIRTUAL", sql, re.IGNORECASE):
            what = (
                f"is a {kind}, not a table"
                if kind and kind != "table"
                else "is missing or not a plain table"
            )
            raise CannotRead(f"{file}: in its collection {name} {what}.")


def _homes(connection: sqlite3.Connection) -> dict[int, int]:
    """Which deck each note's cards lie in."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'cards'").fetchone():
        return {}
    return dict(connection.execute("SELECT nid, did FROM cards LIMIT ?", (_MOST_NOTES * 5,)))


def _deck(connection: sqlite3.Connection) -> _Deck:
    """Names of fields and decks, from the old schema's JSON or the new one's tables."""
    found = _Deck()
    tables = {
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    if "notetypes" in tables and "fields" in tables:
        for kind, name in connection.execute(
            "SELECT ntid, name FROM fields ORDER BY ntid, ord LIMIT 5000"
        ):
            found.fields.setdefault(kind, []).append(name)
        for kind, config in connection.execute("SELECT id, config FROM notetypes LIMIT 1000"):
            if isinstance(config, bytes) and config[:2] == b"\x08\x01":
                found.cloze.add(kind)
    if "decks" in tables:
        for number, name in connection.execute("SELECT id, name FROM decks LIMIT 5000"):
            found.names[number] = str(name).replace("\x1f", "::")
    if "col" in tables and not (found.fields and found.names):
        _old_schema(connection, found)
    return found


def _old_schema(connection: sqlite3.Connection, found: _Deck) -> None:
    row = connection.execute("SELECT models, decks FROM col LIMIT 1").fetchone()
    for place, text in enumerate(row or ()):
        try:
            parsed = json.loads(text) if text else {}
        except (ValueError, RecursionError):
            continue
        for key, entry in parsed.items() if isinstance(parsed, dict) else ():
            if not isinstance(entry, dict) or not str(key).lstrip("-").isdigit():
                continue
            if place == 1:
                found.names[int(key)] = str(entry.get("name", ""))
                continue
            fields = entry.get("flds")
            if isinstance(fields, list):
                found.fields[int(key)] = [
                    str(f.get("name", "")) for f in fields if isinstance(f, dict)
                ]
            if entry.get("type") == 1:
                found.cloze.add(int(key))


def _draft(
    rows: list[tuple[int, str, int, str, str]], homes: dict[int, int], deck: _Deck, file: str
) -> Draft:
    items: list[DraftItem] = []
    left: list[LeftOut] = []
    used: list[str] = []
    for number, (note, guid, kind, tags, joined) in enumerate(rows, 1):
        home = deck.names.get(homes.get(note, 0), "")
        made = _item(str(joined), deck, kind, file, number, str(guid), str(tags), home)
        if isinstance(made, LeftOut):
            left.append(made)
        else:
            items.append(made)
            used.append(home)
    titles = [name for name in dict.fromkeys(used) if name and name != "Default"]
    title = titles[0].split("::")[0] if titles else ""
    refused = None if items else f"{file}: no note in its collection is a question."
    if not items and left and "newer Anki" in left[0].reason:
        refused = f"{file}: {left[0].reason}."
    return Draft(
        tuple(items),
        tuple(left),
        title=title,
        layout="Anki package",
        files=(file,),
        refused=refused,
    )


def _item(
    joined: str, deck: _Deck, kind: int, file: str, number: int, guid: str, tags: str, home: str
) -> DraftItem | LeftOut:
    if len(joined) > _LARGEST_FIELD:
        return LeftOut(file, number, number, "a note of more than 1 MiB")
    if joined.startswith("Please update to the latest Anki version"):
        return LeftOut(file, number, number, "only a word that a newer Anki is needed")
    raw = joined.split("\x1f")
    texts = [clean(markdown_of_html(text)) for text in raw]
    front, back = _sides(deck.fields.get(kind, []), texts)
    question = texts[front] if front < len(texts) else ""
    if not any(letter.isalnum() for letter in question):
        reason = "the front is only a picture or a sound" if raw and raw[0].strip() else "no front"
        return LeftOut(file, number, number, reason)
    others = [text for place, text in enumerate(texts) if place not in (front, back)]
    answer = "\n\n".join(filter(None, [texts[back] if 0 <= back < len(texts) else "", *others]))
    sure, note = (1.0, "") if answer else (0.5, "no answer")
    if kind in deck.cloze or has_gaps(question):
        answer = f"{filled(question)}\n\n{answer}".strip()
        question, sure, note = with_gaps(question), 0.6, "a sentence with gaps"
    parts = [part for part in home.split("::") if part and part != "Default"]
    made = Question(
        clean(guid, newlines=False).strip(), question, answer,
        topic=parts[-1] if parts else DEFAULT_TOPIC,
        tags=tuple(clean(tag, newlines=False) for tag in tags.split()),
    )  # fmt: skip
    return DraftItem(made, file, number, number, sure, note, bool(made.id))


def _sides(names: list[str], texts: list[str]) -> tuple[int, int]:
    """Which fields are the question and the answer: by name, else the first two."""
    plain = [name.casefold().strip() for name in names]
    front = next((plain.index(name) for name in _FRONT if name in plain), 0)
    if front >= len(texts) or not texts[front].strip():
        front = 0
    named = (plain.index(name) for name in _BACK if name in plain and plain.index(name) != front)
    back = next(named, 1 if front == 0 else 0)
    return front, back if back < len(texts) else -1
