"""CrowdAnki's decks in JSON: notes whose fields are named by their note model, decks in decks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.core.bank import DEFAULT_TOPIC, Question
from simulator.importers.common.anki_marks import without_marks
from simulator.importers.common.cloze import GAPS_CERTAINTY, has_gaps, with_open_gaps
from simulator.importers.common.column_names import part_named
from simulator.importers.common.markdown_text import paragraphs
from simulator.importers.html.text import markdown_of_html

_DEEPEST = 20


def is_crowdanki(data: Any) -> bool:
    """Whether the outermost object is such a deck."""
    return isinstance(data, Mapping) and data.get("__type__") == "Deck" and "notes" in data


def questions_of(data: Mapping[str, Any]) -> Iterator[tuple[Question, str, float]]:
    """The questions, each with the text that stands for it in the file, and how sure it is."""
    yield from _deck(data, _models(data, {}), 0)


def _models(deck: Mapping[str, Any], known: dict[str, list[str]]) -> dict[str, list[str]]:
    """The names of the fields of each note model, by its id."""
    for model in _objects(deck.get("note_models")):
        fields = sorted(_objects(model.get("flds")), key=lambda each: _whole(each.get("ord")))
        known[str(model.get("crowdanki_uuid"))] = [str(each.get("name", "")) for each in fields]
    return known


def _deck(
    deck: Mapping[str, Any], models: dict[str, list[str]], depth: int
) -> Iterator[tuple[Question, str, float]]:
    topic = str(deck.get("name", "")).split("::")[-1] if depth else DEFAULT_TOPIC
    models = _models(deck, models)
    for note in _objects(deck.get("notes")):
        fields = note.get("fields")
        if isinstance(fields, list) and fields:
            names = models.get(str(note.get("note_model_uuid")), [])
            if made := _question(note, [str(each) for each in fields], names, topic):
                yield made
    for child in _objects(deck.get("children")) if depth < _DEEPEST else ():
        yield from _deck(child, models, depth + 1)


def _question(
    note: Mapping[str, Any], fields: list[str], names: list[str], topic: str
) -> tuple[Question, str, float] | None:
    parts = [part_named(name) for name in names[: len(fields)]]
    place = parts.index("question") if "question" in parts else 0
    texts = [markdown_of_html(without_marks(text)) for text in fields]
    rest = [text for at, text in enumerate(texts) if at != place and _is_text(names, at)]
    question, answer = texts[place], paragraphs(*rest)
    if not any(letter.isalnum() for letter in question):
        return None
    certainty = 1.0 if answer else 0.5
    if has_gaps(question):
        (question, answer), certainty = with_open_gaps(question, answer), GAPS_CERTAINTY
    tags = note.get("tags")
    named = tuple(map(str, tags)) if isinstance(tags, list) else ()
    made = Question(str(note.get("guid", "")), question, answer, topic=topic, tags=named)
    return made, fields[place], certainty


def _is_text(names: list[str], at: int) -> bool:
    name = names[at].casefold() if at < len(names) else ""
    return not re.fullmatch(r"(?:note )?(?:id|guid|index|number|source|sort.*|audio|image)", name)


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def _whole(value: Any) -> int:
    return value if isinstance(value, int) else 0
