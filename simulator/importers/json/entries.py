"""The objects of a JSON document that are questions, wherever they stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from simulator.importers.common.named_values import is_question, part_of_key
from simulator.importers.common.questionness import questionness
from simulator.text.word_list import split_bars

Entry = tuple[Mapping[str, Any], str]
"""An object that may be a question, and the name of the list that it stands in."""

_DEEPEST = 12
_NAMING = ("topic", "category", "section", "title", "name")
_GENERIC = frozenset(
    split_bars(
        """questions|items|data|results|cards|quiz|entries|faq|topics|sections|categories|
        chapters|mainentity|content|children|notes"""
    )
)
_COUNTED = re.compile(r"(?:q|question|item|card|no)?[ _-]?\d{1,5}|[a-z]", re.IGNORECASE)


def entries_of(data: Any, topic: str = "", depth: int = 0) -> Iterator[Entry]:
    """All objects that may be a question, with the name of the list that they stand in."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        yield from _in_list(data, topic, depth)
    elif isinstance(data, Mapping):
        if is_question(data):
            yield data, topic
        else:
            yield from _in_object(data, topic, depth)


def _in_list(data: Sequence[Any], topic: str, depth: int) -> Iterator[Entry]:
    pairs = [row for row in data if isinstance(row, list) and len(row) == 2 and _are_texts(row)]
    if len(pairs) == len(data) >= 2:
        yield from _answered(pairs, topic)
    elif len(data) >= 2 and _are_texts(data) and _ask(data):
        yield from (({"question": asked}, topic) for asked in data)
    else:
        for entry in data:
            yield from entries_of(entry, topic, depth + 1)


def _answered(pairs: Iterable[Any], topic: str) -> Iterator[Entry]:
    return (({"question": asked, "answer": answer}, topic) for asked, answer in pairs)


def _in_object(data: Mapping[str, Any], topic: str, depth: int) -> Iterator[Entry]:
    if len(data) >= 2 and _are_texts(data.values()) and _ask(data):
        yield from _answered(data.items(), topic)
        return
    if both := _side_by_side(data):
        yield from _answered(both, topic)
        return
    named = (data[key] for key in _NAMING if isinstance(data.get(key), str))
    own = next(named, topic)
    for key, value in data.items():
        if not isinstance(value, list | Mapping):
            continue
        if key.casefold() in _GENERIC:
            below = own if depth else topic
        elif _COUNTED.fullmatch(key) or (isinstance(value, Mapping) and is_question(value)):
            below = topic
        else:
            below = str(key)
        yield from entries_of(value, below, depth + 1)


def _side_by_side(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Questions in one list and their answers in another of the same length."""
    lists: dict[str | None, list[Any]] = {
        part_of_key(key): value
        for key, value in data.items()
        if isinstance(value, list) and value and _are_texts(value)
    }
    asked, answer = lists.get("question", []), lists.get("answer", [])
    return list(zip(asked, answer, strict=True)) if len(asked) == len(answer) else []


def _are_texts(values: Any) -> bool:
    return all(isinstance(value, str) for value in values)


def _ask(texts: Any) -> bool:
    """Whether most of the texts look like questions."""
    asking = sum(questionness(text[:2_000]) >= 0.4 for text in texts)
    surely = sum(questionness(text[:2_000]) >= 0.6 for text in texts)
    return asking >= 0.8 * len(texts) and surely >= 0.5 * len(texts)
