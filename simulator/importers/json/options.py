"""The options of a question in JSON, and which of them are right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.importers.common.options import Option, mark_right
from simulator.importers.json.values import markdown_of_value, part_of_key, spaced

_WRONG_ONLY = frozenset(["incorrect answers", "distractors", "wrong answers", "incorrectanswers"])
_FLAGS = ("correct", "isCorrect", "is_correct", "right", "isRight")
_MOST = 26


def options_of(entry: Mapping[str, Any], answer: Any) -> list[Option]:
    """The options, the right ones marked by a flag, a number from 0 on, a letter or their text.

    `answer` is what the object gives as its answer, which may name an option.
    """
    named = _named(entry)
    if named is None:
        return []
    key, raw = named
    parts = list(raw.values()) if isinstance(raw, Mapping) else raw
    found = [
        Option(chr(65 + at), markdown_of_value(part), _flagged(part))
        for at, part in enumerate(parts[:_MOST])
    ]
    if any(option.right for option in found):
        return found
    correct = next((entry[one] for one in entry if part_of_key(one) == "correct"), None)
    if part_of_key(key) == "answer" and correct is None:
        return []
    correct = answer if correct is None else correct
    if spaced(key) in _WRONG_ONLY and correct is not None:
        return [*found, Option(chr(65 + len(found)), markdown_of_value(correct), True)]
    keys = list(raw) if isinstance(raw, Mapping) else []
    for one in correct if isinstance(correct, list) else [correct]:
        _mark(found, one, keys)
    return found


def _named(entry: Mapping[str, Any]) -> tuple[str, Any] | None:
    """The key of the options and what it holds; a list of answers may be one of options."""
    for part in ("options", "answer"):
        for key, value in entry.items():
            several = isinstance(value, list) or (part == "options" and isinstance(value, Mapping))
            if part_of_key(key) == part and several and value:
                return key, value
    return None


def _flagged(part: Any) -> bool:
    return isinstance(part, Mapping) and any(part.get(key) is True for key in _FLAGS)


def _mark(options: list[Option], correct: Any, keys: list[str]) -> None:
    if isinstance(correct, bool) or correct is None:
        return
    if isinstance(correct, int):
        if 0 <= correct < len(options):
            options[correct].right = True
        return
    name = markdown_of_value(correct)
    if name in keys and keys.index(name) < len(options):
        options[keys.index(name)].right = True
    elif name and len(name) < 1_000:
        mark_right(options, name)
