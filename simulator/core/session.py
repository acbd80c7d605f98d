"""What happened in one interview: the facts that its file keeps."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Self

from simulator.core.answer_points import points_of
from simulator.core.bank import Drawn
from simulator.core.choices import Difficulty
from simulator.core.fields import kept
from simulator.core.setup import Setup
from simulator.core.states import Outcome, Phase, Rating, Status

SURE_FROM = 4
"""The confidence from which a candidate counts as sure."""


@dataclass(frozen=True, slots=True)
class Current:
    """Where a running interview goes on: which question, counted from 1, and its phase."""

    question: int = kept(1, least=1)
    phase: Phase = kept(Phase.READY)


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """Something a good answer says, and whether this one said it."""

    text: str = kept("", required=True)
    covered: bool = kept(False)
    bonus: bool = kept(False)


@dataclass(frozen=True, slots=True)
class Rerating:
    """A later judgement of the same answer, made without seeing the first."""

    at: datetime = kept()
    rating: Rating = kept()
    covered: tuple[bool, ...] = kept(())


@dataclass(frozen=True, slots=True)
class Answer:
    """One question as it was asked, and what came of it. Times are seconds.

    `outcome` None: not reached, or still open. `think_seconds` and `answer_seconds` leave out
    pauses, and in practice time away; `answer_seconds` includes over-run.
    """

    bank: str = kept("")
    id: str = kept("")
    question: str = kept("", required=True)
    model_answer: str = kept("", private=True)
    topic: str = kept("")
    difficulty: Difficulty = kept(Difficulty.MEDIUM)
    tags: tuple[str, ...] = kept((), private=True)
    mistakes: tuple[str, ...] = kept((), private=True)
    follow_ups: tuple[str, ...] = kept((), private=True)
    references: tuple[str, ...] = kept((), private=True)
    say: str = kept("", when_set=True, private=True)
    language: str = kept("en", when_set=True, private=True)
    time_limit: float = kept(math.inf, most=math.inf)
    outcome: Outcome | None = kept(None)
    think_seconds: float = kept(0.0)
    answer_seconds: float = kept(0.0)
    paused_seconds: float = kept(0.0)
    away_seconds: float = kept(0.0)
    flagged: bool = kept(False)
    text: str = kept("", private=True)
    confidence: int | None = kept(None, least=1, most=5)
    rating: Rating | None = kept(None)
    first_rating: Rating | None = kept(None)
    """What it was rated at first, where that was changed afterwards."""
    wrong: bool = kept(False)
    note: str = kept("")
    from_answer: bool = kept(False, when_set=True)
    """The key points are the model answer's own items or sentences: the bank names none."""
    key_points: tuple[KeyPoint, ...] = kept(())
    rerated: tuple[Rerating, ...] = kept((), when_set=True)
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Keys of the file that this program does not know, kept as they are."""

    @classmethod
    def to(cls, drawn: Drawn, setup: Setup) -> Self:
        """The open answer to a question just drawn, its limit multiplied by the extra time."""
        question = drawn.question
        named = tuple(KeyPoint(text) for text in question.key_points)
        return cls(
            bank=drawn.bank.name,
            id=question.id,
            question=question.question,
            model_answer=question.answer,
            topic=question.topic,
            difficulty=question.difficulty,
            tags=question.tags,
            mistakes=question.mistakes,
            follow_ups=question.follow_ups,
            references=question.references,
            say=question.say,
            language=drawn.bank.language,
            time_limit=setup.limit_for(drawn.bank.time_limit_of(question)),
            key_points=(named or tuple(KeyPoint(text) for text in points_of(question.answer)))
            + tuple(KeyPoint(text, bonus=True) for text in question.bonus_points),
            from_answer=not named and bool(question.answer),
        )

    @property
    def key(self) -> tuple[str, str]:
        """The bank's name and the question's id: what a history is kept by."""
        return self.bank, self.id

    @property
    def overrun_seconds(self) -> float:
        """Seconds beyond the limit, 0 where it was kept."""
        return max(0.0, self.answer_seconds - self.time_limit)

    @property
    def required(self) -> tuple[KeyPoint, ...]:
        """The key points that count for coverage: all but the bonus points."""
        return tuple(point for point in self.key_points if not point.bonus)

    @property
    def covered(self) -> int:
        """How many of the required key points were ticked."""
        return sum(point.covered for point in self.required)

    @property
    def given(self) -> bool:
        """Whether there is an answer to judge: answered or timed out."""
        return self.outcome in (Outcome.ANSWERED, Outcome.TIMED_OUT)

    @property
    def revealed(self) -> bool:
        """Whether its model answer was to be seen: skipped, or the confidence was declared."""
        judged = self.confidence is not None or self.rating is not None
        return self.outcome is Outcome.SKIPPED or (self.given and judged)

    def shown(self) -> Self:
        """As it may be shown: what is not yet revealed would spoil the question for next time."""
        if self.revealed:
            return self
        return replace(
            self, model_answer="", key_points=(), mistakes=(), follow_ups=(), references=()
        )

    @property
    def solid_or_strong(self) -> bool:
        """Whether it was rated 3 or 4."""
        return self.rating is not None and self.rating >= Rating.SOLID

    @property
    def sure_and_wrong(self) -> bool:
        """Whether the candidate was sure (4-5), and then rated it 1 or 2."""
        return (
            self.confidence is not None
            and self.confidence >= SURE_FROM
            and self.rating is not None
            and self.rating <= Rating.PARTIAL
        )

    @property
    def proposed(self) -> Rating | None:
        """The rating that the ticks propose; None where there are no key points to go by.

        Under a third of the key points 1, under three quarters 2, else 3; 4 for all of them with
        at least one bonus point and half of the bonus points. Something wrong caps it at 2.
        """
        required = self.required
        if not required:
            return None
        bonus = [point.covered for point in self.key_points if point.bonus]
        if 3 * self.covered < len(required):
            rating = Rating.NOT_YET
        elif 4 * self.covered < 3 * len(required):
            rating = Rating.PARTIAL
        elif self.covered == len(required) and any(bonus) and 2 * sum(bonus) >= len(bonus):
            rating = Rating.STRONG
        else:
            rating = Rating.SOLID
        return min(rating, Rating.PARTIAL) if self.wrong else rating

    @property
    def accepted(self) -> Rating | None:
        """The proposal, once something was ticked: until then there is nothing to accept."""
        ticked = self.wrong or any(point.covered for point in self.key_points)
        return self.proposed if ticked else None


@dataclass(frozen=True, slots=True)
class Session:
    """One interview: the choices, and an answer for each question drawn, in the order asked."""

    setup: Setup
    answers: tuple[Answer, ...]
    started_at: datetime
    status: Status = Status.RUNNING
    finished_at: datetime | None = None
    current: Current | None = None
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Keys of the file that this program does not know, kept as they are."""

    @classmethod
    def of(cls, setup: Setup, drawn: Sequence[Drawn], started_at: datetime) -> Self:
        """A session about to begin: `started_at` is aware wall time."""
        return cls(
            setup=setup,
            answers=tuple(Answer.to(each, setup) for each in drawn),
            started_at=started_at,
            current=Current(1, Phase.READY),
        )

    def with_answer(self, index: int, answer: Answer) -> Self:
        """The same session with the answer at `index`, counted from 0, replaced."""
        answers = (*self.answers[:index], answer, *self.answers[index + 1 :])
        return replace(self, answers=answers)

    @property
    def seconds(self) -> float:
        """Seconds spent thinking and answering."""
        return sum(answer.think_seconds + answer.answer_seconds for answer in self.answers)
