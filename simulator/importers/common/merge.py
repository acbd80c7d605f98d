"""A bank brought up to date by a draft."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from simulator.core.bank import DEFAULT_TOPIC, Bank, FollowUp, Question
from simulator.core.choices import Difficulty
from simulator.importers.common.draft import Draft
from simulator.importers.common.limits import MOST_IN_LIST, MOST_QUESTIONS
from simulator.importers.common.markdown_text import letters_of
from simulator.importers.common.to_bank import bank_of, with_ids

_ALIKE = 93.0
"""Of 100, how alike two questions must be to be one that was edited."""


def merged(old: Bank, new: Draft) -> Bank:
    """The old bank, its questions updated by those of the draft, further ones behind them.

    A question is known again by its id, else by its text, else by a text nearly the same; it keeps
    its id, its place, and whatever the draft says nothing about. What the draft lacks stays.
    """
    fresh = bank_of(new, old.name)
    changed = {question.id: question for question in old.questions}
    added: list[Question] = []
    for before, question in zip(partners(old, fresh.questions), fresh.questions, strict=True):
        if before is None:
            added.append(question)
        else:
            changed[before.id] = updated(before, question)
    return grown(replace(old, questions=tuple(changed.values())), added, fresh)


def grown(old: Bank, added: Sequence[Question], fresh: Bank) -> Bank:
    """The bank with more questions, as many as it can hold, and with what it did not say of
    itself."""
    room = MOST_QUESTIONS - len(old.questions)
    return replace(
        old,
        questions=with_ids([*old.questions, *added[: max(0, room)]]),
        description=old.description or fresh.description,
        license=old.license or fresh.license,
        source=old.source or fresh.source,
        authors=old.authors or fresh.authors,
        version=old.version or fresh.version,
    )


def partners(
    old: Bank, fresh: Sequence[Question], gone: Container[str] = ()
) -> list[Question | None]:
    """For each fresh question the one of the old bank that it is a form of, each taken once.

    One whose id is `gone` is known again by its very text only.
    """
    known = _Known(old.questions)
    return [known.find(question, near=question.id not in gone) for question in fresh]


class _Known:
    """The questions of a bank, each to be found once."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self._left = {question.id: question for question in questions}
        self._by_text: dict[str, list[str]] = {}
        for question in questions:
            self._by_text.setdefault(letters_of(question.question), []).append(question.id)

    def find(self, question: Question, *, near: bool = True) -> Question | None:
        """The old form of a question, which is then taken."""
        if question.id in self._left:
            return self._left.pop(question.id)
        for key in self._by_text.get(letters_of(question.question), ()):
            if key in self._left:
                return self._left.pop(key)
        alike = self._nearest(question) if near else ""
        return self._left.pop(alike) if alike else None

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


def updated(old: Question, new: Question) -> Question:
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
        follow_ups=_follow_ups(old.follow_ups, new.follow_ups),
        references=_union(old.references, new.references),
        say=new.say or old.say,
        reviewed=new.reviewed or old.reviewed,
        extra={**new.extra, **old.extra},
    )


def _follow_ups(old: Sequence[FollowUp], new: Sequence[FollowUp]) -> tuple[FollowUp, ...]:
    """The old ones with what the new ones say of them, then the others."""
    both = {each.question: each for each in old}
    for each in new:
        known = both.get(each.question, each)
        both[each.question] = FollowUp(
            each.question,
            _union(known.key_points, each.key_points),
            each.answer or known.answer,
            each.time_limit or known.time_limit,
        )
    return tuple(both.values())[: max(len(old), MOST_IN_LIST)]


def _union(old: Sequence[str], new: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*old, *new]))[: max(len(old), MOST_IN_LIST)]
