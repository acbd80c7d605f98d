"""Anki packages (.apkg), old and new, opened as what they are: a stranger's zip with a stranger's
database in it. Nothing is unpacked to the disk, nothing of the database is run."""

from __future__ import annotations

import io
import sqlite3
import zipfile

import zstandard

from simulator.core.fields import MOST_QUESTIONS
from simulator.importers.anki.database import check_tables, opened
from simulator.importers.anki.decks import decks_of
from simulator.importers.anki.notes import draft_of_notes
from simulator.importers.common.draft import CannotRead, Draft

LARGEST_PACKAGE = 256 * 1024 * 1024
LARGEST_DATABASE = 64 * 1024 * 1024
_COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")


def read(data: bytes, *, file: str) -> Draft:
    """The notes of a package. Raises CannotRead for all that is damaged, too large or a trick."""
    connection = opened(_collection(data, file), file)
    try:
        check_tables(connection, file)
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
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            name, raw = _member(package, file)
    except CannotRead:
        raise
    except Exception as error:  # whatever zipfile, and the codec that a header names, may raise
        raise CannotRead(f"{file}: a damaged zip, no .apkg that can be read ({error}).") from error
    if len(raw) > LARGEST_DATABASE:
        raise CannotRead(f"{file}: its collection is too large, more than 64 MiB.")
    return _unpacked(raw, file) if name.endswith("b") else raw


def _member(package: zipfile.ZipFile, file: str) -> tuple[str, bytes]:
    names = set(package.namelist())
    name = next((name for name in _COLLECTIONS if name in names), None)
    if name is None:
        raise CannotRead(f"{file}: a zip without a collection in it, no Anki package.")
    info = package.getinfo(name)
    if info.file_size > LARGEST_DATABASE:
        raise CannotRead(f"{file}: its collection is too large, more than 64 MiB.")
    with package.open(info) as member:
        return name, member.read(LARGEST_DATABASE + 1)


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
