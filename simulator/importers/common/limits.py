"""Questions from outside, cleaned and cut to what a bank may hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from simulator.core.bank import DEFAULT_TOPIC, FollowUp, Question
from simulator.storage.toml.table import trimmed
from simulator.text.cleaning import clean, one_line

MOST_QUESTIONS = 20_000
LONGEST_FIELD = 100_000
MOST_IN_LIST = 200
_LARGEST_BANK = 15 * 1024 * 1024


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


def _size(question: Question) -> int:
    texts = [question.question, question.answer, question.say, *question.references]
    texts += [
        *question.key_points,
        *question.bonus_points,
        *question.mistakes,
    ]
    for each in question.follow_ups:
        texts += [each.question, each.answer, *each.key_points]
    return sum(len(text.encode("utf-8", "replace")) + 20 for text in texts) + 200


def _cleaned(question: Question) -> Question:
    return Question(
        id=_id(question.id),
        question=cleaned_text(question.question).strip(),
        answer=cleaned_text(question.answer),
        topic=one_line(question.topic)[:300].strip() or DEFAULT_TOPIC,
        tags=_lines(question.tags),
        difficulty=question.difficulty,
        time_limit=limit_of(question.time_limit),
        key_points=_texts(question.key_points),
        bonus_points=_texts(question.bonus_points),
        mistakes=_texts(question.mistakes),
        follow_ups=_follow_ups(question.follow_ups),
        references=_texts(question.references),
        say=cleaned_text(question.say),
        reviewed=question.reviewed,
        extra=_plain_table(question.extra),
    )


def _id(given: str) -> str:
    """In the one form that banks keep ids in."""
    written = one_line(given)[:200].replace("\u200c", "").replace("\u200d", "").strip()
    return unicodedata.normalize("NFC", written)


def cleaned_text(text: str) -> str:
    """Clean, trimmed, and cut at the limit with a sign that it was."""
    done = trimmed(clean(text))
    if len(done) > LONGEST_FIELD:
        done = done[: LONGEST_FIELD - 2].rstrip() + " …"
    return done


def _texts(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(filter(None, (cleaned_text(text) for text in texts)))[:MOST_IN_LIST]


def _follow_ups(given: Sequence[FollowUp]) -> tuple[FollowUp, ...]:
    made = (
        FollowUp(
            cleaned_text(each.question),
            _texts(each.key_points),
            cleaned_text(each.answer),
            limit_of(each.time_limit),
        )
        for each in given
    )
    return tuple(each for each in made if each.question)[:MOST_IN_LIST]


def _lines(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(filter(None, (one_line(text)[:200].strip() for text in texts)))[:MOST_IN_LIST]


def limit_of(seconds: float | None) -> float | None:
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
