"""The JSON exports of two programs: CrowdAnki's nested decks, whose notes have fields named by
their model, and Roam's pages of blocks, where `#card` marks questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from simulator.importers.common.anki_fields import Asked, asked_of, front_of, without_marks
from simulator.importers.common.outline import Block, Card, cards_of, is_attribute
from simulator.importers.html.text import markdown_of_html

_NO_TEXT = re.compile(r"(?:note )?(?:id|guid|index|number|source|sort.*|audio|image)", re.I)
_DEEPEST, _DEEPEST_BLOCK = 20, 100


def is_crowdanki(data: Any) -> bool:
    """True if the outermost object is a CrowdAnki deck."""
    return isinstance(data, Mapping) and data.get("__type__") == "Deck" and "notes" in data


def crowdanki_questions(data: Mapping[str, Any]) -> Iterator[tuple[Asked, str]]:
    """The questions, each with its text as the file has it."""
    yield from _deck(data, _models(data, {}), 0)


def _models(deck: Mapping[str, Any], known: dict[str, list[str]]) -> dict[str, list[str]]:
    """The names of the fields of each note model, by its id."""
    for model in _objects(deck.get("note_models")):
        fields = _objects(model.get("flds"))
        fields.sort(key=lambda each: place if isinstance(place := each.get("ord"), int) else 0)
        known[str(model.get("crowdanki_uuid"))] = [str(each.get("name", "")) for each in fields]
    return known


def _deck(
    deck: Mapping[str, Any], models: dict[str, list[str]], depth: int
) -> Iterator[tuple[Asked, str]]:
    topic = str(deck.get("name", "")).split("::")[-1] if depth else ""
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
) -> tuple[Asked, str] | None:
    kept = [at for at in range(len(fields)) if not _NO_TEXT.fullmatch("".join(names[at : at + 1]))]
    fields = [fields[at] for at in kept] or [""]
    names = [names[at] for at in kept if at < len(names)]
    texts = [markdown_of_html(without_marks(text)) for text in fields]
    tags = note.get("tags")
    named = tuple(map(str, tags)) if isinstance(tags, list) else ()
    made = asked_of(texts, names, str(note.get("guid", "")), topic, named)
    return (made, fields[front_of(texts, names)]) if made else None


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def is_roam(data: Any) -> bool:
    """True if the data is a list of pages with blocks."""
    first = data[0] if isinstance(data, list) and data else None
    if not isinstance(first, Mapping) or not isinstance(first.get("children"), list):
        return False
    return "title" in first and any(isinstance(each, Mapping) for each in first["children"])


def roam_cards(data: Sequence[Any]) -> Iterator[Card]:
    """The cards of all pages; a page's title is their topic."""
    for page in data:
        if isinstance(page, Mapping):
            yield from cards_of(_blocks(page.get("children"), 0), str(page.get("title", "")))


def _blocks(value: Any, depth: int) -> list[Block]:
    return [
        Block(text, 0, 0, _blocks(each.get("children"), depth + 1))
        for each in (_objects(value) if depth < _DEEPEST_BLOCK else ())
        if not is_attribute(text := str(each.get("string", "")))
    ]
