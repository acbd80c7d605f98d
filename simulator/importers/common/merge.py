"""Update a bank from a draft."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import replace
from typing import Any, TypeVar, cast

from simulator.core.bank import Bank, FollowUp, Question
from simulator.core.fields import MOST_QUESTIONS, Kind, fields_of
from simulator.importers.common.markdown_text import letters_of
from simulator.importers.common.to_bank import MOST_IN_LIST, with_ids

Said = TypeVar("Said", Question, FollowUp)

_ALIKE, _SAME_ANSWER = 93.0, 90.0
"""Similarities from 0 to 100: from `_ALIKE` on, a question counts as an edited one; from
`_SAME_ANSWER` on, two answers show that the question was reworded."""
_TELLING = 40
"""The least characters of an answer that can identify its question."""
_MOST_COMPARED = 10_000
"""The most pairs of answers compared for similarity (a third of a second), not just equality."""


def grown(old: Bank, added: Sequence[Question], fresh: Bank) -> Bank:
    """The bank with more questions, as many as it can hold, and its missing fields filled in."""
    room = MOST_QUESTIONS - len(old.questions)
    return replace(
        old,
        questions=with_ids([*old.questions, *added[: max(0, room)]]),
        **{
            each.name: getattr(old, each.name) or getattr(fresh, each.name)
            for each in fields_of(Bank)
        },
    )


def partners(
    old: Bank, fresh: Sequence[Question], gone: Container[str] = (), came: Container[str] = ()
) -> list[Question | None]:
    """For each fresh question, the matching one of the old bank; each is matched once.

    If its id is in `gone`, only an identical text matches. Old questions whose ids are in `came`
    (from the same source) also match by their answer, if the question was reworded.
    """
    known = _Known(old.questions)
    found = [known.find(question, near=question.id not in gone) for question in fresh]
    reworded = _by_answer(
        [question for question in known.left if question.id in came],
        [q for q, mine in zip(fresh, found, strict=True) if mine is None and q.id not in gone],
    )
    return [mine or reworded.get(q.id) for q, mine in zip(fresh, found, strict=True)]


def _by_answer(old: Sequence[Question], fresh: Sequence[Question]) -> dict[str, Question]:
    """The old questions, by the id of the only fresh one with nearly the same answer."""
    from rapidfuzz import fuzz

    near = len(old) * len(fresh) <= _MOST_COMPARED
    pairs = [
        (mine, theirs)
        for mine in old
        for theirs in fresh
        if len(mine.answer) >= _TELLING
        and (
            fuzz.ratio(mine.answer[:2_000], theirs.answer[:2_000]) >= _SAME_ANSWER
            if near
            else mine.answer == theirs.answer
        )
    ]
    counts = Counter(each.id for pair in pairs for each in pair)
    return {theirs.id: mine for mine, theirs in pairs if counts[mine.id] == counts[theirs.id] == 1}


class _Known:
    """The questions of a bank, each to be matched once."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self._left = {question.id: question for question in questions}
        self._by_text: dict[str, list[str]] = {}
        for question in questions:
            self._by_text.setdefault(letters_of(question.question), []).append(question.id)

    @property
    def left(self) -> list[Question]:
        """The questions that are not matched yet."""
        return list(self._left.values())

    def find(self, question: Question, *, near: bool = True) -> Question | None:
        """Claim the old form of a question."""
        if question.id in self._left:
            return self._left.pop(question.id)
        for key in self._by_text.get(letters_of(question.question), ()):
            if key in self._left:
                return self._left.pop(key)
        alike = self._nearest(question) if near else ""
        return self._left.pop(alike) if alike else None

    def _nearest(self, question: Question) -> str:
        """The id of the unclaimed question with the most similar text; empty if there is none."""
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


def updated(old: Question, new: Question) -> Question:
    """The old question with everything that the new one says; it keeps its id."""
    return replace(_updated(old, new), id=old.id)


def _updated(old: Said, new: Said) -> Said:
    """Merge two records: lists and tables are joined, for others a new value wins."""
    kind: Any = type(old)
    values: dict[str, Any] = {}
    for each in fields_of(kind):
        mine, theirs = getattr(old, each.name), getattr(new, each.name)
        if each.kind is Kind.TEXTS:
            values[each.name] = _union(mine, theirs)
        elif each.kind is Kind.RECORDS:
            values[each.name] = _follow_ups(mine, theirs)
        elif each.kind is Kind.TABLE:
            values[each.name] = {**theirs, **mine}
        else:
            values[each.name] = mine if theirs == each.default else theirs
    return cast("Said", kind(**values))


def _follow_ups(old: Sequence[FollowUp], new: Sequence[FollowUp]) -> tuple[FollowUp, ...]:
    """The old follow-ups, updated from the new ones, then the remaining new ones."""
    both = {each.question: each for each in old}
    for each in new:
        both[each.question] = _updated(both.get(each.question, each), each)
    return tuple(both.values())[: max(len(old), MOST_IN_LIST)]


def _union(old: Sequence[str], new: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*old, *new]))[: max(len(old), MOST_IN_LIST)]
