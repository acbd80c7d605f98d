"""A draft made a bank, and a bank brought up to date by a draft."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from simulator.bank import DEFAULT_TOPIC, Bank, Question, derived_id
from simulator.choices import Difficulty
from simulator.importers.draft import Draft
from simulator.importers.languages import language_of
from simulator.text import clean, one_line
from simulator.toml.table import trimmed

MOST_QUESTIONS = 20_000
LONGEST_FIELD = 100_000
_LARGEST_BANK = 15 * 1024 * 1024
_MOST_IN_LIST = 200
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_ALIKE = 93.0
"""Of 100, how alike two questions must be to be one that was edited."""


def bank_of(draft: Draft, name: str) -> Bank:
    """The draft's questions as a bank within all limits, every id unique.

    A question keeps the id that its source gives it; else it is derived from the text, and a
    second one with the same text gets `-2`, so that the same source always gives the same ids.
    """
    questions = _within_limits(item.question for item in draft.items)
    title = one_line(draft.title) or one_line(_title_from(draft, name))
    return Bank(
        name=name,
        title=title[:500],
        questions=_with_ids(questions),
        description=_text(draft.description),
        language=_language(draft),
        authors=tuple(filter(None, (one_line(author)[:500] for author in draft.authors))),
        license=one_line(draft.license)[:500],
        source=one_line(draft.source)[:2_000],
        time_limit=_limit(draft.time_limit),
    )


def merged(old: Bank, new: Draft) -> Bank:
    """The old bank, its questions updated by those of the draft, further ones behind them.

    A question is known again by its id, else by its text, else by a text nearly the same; it keeps
    its id, its place, and whatever the draft says nothing about. What the draft lacks stays.
    """
    fresh = bank_of(new, old.name)
    known = _Known(old.questions)
    updated = {question.id: question for question in old.questions}
    added: list[Question] = []
    for question in fresh.questions:
        before = known.find(question)
        if before is None:
            added.append(question)
        else:
            updated[before.id] = _updated(before, question)
    room = MOST_QUESTIONS - len(old.questions)
    return replace(
        old,
        questions=_with_ids([*updated.values(), *added[: max(0, room)]]),
        description=old.description or fresh.description,
        license=old.license or fresh.license,
        source=old.source or fresh.source,
        authors=old.authors or fresh.authors,
    )


class _Known:
    """The questions of a bank, each to be found once."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self._left = {question.id: question for question in questions}
        self._by_text: dict[str, list[str]] = {}
        for question in questions:
            self._by_text.setdefault(_letters(question.question), []).append(question.id)

    def find(self, question: Question) -> Question | None:
        """The old form of a question, which is then taken."""
        if question.id in self._left:
            return self._left.pop(question.id)
        for key in self._by_text.get(_letters(question.question), ()):
            if key in self._left:
                return self._left.pop(key)
        near = self._nearest(question)
        return self._left.pop(near) if near else None

    def _nearest(self, question: Question) -> str:
        """The id of an unclaimed question whose text was edited a little."""
        if not self._left:
            return ""
        from rapidfuzz import fuzz, process

        text = question.question.casefold()[:2_000]
        choices = {key: q.question.casefold()[:2_000] for key, q in self._left.items()}
        match = process.extractOne(text, choices, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        if match is None:
            return ""
        key = str(match[2])
        same_numbers = re.findall(r"\d+", text) == re.findall(r"\d+", choices[key])
        old = self._left[key].answer
        alike = (
            fuzz.ratio(old[:2_000], question.answer[:2_000]) >= 60 or not old or not question.answer
        )
        return key if same_numbers and alike else ""


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _updated(old: Question, new: Question) -> Question:
    """The old question with all that the new one says."""
    return replace(
        old,
        question=new.question,
        answer=new.answer or old.answer,
        topic=old.topic if new.topic == DEFAULT_TOPIC else new.topic,
        tags=_union(old.tags, new.tags),
        difficulty=old.difficulty if new.difficulty is Difficulty.MEDIUM else new.difficulty,
        time_limit=new.time_limit if new.time_limit is not None else old.time_limit,
        key_points=_union(old.key_points, new.key_points),
        bonus_points=_union(old.bonus_points, new.bonus_points),
        mistakes=_union(old.mistakes, new.mistakes),
        follow_ups=_union(old.follow_ups, new.follow_ups),
        references=_union(old.references, new.references),
        say=new.say or old.say,
        extra={**new.extra, **old.extra},
    )


def _union(old: Sequence[str], new: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*old, *new]))[: max(len(old), _MOST_IN_LIST)]


def _within_limits(questions: Iterable[Question]) -> list[Question]:
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


def _size(question: Question) -> int:
    texts = [question.question, question.answer, question.say, *question.references]
    texts += [
        *question.key_points,
        *question.bonus_points,
        *question.mistakes,
        *question.follow_ups,
    ]
    return sum(len(text.encode("utf-8", "replace")) + 20 for text in texts) + 200


def _cleaned(question: Question) -> Question:
    return Question(
        id=_id(question.id),
        question=_text(question.question).strip(),
        answer=_text(question.answer),
        topic=one_line(question.topic)[:300].strip() or DEFAULT_TOPIC,
        tags=_lines(question.tags),
        difficulty=question.difficulty,
        time_limit=_limit(question.time_limit),
        key_points=_texts(question.key_points),
        bonus_points=_texts(question.bonus_points),
        mistakes=_texts(question.mistakes),
        follow_ups=_texts(question.follow_ups),
        references=_texts(question.references),
        say=_text(question.say),
        extra=_plain_table(question.extra),
    )


def _id(given: str) -> str:
    """In the one form that banks keep ids in."""
    written = one_line(given)[:200].replace("\u200c", "").replace("\u200d", "").strip()
    return unicodedata.normalize("NFC", written)


def _text(text: str) -> str:
    """Clean, trimmed, and cut at the limit with a sign that it was."""
    done = trimmed(clean(text))
    if len(done) > LONGEST_FIELD:
        done = done[: LONGEST_FIELD - 2].rstrip() + " …"
    return done


def _texts(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(filter(None, (_text(text) for text in texts)))[:_MOST_IN_LIST]


def _lines(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(filter(None, (one_line(text)[:200].strip() for text in texts)))[:_MOST_IN_LIST]


def _limit(seconds: float | None) -> float | None:
    return seconds if seconds is not None and 1 <= seconds <= 86_400 else None


def _plain_table(table: Any) -> dict[str, Any]:
    """What TOML can hold of an author's own table."""
    return {str(key): value for key, value in dict(table).items() if _is_plain(value, 0)}


def _is_plain(value: Any, depth: int) -> bool:
    if isinstance(value, list):
        return depth < 8 and all(_is_plain(part, depth + 1) for part in value)
    if isinstance(value, dict):
        return depth < 8 and all(
            isinstance(k, str) and _is_plain(v, depth + 1) for k, v in value.items()
        )
    return isinstance(value, str | int | float | bool)


def _with_ids(questions: Sequence[Question]) -> tuple[Question, ...]:
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
