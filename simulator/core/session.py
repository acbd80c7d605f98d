"""The facts of one interview, as kept in its file."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import chain
from typing import Any, ClassVar, Self

from simulator.core.answer_points import key_points_from_answer
from simulator.core.bank import Drawn, FollowUp
from simulator.core.choices import Difficulty
from simulator.core.delivery import Delivery, Usual
from simulator.core.fields import kept
from simulator.core.setup import Setup
from simulator.core.states import Outcome, Phase, Rating, Status

SURE_FROM = 4
"""The lowest confidence that counts as sure."""

ALL_BUT_ONE_FROM = 5
"""With this many key points, an answer may miss one and still be strong."""


@dataclass(frozen=True, slots=True)
class Current:
    """Where to resume a running interview: the question, from 1, and its phase."""

    question: int = kept(1, least=1)
    phase: Phase = kept(Phase.READY)
    follow_up: int | None = kept(None, least=1)
    """In `Phase.FOLLOW_UP`, the number of the question's follow-up, from 1."""


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """Something a good answer says, and whether this answer said it."""

    text: str = kept("", required=True)
    covered: bool = kept(False)
    bonus: bool = kept(False)


@dataclass(frozen=True, slots=True)
class Rerating:
    """A later judgement of the same answer, made without seeing the first."""

    at: datetime = kept()
    rating: Rating = kept()
    covered: tuple[bool, ...] = kept(())


ANSWERED_IT = "I answered it"
"""The only point of a follow-up for which the bank names none."""


class Timed:
    """Properties computed from the times and outcome of an answer to a question or follow-up."""

    __slots__ = ()
    COMPUTED: ClassVar = ("overrun_seconds",)

    time_limit: float
    answer_seconds: float
    outcome: Outcome | None

    @property
    def overrun_seconds(self) -> float:
        """Seconds over the limit; 0 if it was kept."""
        return max(0.0, self.answer_seconds - self.time_limit)

    @property
    def was_answered(self) -> bool:
        """True if there is an answer to judge: answered or timed out."""
        return self.outcome in (Outcome.ANSWERED, Outcome.TIMED_OUT)


@dataclass(frozen=True, slots=True)
class AskedFollowUp(Timed):
    """A follow-up drawn with its question, and its result. Times are in seconds.

    `outcome` is None if it was not reached or is still open.
    """

    question: str = kept("", required=True)
    model_answer: str = kept("", private=True)
    time_limit: float = kept(math.inf, most=math.inf)
    outcome: Outcome | None = kept(None)
    answer_seconds: float = kept(0.0)
    paused_seconds: float = kept(0.0, private=True)
    away_seconds: float = kept(0.0, private=True)
    text: str = kept("", private=True)
    delivery: Delivery | None = kept(None)
    key_points: tuple[KeyPoint, ...] = kept(())
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Unknown keys of the file, kept as they are."""

    @classmethod
    def to(cls, follow_up: FollowUp, setup: Setup, question_limit: float) -> Self:
        """Create the open answer to a follow-up; `question_limit` is its question's limit."""
        return cls(
            question=follow_up.question,
            model_answer=follow_up.answer,
            time_limit=setup.follow_up_limit(follow_up.time_limit, question_limit),
            key_points=tuple(map(KeyPoint, follow_up.key_points or (ANSWERED_IT,))),
        )

    @property
    def covered(self) -> int:
        """The number of points ticked."""
        return sum(point.covered for point in self.key_points)

    @property
    def has_points(self) -> bool:
        """True if the bank names key points for it."""
        return bool(self.key_points) and self.key_points[0].text != ANSWERED_IT

    @property
    def half_covered(self) -> bool:
        """True if at least half of its points were ticked."""
        return 2 * self.covered >= len(self.key_points)


@dataclass(frozen=True, slots=True)
class Answer(Timed):
    """One question as it was asked, and its result. Times are in seconds.

    `outcome` is None if it was not reached or is still open. `think_seconds` and `answer_seconds`
    exclude pauses, and in practice time away; `answer_seconds` includes over-run.
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
    """Follow-ups that were not drawn, but may be asked another time."""
    references: tuple[str, ...] = kept((), private=True)
    say: str = kept("", when_set=True, private=True)
    language: str = kept("en", when_set=True, private=True)
    time_limit: float = kept(math.inf, most=math.inf)
    outcome: Outcome | None = kept(None)
    think_seconds: float = kept(0.0)
    answer_seconds: float = kept(0.0)
    paused_seconds: float = kept(0.0, private=True)
    away_seconds: float = kept(0.0, private=True)
    flagged: bool = kept(False)
    text: str = kept("", private=True)
    confidence: int | None = kept(None, least=1, most=5)
    rating: Rating | None = kept(None)
    first_rating: Rating | None = kept(None, private=True)
    """The first rating, if it was changed afterwards."""
    wrong: bool = kept(False)
    note: str = kept("")
    from_answer: bool = kept(False, when_set=True)
    """True if the key points come from the model answer because the bank names none."""
    key_points: tuple[KeyPoint, ...] = kept(())
    asked_follow_ups: tuple[AskedFollowUp, ...] = kept((), when_set=True)
    """Follow-ups drawn with the question, in the order asked."""
    delivery: Delivery | None = kept(None)
    """How it was spoken, if it was recorded."""
    rerated: tuple[Rerating, ...] = kept((), when_set=True)
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Unknown keys of the file, kept as they are."""

    @classmethod
    def to(cls, drawn: Drawn, setup: Setup, asked_on: Sequence[FollowUp] = ()) -> Self:
        """Create the open answer to a drawn question; extra time extends its limit.

        `asked_on` holds the follow-ups to ask after the answer.
        """
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
            follow_ups=tuple(each.question for each in question.follow_ups if each not in asked_on),
            asked_follow_ups=tuple(
                AskedFollowUp.to(each, setup, drawn.bank.time_limit_of(question))
                for each in asked_on
            ),
            references=question.references,
            say=question.say,
            language=drawn.bank.language,
            time_limit=setup.limit_for(drawn.bank.time_limit_of(question)),
            key_points=(
                named or tuple(KeyPoint(text) for text in key_points_from_answer(question.answer))
            )
            + tuple(KeyPoint(text, bonus=True) for text in question.bonus_points),
            from_answer=not named and bool(question.answer),
        )

    @property
    def key(self) -> tuple[str, str]:
        """The bank's name and the question's id: the key of a question's history."""
        return self.bank, self.id

    @property
    def seconds(self) -> float:
        """Seconds spent thinking and answering, follow-ups included."""
        asked_on = sum(each.answer_seconds for each in self.asked_follow_ups)
        return self.think_seconds + self.answer_seconds + asked_on

    @property
    def required(self) -> tuple[KeyPoint, ...]:
        """The key points that count for coverage: all but the bonus points."""
        return tuple(point for point in self.key_points if not point.bonus)

    @property
    def covered(self) -> int:
        """The number of required key points ticked."""
        return sum(point.covered for point in self.required)

    @property
    def covered_besides(self) -> int:
        """Ticked points that do not count for coverage: bonus points, and those of follow-ups."""
        return sum(point.covered for point in self.points) - self.covered

    @property
    def is_revealed(self) -> bool:
        """True if its model answer was shown: it was skipped, or the confidence was given."""
        judged = self.confidence is not None or self.rating is not None
        return self.outcome is Outcome.SKIPPED or (self.was_answered and judged)

    def redacted(self) -> Self:
        """Return it without anything unrevealed, which would spoil the question next time."""
        if self.is_revealed:
            return self
        asked = (each for each in self.asked_follow_ups if each.outcome is not None)
        return replace(
            self,
            model_answer="",
            key_points=(),
            mistakes=(),
            follow_ups=(),
            references=(),
            asked_follow_ups=tuple(replace(each, model_answer="", key_points=()) for each in asked),
        )

    @property
    def words(self) -> int:
        """The number of words written, follow-ups included."""
        texts = (self.text, *(each.text for each in self.asked_follow_ups))
        return sum(len(text.split()) for text in texts)

    @property
    def speaking_seconds(self) -> float:
        """Seconds spent answering, follow-ups included."""
        return self.seconds - self.think_seconds

    @property
    def asked_on(self) -> tuple[AskedFollowUp, ...]:
        """The follow-ups that were asked: those with an outcome."""
        return tuple(each for each in self.asked_follow_ups if each.outcome is not None)

    @property
    def may_come_next(self) -> tuple[str, ...]:
        """Follow-ups for another time: drawn but not reached, then not drawn."""
        left = (each.question for each in self.asked_follow_ups if each.outcome is None)
        return (*left, *self.follow_ups)

    @property
    def missed_follow_ups(self) -> tuple[AskedFollowUp, ...]:
        """Follow-ups of a judged answer of which less than half was covered.

        Empty if nothing at all was ticked: that says nothing about them.
        """
        if self.rating is None or not self.ticked:
            return ()
        return tuple(each for each in self.asked_on if not each.half_covered)

    @property
    def points(self) -> tuple[KeyPoint, ...]:
        """Everything that can be ticked: its own points, then those of answered follow-ups."""
        asked = (each.key_points for each in self.asked_follow_ups if each.was_answered)
        return tuple(chain(self.key_points, *asked))

    @property
    def parts(self) -> tuple[Answer | AskedFollowUp, ...]:
        """Itself and its follow-ups, in the order answered."""
        return (self, *self.asked_follow_ups)

    @property
    def deliveries(self) -> tuple[Delivery, ...]:
        """The deliveries of the answer and its follow-ups, of those that were recorded."""
        return tuple(each.delivery for each in self.parts if each.delivery is not None)

    def with_delivery(self, follow_up: int, delivery: Delivery | None) -> Self:
        """Return it with a delivery; `follow_up` counts from 1, 0 is the answer itself."""
        if not follow_up:
            return replace(self, delivery=delivery)
        asked = list(self.asked_follow_ups)
        asked[follow_up - 1] = replace(asked[follow_up - 1], delivery=delivery)
        return replace(self, asked_follow_ups=tuple(asked))

    def with_tick(self, index: int, covered: bool) -> Self:
        """Return it with the point at `index`, from 0, of `points` ticked or not."""
        if index < len(self.key_points):
            return replace(self, key_points=_ticked(self.key_points, index, covered))
        index -= len(self.key_points)
        asked = list(self.asked_follow_ups)
        for number, each in enumerate(asked):
            if not each.was_answered:
                continue
            if index < len(each.key_points):
                points = _ticked(each.key_points, index, covered)
                asked[number] = replace(each, key_points=points)
                return replace(self, asked_follow_ups=tuple(asked))
            index -= len(each.key_points)
        raise IndexError(index)

    @property
    def ticked(self) -> bool:
        """True if any point was ticked; if not, only the rating tells what was covered."""
        return any(point.covered for point in self.points)

    @property
    def judged_points(self) -> tuple[KeyPoint, ...]:
        """The key points of a rated answer, if it is known which of them were covered.

        Empty if it is solid or strong by its rating alone: nothing was ticked because nobody went
        through the points, not because they were missed.
        """
        if self.rating is None or (self.solid_or_strong and not self.ticked):
            return ()
        return self.required

    @property
    def missed_points(self) -> tuple[KeyPoint, ...]:
        """Key points that a judged answer left out."""
        return tuple(point for point in self.judged_points if not point.covered)

    @property
    def solid_or_strong(self) -> bool:
        """True if it was rated 3 or 4."""
        return self.rating is not None and self.rating >= Rating.SOLID

    @property
    def sure_and_wrong(self) -> bool:
        """True if the candidate was sure (4-5) but rated it 1 or 2, or found it wrong."""
        sure = self.confidence is not None and self.confidence >= SURE_FROM
        weak = self.rating is not None and (self.rating <= Rating.PARTIAL or self.wrong)
        return sure and weak

    @property
    def proposed_rating(self) -> Rating | None:
        """The rating proposed by the ticks; None if there are no key points.

        Under a third of the key points 1, under three quarters 2, otherwise 3. Strong (4) takes all
        of them, or all but one of five or more, plus at least half of the bonus points or half of
        the points of a follow-up. Something wrong caps it at 2.
        """
        if not self.required:
            return None
        rating = max(each for each in Rating if self.covered >= self.points_for(each))
        if rating is Rating.STRONG and not self._says_more:
            rating = Rating.SOLID
        return min(rating, Rating.PARTIAL) if self.wrong else rating

    def points_for(self, rating: Rating) -> int:
        """The least number of key points for a rating; strong takes something more besides."""
        number = len(self.required)
        return {
            Rating.NOT_YET: 0,
            Rating.PARTIAL: math.ceil(number / 3),
            Rating.SOLID: math.ceil(3 * number / 4),
            Rating.STRONG: number - (number >= ALL_BUT_ONE_FROM),
        }[rating]

    @property
    def bonus_for_strong(self) -> int:
        """The least number of bonus points for strong; 0 if the bank names none."""
        return math.ceil(sum(point.bonus for point in self.key_points) / 2)

    @property
    def pointed_follow_ups(self) -> tuple[AskedFollowUp, ...]:
        """The answered follow-ups that count towards strong: the bank names points for them."""
        return tuple(
            each for each in self.asked_follow_ups if each.was_answered and each.has_points
        )

    @property
    def _says_more(self) -> bool:
        bonus = sum(point.covered for point in self.key_points if point.bonus)
        return (bonus > 0 and bonus >= self.bonus_for_strong) or any(
            each.half_covered for each in self.pointed_follow_ups
        )

    @property
    def default_rating(self) -> Rating | None:
        """The rating that Enter takes: the proposal if something is ticked or wrong, else None."""
        return self.proposed_rating if self.wrong or self.ticked else None


def _ticked(points: tuple[KeyPoint, ...], index: int, covered: bool) -> tuple[KeyPoint, ...]:
    ticked = replace(points[index], covered=covered)
    return (*points[:index], ticked, *points[index + 1 :])


@dataclass(frozen=True, slots=True)
class Session:
    """One interview: the choices, and an answer for each question drawn, in order."""

    setup: Setup
    answers: tuple[Answer, ...]
    started_at: datetime = kept()
    status: Status = kept(Status.RUNNING)
    finished_at: datetime | None = kept(None)
    current: Current | None = None
    take_of: str | None = kept(None, line=True)
    """The file stem of the session that this one repeats; None if it repeats none."""
    titles: tuple[str, ...] = kept((), line=True, when_set=True)
    """The titles of the setup's banks when it began, in the same order."""
    known_titles: tuple[str, ...] = field(default=(), compare=False)
    """The current titles of those banks, if the file holds none; never written to it."""
    take_before: Session | None = field(default=None, compare=False)
    """That session, for a report that shows both; never written to the file."""
    usual: Usual | None = field(default=None, compare=False)
    """The candidate's usual delivery before this session, for a report; never written."""
    interview_on: date | None = field(default=None, compare=False)
    """The day of the candidate's real interview, for a report; never written."""
    forecast: float | None = field(default=None, compare=False)
    """The seconds that were told before it was drawn, None if none were; never written."""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Unknown keys of the file, kept as they are."""

    @classmethod
    def of(
        cls,
        setup: Setup,
        drawn: Sequence[Drawn],
        started_at: datetime,
        asked_on: Callable[[Drawn], Sequence[FollowUp]] = lambda drawn: (),
    ) -> Self:
        """Create a session about to begin; `started_at` is an aware time.

        `asked_on` returns the follow-ups to ask after each question.
        """
        titles = {each.bank.name: each.bank.title for each in drawn}
        return cls(
            setup=setup,
            answers=tuple(Answer.to(each, setup, asked_on(each)) for each in drawn),
            started_at=started_at,
            titles=tuple(titles.get(name, name) for name in setup.banks),
            current=Current(1, Phase.READY),
        )

    def with_answer(self, index: int, answer: Answer) -> Self:
        """Return the session with the answer at `index`, from 0, replaced."""
        answers = (*self.answers[:index], answer, *self.answers[index + 1 :])
        return replace(self, answers=answers)

    @property
    def shown_titles(self) -> tuple[str, ...]:
        """The titles of its banks: those at its start if known, else the current ones."""
        return self.titles or self.known_titles

    @property
    def is_untouched(self) -> bool:
        """True if nothing was answered, skipped, typed or flagged: there is nothing to keep."""
        return not any(each.outcome or each.text or each.flagged for each in self.answers)

    @property
    def deliveries(self) -> tuple[Delivery, ...]:
        """The deliveries of its recorded answers and follow-ups."""
        return tuple(chain.from_iterable(answer.deliveries for answer in self.answers))

    @property
    def seconds(self) -> float:
        """Seconds spent thinking and answering."""
        return sum(answer.seconds for answer in self.answers)

    @property
    def expected_seconds(self) -> float:
        """Estimated seconds for the whole interview; the estimate from before the draw, if any."""
        if self.forecast is not None:
            return self.forecast
        return sum(
            self.setup.seconds_for(
                answer.time_limit, (each.time_limit for each in answer.asked_follow_ups)
            )
            for answer in self.answers
        )
