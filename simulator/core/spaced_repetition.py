"""What is due: spaced repetition replayed from the sessions alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from enum import Enum
from itertools import chain
from typing import TYPE_CHECKING

from simulator.core.bank import Drawn
from simulator.core.session import SURE_FROM, Answer, Session
from simulator.core.states import Rating

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

Key = tuple[str, str]
"""A bank's name and a question's id."""

RETENTION = 0.9
RETENTION_BEFORE_INTERVIEW = 0.95
"""The chance of recall at which a question falls due; higher while an interview is ahead."""


FIRM_UP_DAYS = 7
"""Days before an interview in which what was begun comes before anything new."""


class Reason(Enum):
    """Why a question is asked; in this order they come."""

    SURE_AND_WRONG = "sure and missed"
    DUE = "due"
    FLAGGED = "flagged"
    WEAK = "weak"
    NEVER_ASKED = "never asked"


@dataclass(frozen=True, slots=True)
class Memory:
    """What the history says about one question that was rated at least once."""

    answer: Answer
    """The last one rated."""
    reviewed_on: date
    due_on: date
    recall: float
    """The chance of recall on the day asked for, between 0 and 1."""
    reviews: int


@dataclass(frozen=True, slots=True)
class History:
    """What the sessions say about every question, by its key, as seen on `today`."""

    today: date
    memories: Mapping[Key, Memory]
    asked: frozenset[Key]
    flagged: Mapping[Key, date]
    """Questions flagged the last time they were asked, and when that was."""
    interview_on: date | None = None
    """The day of the interview that is ahead; None without one."""


def grade(answer: Answer) -> Rating | None:
    """The rating that counts for the memory; None for what was not rated, which is no review.

    Something wrong, or less than half of the key points, is `NOT_YET` whatever was rated.
    """
    if answer.rating is None or not answer.given:
        return None
    missed = 2 * answer.covered < len(answer.required)
    return Rating.NOT_YET if answer.wrong or missed else answer.rating


def replay(sessions: Iterable[Session], today: date, interview_on: date | None = None) -> History:
    """Go through every rating in the order of time. The same sessions give the same history.

    With an interview ahead no interval is longer than half of the days that were left then.
    """
    from fsrs import Card, Scheduler
    from fsrs import Rating as Grade

    ahead = interview_on is not None and interview_on >= today
    scheduler = Scheduler(
        desired_retention=RETENTION_BEFORE_INTERVIEW if ahead else RETENTION,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=365,
        enable_fuzzing=False,
    )
    cards: dict[Key, Card] = {}
    last: dict[Key, tuple[Answer, date, int]] = {}
    asked: set[Key] = set()
    flagged: dict[Key, date] = {}
    for session in sorted(sessions, key=lambda session: session.started_at):
        on = session.started_at.date()
        moment = session.started_at.astimezone(UTC)
        for answer in session.answers:
            if answer.outcome is None:
                continue
            key = answer.key
            asked.add(key)
            flagged.pop(key, None)
            if answer.flagged:
                flagged[key] = on
            rating = grade(answer)
            if rating is None:
                continue
            card = cards.get(key) or Card(card_id=len(cards) + 1)
            cards[key], _ = scheduler.review_card(card, Grade(rating.value), moment)
            last[key] = (answer, on, last[key][2] + 1 if key in last else 1)
    cap = interview_on if ahead else None
    memories = {
        key: _memory(scheduler, cards[key], answer, on, reviews, today, cap)
        for key, (answer, on, reviews) in last.items()
    }
    return History(today, memories, frozenset(asked), flagged, cap)


def _memory(
    scheduler: Scheduler,
    card: Card,
    answer: Answer,
    on: date,
    reviews: int,
    today: date,
    interview_on: date | None,
) -> Memory:
    assert card.last_review is not None
    interval = (card.due - card.last_review).days
    if interview_on is not None and on < interview_on:
        interval = min(interval, max(1, (interview_on - on).days // 2))
    passed = card.last_review + timedelta(days=max(0, (today - on).days))
    return Memory(
        answer=answer,
        reviewed_on=on,
        due_on=on + timedelta(days=interval),
        recall=scheduler.get_card_retrievability(card, passed),
        reviews=reviews,
    )


def missed_though_sure(answer: Answer) -> bool:
    """Whether something was missed with a high confidence: it comes first."""
    sure = answer.confidence is not None and answer.confidence >= SURE_FROM
    return sure and (answer.sure_and_wrong or answer.covered < len(answer.required))


def ranked(history: History, questions: Sequence[Drawn]) -> tuple[tuple[Drawn, Reason], ...]:
    """The questions that there is a reason to ask on that day, the most urgent first.

    For the same reason the longest unseen comes first. Ones never asked take turns with the
    others, so that a backlog does not keep them out for ever; only in the last week before an
    interview they come last. Measured by `benchmarks/due_order.py`.
    """
    reasons = [(drawn, _reason(history, drawn.key)) for drawn in questions]
    urgent = [(d, r) for d, r in reasons if r is not None and r is not Reason.NEVER_ASKED]
    order = list(Reason)
    urgent.sort(key=lambda each: (order.index(each[1]), *_longest_unseen(history, each[0].key)))
    never = _mixed([drawn for drawn, reason in reasons if reason is Reason.NEVER_ASKED])
    new = [(drawn, Reason.NEVER_ASKED) for drawn in never]
    ahead = history.interview_on
    if ahead is not None and (ahead - history.today).days <= FIRM_UP_DAYS:
        return (*urgent, *new)
    turns = chain.from_iterable(zip(urgent, new, strict=False))
    shorter = min(len(urgent), len(new))
    return (*turns, *urgent[shorter:], *new[shorter:])


def due_order(history: History, questions: Sequence[Drawn]) -> tuple[Key, ...]:
    """The keys of `ranked`, for drawing in the order of what is due."""
    return tuple(drawn.key for drawn, _ in ranked(history, questions))


def _reason(history: History, key: Key) -> Reason | None:
    if key not in history.asked:
        return Reason.NEVER_ASKED
    memory = history.memories.get(key)
    if memory is None:
        return Reason.WEAK
    if memory.due_on <= history.today:
        return Reason.SURE_AND_WRONG if missed_though_sure(memory.answer) else Reason.DUE
    if history.flagged.get(key, history.today) < history.today:
        return Reason.FLAGGED
    weak = (grade(memory.answer) or Rating.SOLID) <= Rating.PARTIAL
    return Reason.WEAK if weak and memory.reviewed_on < history.today else None


def _longest_unseen(history: History, key: Key) -> tuple[date, float]:
    memory = history.memories.get(key)
    return (date.min, 0.0) if memory is None else (memory.reviewed_on, memory.recall)


def _mixed(questions: Iterable[Drawn]) -> list[Drawn]:
    """One of each topic in turn: topics told apart are learned better than one after another."""
    topics: dict[str, list[Drawn]] = {}
    for drawn in questions:
        topics.setdefault(drawn.question.topic, []).append(drawn)
    longest = max(map(len, topics.values()), default=0)
    return [
        group[place] for place in range(longest) for group in topics.values() if place < len(group)
    ]
