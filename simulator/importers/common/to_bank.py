"""Turn a draft into a bank: clean its questions, and cut them to a bank's limits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from simulator.core.bank import Bank, Question, derived_id
from simulator.core.fields import LONGEST_TEXT, MOST_QUESTIONS, Field
from simulator.core.times import LONGEST
from simulator.importers.common.draft import Draft
from simulator.importers.common.language import language_of
from simulator.storage.banks.values import one_form, with_texts
from simulator.storage.toml.table import trimmed
from simulator.text.cleaning import clean, one_line

MOST_IN_LIST = 200
_LARGEST_BANK = 15 * 1024 * 1024
_LONGEST_LINE = {"topic": 300}
"""The most characters in a single-line field; 200 if not listed."""
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def bank_of(draft: Draft, name: str) -> Bank:
    """The draft's questions as a bank within all limits, with unique ids.

    A question keeps the id from its source. Otherwise the id is derived from the text, with `-2`
    for a second question with the same text, so that a source always gives the same ids.
    """
    questions = _within_limits(item.question for item in draft.items)
    title = one_line(draft.title) or one_line(_title_from(draft, name))
    return Bank(
        name=name,
        title=title[:500],
        questions=with_ids(questions),
        description=cleaned_text(draft.description),
        language=_language(draft),
        authors=tuple(filter(None, (one_line(author)[:500] for author in draft.authors))),
        license=one_line(draft.license)[:500],
        source=one_line(draft.source)[:2_000],
        version=one_line(draft.version)[:500],
        time_limit=_limit_of(draft.time_limit),
    )


def with_ids(questions: Sequence[Question]) -> tuple[Question, ...]:
    """The questions with unique ids."""
    taken: set[str] = set()
    counts: dict[str, int] = {}
    done = []
    for question in questions:
        wanted = question.id or derived_id(question.question)
        given, count = wanted, counts.get(wanted, 1)
        while given in taken:
            count += 1
            given = f"{wanted}-{count}"
        counts[wanted] = count
        taken.add(given)
        done.append(question if question.id == given else replace(question, id=given))
    return tuple(done)


def _title_from(draft: Draft, name: str) -> str:
    """A title from the bank's name, for a source without one."""
    words = re.sub(r"[_-]+", " ", name).strip()
    if not words and draft.files:
        words = re.sub(r"[_-]+", " ", Path(draft.files[0]).stem).strip()
    return words[:1].upper() + words[1:] if words else "Imported questions"


def _language(draft: Draft) -> str:
    if _TAG.fullmatch(draft.language):
        return draft.language
    words = "\n".join(
        f"{item.question.question}\n{item.question.answer[:300]}" for item in draft.items[:200]
    )
    return language_of(words)


def _within_limits(questions: Iterable[Question]) -> list[Question]:
    kept: list[Question] = []
    size = 0
    for question in questions:
        made = _cleaned(question)
        if not made.question:
            continue
        size += len(str(made).encode("utf-8", "replace"))  # Roughly its size in a file.
        if len(kept) >= MOST_QUESTIONS or size > _LARGEST_BANK:
            break
        kept.append(made)
    return kept


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
        time_limit=_limit_of(made.time_limit),
        follow_ups=tuple(
            replace(each, time_limit=_limit_of(each.time_limit)) for each in made.follow_ups
        ),
        extra={str(key): value for key, value in dict(made.extra).items() if _is_plain(value, 0)},
    )


def cleaned_text(text: str) -> str:
    """Clean and trim a text; cut it at the limit, marked with an ellipsis."""
    done = trimmed(clean(text))
    if len(done) > LONGEST_TEXT:
        done = done[: LONGEST_TEXT - 2].rstrip() + " …"
    return done


def _limit_of(seconds: float | None) -> float | None:
    """The time limit if a bank may hold it, else None."""
    return seconds if seconds is not None and 1 <= seconds <= LONGEST else None


def _is_plain(value: Any, depth: int) -> bool:
    """True if TOML can hold this value of an author's own table."""
    if isinstance(value, list):
        return depth < 8 and all(_is_plain(part, depth + 1) for part in value)
    if isinstance(value, dict):
        return depth < 8 and all(
            isinstance(k, str) and _is_plain(v, depth + 1) for k, v in value.items()
        )
    return isinstance(value, str | int | float | bool)
