"""Ranks questions by how much asking them now adds to what is known on the interview day.

With three topics or more, no topic gets more than a third of the new questions: otherwise the
weakest topic would fill whole days.

A first attempt counts as the share of key points ticked; if nothing was ticked, as its rating: not
yet 0, partial 0.45, solid 0.8, strong 1. Measured by `benchmarks/due_order.py`.
"""

from __future__ import annotations

import heapq
import math
import random
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from simulator.core.bank import Drawn
from simulator.core.shape import FOR_NEWCOMERS
from simulator.core.spaced_repetition import History, Key, Memory, grade
from simulator.core.states import Rating

RESTS_DAYS = 3
"""Questions asked fewer days ago than this come last, unless the interview is that close."""

LEARNED = 0.7
"""The share of what a new question teaches that is still remembered on the interview day."""

TOPICS_AMONG_NEW = 3
"""The least number of topics that share the new questions, if there are that many."""

FADING = 0.9
"""Below this chance of recall, a question is about to be forgotten."""


class Reason(Enum):
    """The reason for asking a question, in full and in brief."""

    NEVER_ASKED = "never asked", "new"
    FADING = "about to be forgotten", "fading"
    SURE_AND_WRONG = "sure and wrong", "sure, wrong"
    WEAK = "missed the last time", "missed"
    NOT_RATED = "not rated", "not rated"
    KNOWN = "known, to keep it fresh", "keep"
    JUST_ASKED = "asked a moment ago", "asked"

    def __init__(self, words: str, brief: str) -> None:
        self.words = words
        self.brief = brief


class Ranked(NamedTuple):
    """A question with the expected gain of asking it now, and the reason."""

    drawn: Drawn
    reason: Reason
    gain: float
    """Increase in the chance of recall on the interview day."""
    weak_topic: bool = False

    @property
    def is_new(self) -> bool:
        """True if it was never asked."""
        return self.reason is Reason.NEVER_ASKED

    @property
    def why(self) -> str:
        """`never asked, you are weak in Vision`."""
        weak = f", you are weak in {self.drawn.question.topic}" if self.weak_topic else ""
        return self.reason.words + weak


class Knowledge:
    """Predicts first attempts at new questions from the first attempts so far."""

    def __init__(self, history: History) -> None:
        shares = [share for _, share in history.first.values()]
        self.mean = (sum(shares) + 1.8) / (len(shares) + 4)
        topics: dict[str, list[float]] = {}
        for topic, share in history.first.values():
            topics.setdefault(topic, []).append(share)
        self._topics = topics

    def of(self, topic: str) -> float:
        """Return the share of key points, 0.05 to 0.95, expected at a first attempt in a topic."""
        shares = self._topics.get(topic, [])
        shift = sum(share - self.mean for share in shares) / (len(shares) + 2)
        return min(0.95, max(0.05, self.mean + shift))

    def is_weak(self, topic: str) -> bool:
        """True if first attempts in a topic went poorly, and worse than in others."""
        enough = len(self._topics.get(topic, ())) >= 2
        return enough and self.of(topic) < min(self.mean, 0.6)


def ranked(history: History, questions: Sequence[Drawn], rng: random.Random) -> tuple[Ranked, ...]:
    """Rank all questions, those most worth asking first.

    Sorts by gain, with the topics of new questions mixed and recently asked questions last. Ties go
    to the questions for newcomers; chance decides the rest.
    """
    knowledge = Knowledge(history)
    scored = [_ranked(history, knowledge, drawn) for drawn in questions]
    rng.shuffle(scored)
    scored.sort(key=lambda each: (-each.gain, FOR_NEWCOMERS.isdisjoint(each.drawn.question.tags)))
    resting = [each for each in scored if each.reason is Reason.JUST_ASKED]
    asked = [each for each in scored if each.reason is not Reason.JUST_ASKED]
    return (*_mixed(asked), *resting)


def _mixed(ordered: Sequence[Ranked]) -> Iterator[Ranked]:
    """Keep the order, but hold a new question back while its topic has had its share.

    Nothing else is held back. Some topic is always below its share.
    """
    waiting: dict[str, deque[int]] = {}
    topics = [each.drawn.question.topic if each.is_new else "" for each in ordered]
    for place, topic in enumerate(topics):
        waiting.setdefault(topic, deque()).append(place)
    first = [places[0] for places in waiting.values()]
    heapq.heapify(first)
    given: Counter[str] = Counter()
    while first:
        sharing = max(1, min(TOPICS_AMONG_NEW, len(waiting) - ("" in waiting)))
        most = math.ceil((given.total() + 1) / sharing)
        held = []
        while given[topics[first[0]]] >= most:
            held.append(heapq.heappop(first))
        place = heapq.heappop(first)
        yield ordered[place]
        topic = topics[place]
        waiting[topic].popleft()
        if topic:
            given[topic] += 1
        if waiting[topic]:
            held.append(waiting[topic][0])
        else:
            del waiting[topic]
        for each in held:
            heapq.heappush(first, each)


def gain_order(history: History, questions: Sequence[Drawn], rng: random.Random) -> tuple[Key, ...]:
    """Return the keys of `ranked`, for drawing in this order."""
    return tuple(each.drawn.key for each in ranked(history, questions, rng))


def free_on(history: History, key: Key) -> date | None:
    """Return the first day on which a question may come again; None if it was never asked."""
    asked = history.asked.get(key)
    return None if asked is None else rested_on(asked, history.interview_on)


def rested_on(asked: date, interview_on: date | None) -> date:
    """Return the first day on which a question asked on the day `asked` may come again.

    No later than the day before the interview, but never the same day.
    """
    rested = asked + timedelta(days=RESTS_DAYS)
    if interview_on is None or interview_on <= asked:
        return rested
    return max(asked + timedelta(days=1), min(rested, interview_on - timedelta(days=1)))


def _ranked(history: History, knowledge: Knowledge, drawn: Drawn) -> Ranked:
    memory, topic = history.memories.get(drawn.key), drawn.question.topic
    new = LEARNED * (1 - knowledge.of(topic))
    free = free_on(history, drawn.key)
    gain = new if memory is None else _gain(memory)
    if free is not None and free > history.today:
        return Ranked(drawn, Reason.JUST_ASKED, gain)
    if free is None:
        return Ranked(drawn, Reason.NEVER_ASKED, gain, knowledge.is_weak(topic))
    if memory is None:
        return Ranked(drawn, Reason.NOT_RATED, gain)
    if memory.answer.sure_and_wrong:
        return Ranked(drawn, Reason.SURE_AND_WRONG, gain)
    if (grade(memory.answer) or Rating.SOLID) <= Rating.PARTIAL:
        return Ranked(drawn, Reason.WEAK, gain)
    return Ranked(drawn, Reason.FADING if memory.recall < FADING else Reason.KNOWN, gain)


def _gain(memory: Memory) -> float:
    """Return how much asking now raises the chance of recall on the interview day."""
    asked = memory.recall * memory.after_good + (1 - memory.recall) * memory.after_again
    return asked - memory.unasked
