"""What can be asked: questions, banks of them, and drawing some for an interview."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from simulator.core.choices import Difficulty, Order
from simulator.core.times import DEFAULT_TIME_LIMIT

DEFAULT_TOPIC = "General"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What the interviewer may ask on. It is known by its question and its own text.

    `time_limit` is in seconds; None where the bank does not say.
    """

    question: str
    key_points: tuple[str, ...] = ()
    answer: str = ""
    time_limit: float | None = None

    @property
    def is_sentence(self) -> bool:
        """Whether it is no more than its text."""
        return not (self.key_points or self.answer or self.time_limit)


@dataclass(frozen=True, slots=True)
class Question:
    """One question, and what a good answer holds.

    `time_limit` is in seconds; None where the question does not say. `answer`, the model answer,
    may be empty: such a question can be asked, and is rated without a model.
    """

    id: str
    question: str
    answer: str = ""
    topic: str = DEFAULT_TOPIC
    tags: tuple[str, ...] = ()
    difficulty: Difficulty = Difficulty.MEDIUM
    time_limit: float | None = None
    key_points: tuple[str, ...] = ()
    bonus_points: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    references: tuple[str, ...] = ()
    say: str = ""
    """What the voice says instead of the question's text; empty: the text."""
    reviewed: date | None = None
    """When its facts were last checked."""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """The author's own table, kept and never read."""


@dataclass(frozen=True, slots=True)
class Bank:
    """Questions that belong together. `name` is its file's stem, by which sessions know it."""

    name: str
    title: str
    questions: tuple[Question, ...] = ()
    description: str = ""
    language: str = "en"
    """BCP 47."""
    authors: tuple[str, ...] = ()
    license: str = ""
    source: str = ""
    version: str = ""
    time_limit: float | None = None
    """Seconds for the questions that don't say."""

    def time_limit_of(self, question: Question) -> float:
        """Seconds for this question: its own, else the bank's, else `DEFAULT_TIME_LIMIT`."""
        return question.time_limit or self.time_limit or DEFAULT_TIME_LIMIT


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question chosen for an interview, with the bank it came from."""

    bank: Bank
    question: Question

    @property
    def key(self) -> tuple[str, str]:
        """The bank's name and the question's id: what a history is kept by."""
        return self.bank.name, self.question.id


def derived_id(question: str) -> str:
    """An id for a question that has none: a digest of its text, the same however it is spaced."""
    import hashlib

    words = " ".join(question.split()).casefold()
    return "q-" + hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:12]


def matching(
    banks: Sequence[Bank],
    *,
    topics: Sequence[str] = (),
    difficulties: Sequence[Difficulty] = (),
    tags: Sequence[str] = (),
) -> tuple[Drawn, ...]:
    """Every question that fits, in the banks' order. An empty choice lets all pass.

    Topics and tags are compared without regard to case; one fitting tag is enough.
    """
    wanted_topics = {topic.casefold() for topic in topics}
    wanted_tags = {tag.casefold() for tag in tags}
    return tuple(
        Drawn(bank, question)
        for bank in banks
        for question in bank.questions
        if (not wanted_topics or question.topic.casefold() in wanted_topics)
        and (not difficulties or question.difficulty in difficulties)
        and (not wanted_tags or wanted_tags & {tag.casefold() for tag in question.tags})
    )


def draw(
    candidates: Sequence[Drawn],
    number: int,
    *,
    order: Order = Order.SHUFFLED,
    rng: random.Random,
    due: Sequence[tuple[str, str]] = (),
    first_tags: Collection[str] = (),
    lately: Mapping[tuple[str, str], int] | None = None,
) -> tuple[Drawn, ...]:
    """Choose `number` of the candidates, or all of them where there are fewer.

    `due` holds keys, most urgent first; in that order they come first with `Order.DUE`, the rest
    shuffled behind them. But for `Order.BANK`, questions with one of `first_tags`, in lower case,
    come before all others. With `Order.SHUFFLED` those `lately` asked come last, the higher their
    number the later. The same arguments give the same questions.
    """
    if order is Order.BANK:
        return tuple(candidates[:number])
    shuffled = list(candidates)
    rng.shuffle(shuffled)
    if order is Order.SHUFFLED:
        last = lately or {}
        shuffled.sort(key=lambda drawn: last.get(drawn.key, 0))
    else:
        rank = {key: place for place, key in enumerate(due)}
        shuffled.sort(key=lambda drawn: rank.get(drawn.key, len(rank)))
    if first_tags:
        shuffled.sort(
            key=lambda drawn: not any(t.casefold() in first_tags for t in drawn.question.tags)
        )
    return tuple(shuffled[:number])
