"""The fields of a question as a form shows them: text both ways."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from simulator.core.bank import DEFAULT_TOPIC, Question, derived_id
from simulator.core.times import show_time, time_limit


class Kind(Enum):
    """What a field is typed into."""

    PROSE = "several lines"
    LINE = "one line"
    ITEMS = "one item a line"
    CHOICE = "one of a few"


@dataclass(frozen=True)
class Field:
    """One field: its name in the file, its label, what helps, and its text both ways.

    `value` raises ValueError with a sentence for text that can't be meant.
    """

    name: str
    label: str
    hint: str
    kind: Kind
    text: Callable[[Question], str]
    value: Callable[[str], Any]


def items_text(items: tuple[str, ...]) -> str:
    """One item a line; the further lines of an item are indented."""
    return "\n".join(item.replace("\n", "\n  ") for item in items)


def items_value(text: str) -> tuple[str, ...]:
    """The items of such a text; blank lines between them don't count."""
    items: list[str] = []
    for line in text.split("\n"):
        if line.startswith("  ") and items:
            items[-1] += "\n" + line[2:]
        elif line.strip():
            items.append(line.lstrip())
    return tuple(filter(None, (item.rstrip() for item in items)))


def words_value(text: str) -> tuple[str, ...]:
    """Words or phrases with commas between."""
    return tuple(filter(None, (" ".join(word.split()) for word in text.split(","))))


def time_value(text: str) -> float | None:
    """Seconds; None for blank. Raises ValueError with a sentence."""
    if not text.strip():
        return None
    try:
        seconds = time_limit(text)
    except ValueError:
        seconds = math.inf
    if math.isinf(seconds):
        raise ValueError("expected a time like 90, 2m or 1:30, at most a day")
    return seconds


def _id_text(question: Question) -> str:
    return "" if question.id == derived_id(question.question) else question.id


def _items(name: str, label: str, hint: str) -> Field:
    return Field(
        name,
        label,
        hint,
        Kind.ITEMS,
        lambda question: items_text(getattr(question, name)),
        items_value,
    )


FIELDS: tuple[Field, ...] = (
    Field("question", "Question", "What is asked, in Markdown", Kind.PROSE,
          lambda question: question.question, str.strip),
    Field("answer", "Model answer", "In Markdown; empty: it is asked, and rated without a model",
          Kind.PROSE, lambda question: question.answer, lambda text: text.strip("\n").rstrip()),
    _items("key_points", "Key points", "One a line: what a good answer must say"),
    _items("bonus_points", "Bonus points", "One a line: what only a strong answer says"),
    Field("topic", "Topic", DEFAULT_TOPIC, Kind.LINE,
          lambda question: "" if question.topic == DEFAULT_TOPIC else question.topic,
          lambda text: " ".join(text.split()) or DEFAULT_TOPIC),
    Field("difficulty", "Difficulty", "", Kind.CHOICE,
          lambda question: question.difficulty.value, lambda text: text),
    Field("time_limit", "Time limit", "90, 2m, 1:30; empty: the bank's", Kind.LINE,
          lambda question: show_time(question.time_limit) if question.time_limit else "",
          time_value),
    Field("tags", "Tags", "with, commas, between", Kind.LINE,
          lambda question: ", ".join(question.tags), words_value),
    _items("mistakes", "Mistakes", "One a line: what people often get wrong"),
    _items("follow_ups", "Follow-ups", "One a line: what may be asked next"),
    _items("references", "References", "One a line: where to read on"),
    Field("say", "Say", "What the voice says instead of the question's text", Kind.LINE,
          lambda question: question.say, lambda text: text.strip()),
    Field("id", "Id", "Made from the text; the history hangs on it", Kind.LINE, _id_text,
          lambda text: " ".join(text.split())),
)  # fmt: skip
