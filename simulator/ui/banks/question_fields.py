"""The fields of a question in a form, converted to text and back."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from simulator.core import fields
from simulator.core.bank import DEFAULT_TOPIC, FollowUp, Question, derived_id
from simulator.core.choices import Difficulty
from simulator.core.times import show_time, time_limit
from simulator.storage.banks.values import day_of


class InputKind(Enum):
    """The kind of widget for a field."""

    PROSE = "several lines"
    LINE = "one line"
    ITEMS = "one item per line"
    CHOICE = "one of a few"


@dataclass(frozen=True)
class QuestionField:
    """One field: its name in the file, its label, a hint, and conversions to text and back.

    `value` raises ValueError with a message for invalid text.
    """

    name: str
    label: str
    hint: str
    kind: InputKind
    text: Callable[[Question], str]
    value: Callable[[str], Any]


def items_text(items: tuple[str, ...]) -> str:
    """Return one item per line, with the further lines of an item indented."""
    return "\n".join(item.replace("\n", "\n  ") for item in items)


def items_value(text: str) -> tuple[str, ...]:
    """Parse the items of such a text, ignoring blank lines between them."""
    items: list[str] = []
    for line in text.split("\n"):
        if line.startswith("  ") and items:
            items[-1] += "\n" + line[2:]
        elif line.strip():
            items.append(line.lstrip())
    return tuple(filter(None, (item.rstrip() for item in items)))


def words_value(text: str) -> tuple[str, ...]:
    """Parse comma-separated words or phrases."""
    return tuple(filter(None, (" ".join(word.split()) for word in text.split(","))))


def time_value(text: str) -> float | None:
    """Parse a time into seconds; None if blank. Raises ValueError with a message."""
    if not text.strip():
        return None
    try:
        seconds = time_limit(text)
    except ValueError:
        seconds = math.inf
    if math.isinf(seconds):
        raise ValueError("expected a time like 90, 2m or 1:30, at most a day")
    return seconds


FOLLOW_UPS_HINT = "One follow-up per line. Below it, indented: - key point, = model answer, @ time"
_MARKED = re.compile(r"\\*[-=@](?: |$)")


def follow_ups_text(follow_ups: tuple[FollowUp, ...]) -> str:
    """Return a follow-up per line; indented below it: `- ` key point, `= ` answer, `@ ` time.

    A line of its own text that looks like one of these gets a backslash before it.
    """
    lines: list[str] = []
    for each in follow_ups:
        first, *rest = each.question.split("\n")
        lines.append(first)
        lines += ["  " + ("\\" + line if _MARKED.match(line) else line) for line in rest]
        lines += ["  - " + point.replace("\n", "\n    ") for point in each.key_points]
        if each.answer:
            lines += ["  = " + line for line in each.answer.split("\n")]
        if each.time_limit:
            lines.append(f"  @ {each.time_limit:g}")
    return "\n".join(lines)


def follow_ups_value(text: str) -> tuple[FollowUp, ...]:
    """Parse the follow-ups of such a text. Raises ValueError with a message for an invalid time."""
    return tuple(map(_follow_up, items_value(text)))


def _follow_up(item: str) -> FollowUp:
    first, *rest = item.split("\n")
    asked, points, answer, limit = [first], list[str](), list[str](), None
    for line in rest:
        mark, words = line[:2].rstrip(), line[2:]
        if mark == "-":
            points.append(words)
        elif mark == "=":
            answer.append(words)
        elif mark == "@":
            limit = time_value(words)
        elif points and line.startswith("  "):
            points[-1] += "\n" + words
        else:
            asked.append(line[1:] if line.startswith("\\") and _MARKED.match(line) else line)
    said = tuple(filter(None, (point.strip() for point in points)))
    return FollowUp("\n".join(asked), said, "\n".join(answer).strip("\n").rstrip(), limit)


def day_value(text: str) -> date | None:
    """Parse a date; None if blank. Raises ValueError with a message."""
    if not text.strip():
        return None
    day = day_of(text)
    if day is None:
        raise ValueError("expected a date like 2026-12-01")
    return day


def line_value(text: str) -> str:
    """Collapse white space to single spaces."""
    return " ".join(text.split())


def prose_value(text: str) -> str:
    """Strip blank lines around a text."""
    return text.strip("\n").rstrip()


_FORMS: dict[fields.Kind | str, tuple[InputKind, Callable[[Any], str], Callable[[str], Any]]] = {
    fields.Kind.TEXT: (InputKind.PROSE, str, prose_value),
    fields.Kind.TEXTS: (InputKind.ITEMS, items_text, items_value),
    fields.Kind.RECORDS: (InputKind.ITEMS, follow_ups_text, follow_ups_value),
    fields.Kind.CHOICE: (InputKind.CHOICE, str, Difficulty),
    fields.Kind.NUMBER: (InputKind.LINE, show_time, time_value),
    fields.Kind.DAY: (InputKind.LINE, date.isoformat, day_value),
    "topic": (InputKind.LINE, str, lambda text: line_value(text) or DEFAULT_TOPIC),
    "tags": (InputKind.LINE, ", ".join, words_value),
    "say": (InputKind.LINE, str, str.strip),
    "id": (InputKind.LINE, str, line_value),
    "question": (InputKind.PROSE, str, str.strip),
}
"""The widget and the conversions for each kind of field; some fields have their own."""

_HINTS = {
    "answer": "In Markdown; if empty, you rate without a model answer",
    "topic": DEFAULT_TOPIC,
    "difficulty": "",
    "time_limit": "90, 2m, 1:30; empty: the bank's",
    "tags": "separated by commas",
    "key_points": "One per line: what a good answer must say",
    "mistakes": "One per line: what people often get wrong",
    "follow_ups": FOLLOW_UPS_HINT,
    "reviewed": "Facts last checked, e.g. 2026-12-01",
    "say": "What the voice says instead",
    "id": "From the text; results are tied to it",
}
"""The hints of fields whose purpose alone is not enough."""


def _field(kept: fields.Field) -> QuestionField:
    kind, text, value = _FORMS.get(kept.name) or _FORMS[kept.kind]
    hint = kept.about.rstrip(".")
    if kept.is_list:
        hint = f"One per line: {hint[:1].lower()}{hint[1:]}"

    def shown(question: Question) -> str:
        held = getattr(question, kept.name)
        nothing = DEFAULT_TOPIC if kept.name == "topic" else derived_id(question.question)
        return text(held) if held and held != nothing else ""

    return QuestionField(kept.name, kept.label, _HINTS.get(kept.name, hint), kind, shown, value)


_FIRST = ("question", "answer", "key_points", "bonus_points", "topic", "difficulty", "time_limit",
          "tags")  # fmt: skip
_KEPT = {each.name: each for each in fields.fields_of(Question) if each.name != "extra"}
FIELDS = tuple(
    _field(_KEPT[name])
    for name in dict.fromkeys((*_FIRST, *(name for name in _KEPT if name != "id"), "id"))
)
"""The form from top to bottom; fields not listed in `_FIRST` are between tags and id."""
