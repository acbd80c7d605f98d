"""The notes of an Anki collection, of the old schema and the new: which are
questions, and the names of their fields and decks."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from simulator.importers.common.anki_fields import asked_of, without_marks
from simulator.importers.common.draft import Draft, DraftItem, LeftOut
from simulator.importers.html.text import markdown_of_html
from simulator.text.cleaning import clean

_MOST_CARDS = 100_000
LARGEST_FIELD = 1024 * 1024
"""Characters of all fields of a note together."""
Note = tuple[int, str, int, str, str]
"""Its number, its global id, its type, its tags and its fields."""

_NEEDS_NEWER = "only a word that a newer Anki is needed"


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


def draft_of_notes(rows: Sequence[Note], decks: Decks, file: str) -> Draft:
    """All notes, each a question or left out; their lines are their numbers in the collection."""
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
    """The item of a note, or the reason why it is none."""
    note, guid, kind, tags, joined = row
    joined = str(joined)
    if len(joined) > LARGEST_FIELD:
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
