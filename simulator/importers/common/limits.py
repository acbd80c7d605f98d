"""Questions from outside, cleaned and cut to what a bank may hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from simulator.core.bank import Question
from simulator.core.fields import LONGEST_TEXT, MOST_QUESTIONS, Field, Kind, fields_of
from simulator.core.times import LONGEST
from simulator.storage.banks.values import one_form, with_texts
from simulator.storage.toml.table import trimmed
from simulator.text.cleaning import clean, one_line

MOST_IN_LIST = 200
_LARGEST_BANK = 15 * 1024 * 1024
_LONGEST_LINE = {"topic": 300}
"""Characters in a field of one line; 200 in others."""


def within_limits(questions: Iterable[Question]) -> list[Question]:
    kept: list[Question] = []
    size = 0
    for question in questions:
        made = _cleaned(question)
        if not made.question:
            continue
        size += _size(made)
        if len(kept) >= MOST_QUESTIONS or size > _LARGEST_BANK:
            break
        kept.append(made)
    return kept


def _size(record: Any) -> int:
    """About how many bytes a question or a follow-up takes in a file."""
    kind: Any = type(record)
    size = 200
    for each in fields_of(kind):
        value = getattr(record, each.name)
        if each.kind is Kind.TEXT:
            size += _bytes(value)
        elif each.kind is Kind.TEXTS:
            size += sum(map(_bytes, value))
        elif each.kind is Kind.RECORDS:
            size += sum(map(_size, value))
    return size


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "replace")) + 20


def _cleaned(question: Question) -> Question:
    def tidy(field: Field, text: str) -> str:
        if field.line:
            return one_line(text)[: _LONGEST_LINE.get(field.name, 200)].strip()
        return cleaned_text(text)

    made = with_texts(question, tidy, MOST_IN_LIST)
    return replace(
        made,
        id=one_form(made.id),
        question=made.question.strip(),
        time_limit=limit_of(made.time_limit),
        follow_ups=tuple(
            replace(each, time_limit=limit_of(each.time_limit)) for each in made.follow_ups
        ),
        extra={str(key): value for key, value in dict(made.extra).items() if _is_plain(value, 0)},
    )


def cleaned_text(text: str) -> str:
    """Clean, trimmed, and cut at the limit with a sign that it was."""
    done = trimmed(clean(text))
    if len(done) > LONGEST_TEXT:
        done = done[: LONGEST_TEXT - 2].rstrip() + " …"
    return done


def limit_of(seconds: float | None) -> float | None:
    """The time limit, where a bank may hold it."""
    return seconds if seconds is not None and 1 <= seconds <= LONGEST else None


def _is_plain(value: Any, depth: int) -> bool:
    """Whether TOML can hold a value of an author's own table."""
    if isinstance(value, list):
        return depth < 8 and all(_is_plain(part, depth + 1) for part in value)
    if isinstance(value, dict):
        return depth < 8 and all(
            isinstance(k, str) and _is_plain(v, depth + 1) for k, v in value.items()
        )
    return isinstance(value, str | int | float | bool)
