"""The fields of a question as a form shows them: text both ways."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from simulator.core.bank import DEFAULT_TOPIC, FollowUp, Question, derived_id
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


FOLLOW_UPS_HINT = (
    "One a line: what is asked next. Below it, indented: - a key point, = its answer, @ its time"
)
_MARKED = re.compile(r"\\*[-=@](?: |$)")


def follow_ups_text(follow_ups: tuple[FollowUp, ...]) -> str:
    """One follow-up a line; below it, indented, `- ` a key point, `= ` its answer, `@ ` its time.

    A line of its own text that looks like one of these has a backslash before it.
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
    """The follow-ups of such a text. Raises ValueError with a sentence for a time that is none."""
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
    """A day; None for blank. Raises ValueError with a sentence."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError("expected a date like 2026-12-01") from None


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
    Field("follow_ups", "Follow-ups", FOLLOW_UPS_HINT, Kind.ITEMS,
          lambda question: follow_ups_text(question.follow_ups), follow_ups_value),
    _items("references", "References", "One a line: where to read on"),
    Field("say", "Say", "What the voice says instead of the question's text", Kind.LINE,
          lambda question: question.say, lambda text: text.strip()),
    Field("reviewed", "Reviewed", "2026-12-01: when its facts were last checked", Kind.LINE,
          lambda question: question.reviewed.isoformat() if question.reviewed else "", day_value),
    Field("id", "Id", "Made from the text; the history hangs on it", Kind.LINE, _id_text,
          lambda text: " ".join(text.split())),
)  # fmt: skip
