"""Anki packages made by hand, good and bad."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterable

SEPARATOR = "\x1f"
OLD = """
CREATE TABLE col (id INTEGER, models TEXT, decks TEXT);
CREATE TABLE notes (id INTEGER PRIMARY KEY, guid TEXT, mid INTEGER, tags TEXT, flds TEXT);
CREATE TABLE cards (id INTEGER PRIMARY KEY, nid INTEGER, did INTEGER);
"""
NEW = """
CREATE TABLE notetypes (id INTEGER, name TEXT, config BLOB);
CREATE TABLE fields (ntid INTEGER, ord INTEGER, name TEXT);
CREATE TABLE decks (id INTEGER, name TEXT);
CREATE TABLE notes (id INTEGER PRIMARY KEY, guid TEXT, mid INTEGER, tags TEXT, flds TEXT);
CREATE TABLE cards (id INTEGER PRIMARY KEY, nid INTEGER, did INTEGER);
"""


def database(script: str, notes: Iterable[tuple[str, ...]] = ()) -> bytes:
    """A collection with this schema and these notes' fields."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(script)
    for number, fields in enumerate(notes, 1):
        connection.execute(
            "INSERT INTO notes VALUES (?, ?, 7, ' tag ', ?)",
            (number, f"guid{number}", SEPARATOR.join(fields)),
        )
        connection.execute("INSERT INTO cards VALUES (?, ?, 5)", (number, number))
    connection.commit()
    data = connection.serialize()
    connection.close()
    return data


def old_package(*notes: tuple[str, ...], more: str = "") -> bytes:
    """A package as Anki made them until 2021."""
    models = {"7": {"name": "Basic", "type": 0, "flds": [{"name": "Front"}, {"name": "Back"}]}}
    decks = {"5": {"name": "Zoo::Birds"}}
    script = (
        OLD + f"INSERT INTO col VALUES (1, '{json.dumps(models)}', '{json.dumps(decks)}');" + more
    )
    return zipped({"collection.anki2": database(script, notes), "media": b"{}"})


def new_package(*notes: tuple[str, ...]) -> bytes:
    """A package as Anki makes them now, with fields stored in a different order than shown."""
    import zstandard

    script = NEW + (
        "INSERT INTO notetypes VALUES (7, 'Basic', x'08021200');"
        "INSERT INTO fields VALUES (7, 1, 'Back'), (7, 0, 'Front');"
        "INSERT INTO decks VALUES (5, 'Zoo' || char(31) || 'Birds');"
    )
    data = bytearray(database(script, notes))
    data[18:20] = b"\x02\x02"
    dummy = database(OLD, [("Please update to the latest Anki version", "")])
    return zipped(
        {
            "collection.anki2": dummy,
            "collection.anki21b": zstandard.ZstdCompressor().compress(bytes(data)),
            "../../evil.txt": b"never written",
        }
    )


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()
