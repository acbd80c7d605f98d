"""Anki's notes as questions: which field is the front, which the back, and what is no question."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.core.bank import DEFAULT_TOPIC, Question
from simulator.importers.anki.database import LARGEST_FIELD
from simulator.importers.anki.decks import Decks
from simulator.importers.common.anki_marks import without_marks
from simulator.importers.common.cloze import GAPS_CERTAINTY, GAPS_NOTE, has_gaps, with_open_gaps
from simulator.importers.common.draft import Draft, DraftItem, LeftOut
from simulator.importers.common.markdown_text import paragraphs
from simulator.importers.html.text import markdown_of_html
from simulator.text.cleaning import clean

Note = tuple[int, str, int, str, str]
"""Its number, its global id, its type, its tags and its fields."""

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
    question, answer = _texts(joined, decks.fields.get(kind, []))
    if not any(letter.isalnum() for letter in question):
        has_front = joined.split("\x1f")[0].strip()
        return "the front is only a picture or a sound" if has_front else "no front"
    certainty, remark = (1.0, "") if answer else (0.5, "no answer")
    if kind in decks.cloze or has_gaps(question):
        question, answer = with_open_gaps(question, answer)
        certainty, remark = GAPS_CERTAINTY, GAPS_NOTE
    parts = [part for part in decks.home(note).split("::") if part and part != "Default"]
    made = Question(
        clean(str(guid), newlines=False).strip(),
        question,
        answer,
        topic=parts[-1] if parts else DEFAULT_TOPIC,
        tags=tuple(clean(tag, newlines=False) for tag in str(tags).split()),
    )
    return DraftItem(made, file, number, number, certainty, remark)


def _texts(joined: str, names: Sequence[str]) -> tuple[str, str]:
    """The front, and the back with all further fields below it."""
    texts = [clean(markdown_of_html(without_marks(text))) for text in joined.split("\x1f")]
    front, back = _sides(names, texts)
    others = [text for place, text in enumerate(texts) if place not in (front, back)]
    answer = texts[back] if 0 <= back < len(texts) else ""
    return texts[front], paragraphs(answer, *others)


def _sides(names: Sequence[str], texts: Sequence[str]) -> tuple[int, int]:
    """Which fields are the question and the answer: by name, else the first two."""
    plain = [name.casefold().strip() for name in names]
    front = next((plain.index(name) for name in _FRONT if name in plain), 0)
    if front >= len(texts) or not texts[front].strip():
        front = 0
    named = (plain.index(name) for name in _BACK if name in plain and plain.index(name) != front)
    back = next(named, 1 if front == 0 else 0)
    return front, back if back < len(texts) else -1
