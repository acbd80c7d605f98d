"""Questions, the banks that hold them, and drawing some for an interview."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from simulator.core.choices import Difficulty, Order
from simulator.core.fields import kept
from simulator.core.times import DEFAULT_TIME_LIMIT, LONGEST
from simulator.text.spelling import fold

DEFAULT_TOPIC = "General"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A follow-up that the interviewer may ask, identified by its question and its own text.

    `time_limit` is in seconds; None if the bank sets none.
    """

    question: str = kept(about="What is asked.")
    key_points: tuple[str, ...] = kept(
        (), about="What a good answer to it must say: one thing per point, to be ticked."
    )
    answer: str = kept("", about="Its model answer, in Markdown.")
    time_limit: float | None = kept(
        None,
        least=1,
        most=LONGEST,
        about="Seconds; without it a third of the question's limit, 20 to 60 seconds.",
    )

    @property
    def is_sentence(self) -> bool:
        """True if it has nothing but its text."""
        return not (self.key_points or self.answer or self.time_limit)


@dataclass(frozen=True, slots=True)
class Question:
    """One question and what a good answer to it contains.

    `time_limit` is in seconds; None if the question sets none. `answer`, the model answer, may be
    empty: the question can still be asked and rated. Reader, writer, cache, schema, tables,
    importers and the form all follow from these fields.
    """

    id: str = kept(
        required=False,
        line=True,
        about="Stable: change the text freely, keep the id, and the history stays. Without one it "
        "is derived from the question's text.",
    )
    question: str = kept(about="What is asked, in Markdown.")
    answer: str = kept(
        "",
        label="Model answer",
        about="The model answer, in Markdown. "
        "Write it between ''' and ''' so that backslashes stay.",
    )
    topic: str = kept(
        DEFAULT_TOPIC,
        line=True,
        when_set=True,
        about="Interviews can be limited to topics, and progress is shown by topic.",
    )
    tags: tuple[str, ...] = kept((), line=True, about="Words for choosing questions.")
    difficulty: Difficulty = kept(
        Difficulty.MEDIUM, when_set=True, about="How hard it is meant to be."
    )
    time_limit: float | None = kept(None, least=1, most=LONGEST, about="Seconds for the answer.")
    key_points: tuple[str, ...] = kept(
        (), about="What a good answer must say: one thing per point, to be ticked."
    )
    bonus_points: tuple[str, ...] = kept((), about="What only a strong answer says.")
    mistakes: tuple[str, ...] = kept(
        (), label="Common mistakes", about="What people often get wrong, shown after the rating."
    )
    follow_ups: tuple[FollowUp, ...] = kept(
        (),
        label="Follow-ups",
        about="What an interviewer may ask next: a sentence, or a table that can have key points.",
    )
    references: tuple[str, ...] = kept((), about="Addresses or titles for further reading.")
    say: str = kept("", about="What the voice says instead of the question's text.")
    reviewed: date | None = kept(
        None, about="The day on which its facts were last checked: a date, without quotes."
    )
    extra: Mapping[str, Any] = kept(dict, about="A table for your own use: kept, but never read.")


@dataclass(frozen=True, slots=True)
class Bank:
    """A set of questions. `name` is the stem of its file, by which sessions refer to it."""

    name: str
    title: str = kept(line=True, about="The name of the bank on screen.")
    questions: tuple[Question, ...] = ()
    description: str = kept("", about="What the questions are for.")
    language: str = kept(
        "en",
        line=True,
        about="The language of the questions, as a BCP 47 tag; it picks the voice.",
    )
    authors: tuple[str, ...] = kept((), line=True, about="Who wrote the questions.")
    license: str = kept(
        "",
        line=True,
        about="The licence under which others may use the bank, preferably an SPDX name.",
    )
    source: str = kept("", line=True, about="Where the questions come from: an address or a title.")
    version: str = kept("", line=True, about="The version of the bank.")
    time_limit: float | None = None
    """Seconds for questions that set no limit of their own."""

    def time_limit_of(self, question: Question) -> float:
        """Return the question's limit in seconds, else the bank's, else `DEFAULT_TIME_LIMIT`."""
        return question.time_limit or self.time_limit or DEFAULT_TIME_LIMIT


class Drawn(NamedTuple):
    """A question chosen for an interview, with the bank it came from."""

    bank: Bank
    question: Question

    @property
    def key(self) -> tuple[str, str]:
        """The bank's name and the question's id: the key of a question's history."""
        return self.bank.name, self.question.id


def derived_id(question: str) -> str:
    """Derive an id for a question that has none: a digest of its text, ignoring white space."""
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
    """Return every matching question in bank order; an empty filter matches everything.

    Topics and tags match in any case and spelling; one matching tag is enough.
    """
    every = [question for bank in banks for question in bank.questions]
    named = written_alike(topics, (each.topic for each in every))
    tagged = written_alike(tags, (tag for each in every for tag in each.tags))
    return tuple(
        Drawn(bank, question)
        for bank in banks
        for question in bank.questions
        if (not topics or question.topic in named)
        and (not difficulties or question.difficulty in difficulties)
        and (not tags or not tagged.isdisjoint(question.tags))
    )


def written_alike(names: Iterable[str], known: Iterable[str]) -> frozenset[str]:
    """Return the known topics or tags that match one of the names, in any case and spelling."""
    wanted = {fold(name) for name in names}
    return frozenset(each for each in set(known) if fold(each) in wanted) if wanted else frozenset()


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
    """Choose `number` of the candidates, or all of them if there are fewer.

    `Order.DUE` takes the keys in `due` first, most urgent first, then the rest shuffled.
    `Order.SHUFFLED` puts the keys in `lately` last, the highest number at the very end. Except with
    `Order.BANK`, questions with a tag in `first_tags` (lower case) come before all others. The same
    arguments always give the same questions.
    """
    if order is Order.BANK:
        return tuple(candidates[:number])
    shuffled = list(candidates)
    rng.shuffle(shuffled)
    if order is Order.SHUFFLED:
        last = lately or {}
        shuffled.sort(key=lambda drawn: last.get(drawn.key, 0))
    else:
        rank = {key: index for index, key in enumerate(due)}
        shuffled.sort(key=lambda drawn: rank.get(drawn.key, len(rank)))
    if first_tags:
        shuffled.sort(
            key=lambda drawn: not any(t.casefold() in first_tags for t in drawn.question.tags)
        )
    return tuple(shuffled[:number])
