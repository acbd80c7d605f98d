"""A draft made a bank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from simulator.core.bank import Bank, Question, derived_id
from simulator.importers.common.draft import Draft
from simulator.importers.common.language import language_of
from simulator.importers.common.limits import cleaned_text, limit_of, within_limits
from simulator.text.cleaning import one_line

_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def bank_of(draft: Draft, name: str) -> Bank:
    """The draft's questions as a bank within all limits, every id unique.

    A question keeps the id that its source gives it; else it is derived from the text, and a
    second one with the same text gets `-2`, so that the same source always gives the same ids.
    """
    questions = within_limits(item.question for item in draft.items)
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
        time_limit=limit_of(draft.time_limit),
    )


def with_ids(questions: Sequence[Question]) -> tuple[Question, ...]:
    """Every question with an id that no other has."""
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
    """A title from the bank's name where the source has none."""
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
