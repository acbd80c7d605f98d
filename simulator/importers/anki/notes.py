"""Anki's notes as questions, and which of them are none."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.importers.anki.decks import Decks
from simulator.importers.common.anki_fields import asked_of, without_marks
from simulator.importers.common.draft import Draft, DraftItem, LeftOut
from simulator.importers.html.text import markdown_of_html
from simulator.text.cleaning import clean

LARGEST_FIELD = 1024 * 1024
"""Characters of all fields of a note together."""
Note = tuple[int, str, int, str, str]
"""Its number, its global id, its type, its tags and its fields."""

_NEEDS_NEWER = "only a word that a newer Anki is needed"


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
