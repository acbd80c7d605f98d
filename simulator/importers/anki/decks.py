"""The names of fields and decks in an Anki collection, of the old schema and the new."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_MOST_CARDS = 100_000


@dataclass(slots=True)
class Decks:
    """What a collection says about its notes besides their text, by the numbers it gives them."""

    fields: dict[int, list[str]] = field(default_factory=dict)
    """The names of the fields of each note type."""
    cloze: set[int] = field(default_factory=set)
    """The note types that are sentences with gaps."""
    names: dict[int, str] = field(default_factory=dict)
    homes: dict[int, int] = field(default_factory=dict)
    """Which deck each note's cards lie in."""

    def home(self, note: int) -> str:
        """The name of a note's deck, parts joined by `::`; empty where it is not known."""
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
    """The objects of the old schema's JSON by number; none where it is damaged."""
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
