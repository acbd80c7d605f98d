"""Estimates what is remembered of each question by replaying every rating with fsrs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from simulator.core.session import Answer, Session
from simulator.core.states import Rating
from simulator.core.take import without_takes

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

Key = tuple[str, str]
"""A bank's name and a question's id."""

AHEAD_DAYS = 14
"""Days ahead to practise for if the interview has no date."""

_SHARES = {Rating.NOT_YET: 0.0, Rating.PARTIAL: 0.45, Rating.SOLID: 0.8, Rating.STRONG: 1.0}
"""The share of key points that a rating stands for if none was ticked or there are none."""


class Memory(NamedTuple):
    """The memory of one question that was rated at least once.

    Chances of recall, 0 to 1: `recall` on the day of the history, the others `History.days` later.
    """

    answer: Answer
    """The last rated answer."""
    recall: float
    unasked: float
    """Without asking it now."""
    after_good: float
    """If it is asked now and goes well."""
    after_again: float
    """If it is asked now and fails."""


class History(NamedTuple):
    """What the sessions say about every question, by key, as of `today`."""

    today: date
    memories: Mapping[Key, Memory]
    asked: Mapping[Key, date]
    """The day on which each question was last asked, rated or not."""
    first: Mapping[Key, tuple[str, float]]
    """For each rated question, its topic and the share of key points covered the first time.

    If nothing was ticked, the rating stands for the share.
    """
    interview_on: date | None = None
    """The day of the coming interview; None if there is none."""

    @property
    def days(self) -> int:
        """Days until the interview, or the default if it has no date."""
        return (
            AHEAD_DAYS
            if self.interview_on is None
            else max(1, (self.interview_on - self.today).days)
        )


def grade(answer: Answer) -> Rating | None:
    """Return the rating that counts as a review; None if the answer was not rated.

    Something wrong, or less than half of the key points, counts as `NOT_YET`. The key points count
    only if something was ticked.
    """
    if answer.rating is None or not answer.was_answered:
        return None
    missed = answer.ticked and 2 * answer.covered < len(answer.required)
    return Rating.NOT_YET if answer.wrong or missed else answer.rating


def replay(sessions: Iterable[Session], today: date, interview_on: date | None = None) -> History:
    """Replay every rating in chronological order; the same sessions give the same history.

    Takes are left out: they repeat what was asked a moment ago.
    """
    from fsrs import Card, Scheduler
    from fsrs import Rating as Grade

    scheduler = Scheduler(
        learning_steps=(), relearning_steps=(), maximum_interval=365, enable_fuzzing=False
    )
    cards: dict[Key, Card] = {}
    last: dict[Key, tuple[Answer, date]] = {}
    asked: dict[Key, date] = {}
    first: dict[Key, tuple[str, float]] = {}
    for session in sorted(without_takes(sessions), key=lambda session: session.started_at):
        on = session.started_at.date()
        moment = session.started_at.astimezone(UTC)
        for answer in session.answers:
            if answer.outcome is None:
                continue
            key = answer.key
            asked[key] = on
            rating = grade(answer)
            if rating is None:
                continue
            first.setdefault(key, (answer.topic, _share(answer)))
            card = cards.get(key) or Card(card_id=len(cards) + 1)
            cards[key], _ = scheduler.review_card(card, Grade(rating.value), moment)
            last[key] = (answer, on)
    ahead = interview_on is not None and interview_on >= today
    history = History(today, {}, asked, first, interview_on if ahead else None)
    memories = {
        key: _memory(scheduler, cards[key], answer, on, today, history.days)
        for key, (answer, on) in last.items()
    }
    return History(today, memories, asked, first, history.interview_on)


def _share(answer: Answer) -> float:
    required = len(answer.required)
    if required and answer.ticked:
        return answer.covered / required
    return _SHARES[answer.rating or Rating.NOT_YET]


def _memory(
    scheduler: Scheduler, card: Card, answer: Answer, on: date, today: date, days: int
) -> Memory:
    from fsrs import Rating as Grade

    assert card.last_review is not None
    now = card.last_review + timedelta(days=max(0, (today - on).days))
    then = now + timedelta(days=days)
    good, _ = scheduler.review_card(card, Grade.Good, now)
    again, _ = scheduler.review_card(card, Grade.Again, now)
    return Memory(
        answer=answer,
        recall=scheduler.get_card_retrievability(card, now),
        unasked=scheduler.get_card_retrievability(card, then),
        after_good=scheduler.get_card_retrievability(good, then),
        after_again=scheduler.get_card_retrievability(again, then),
    )
