"""Figures of one session, computed from the session alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple, Self

from simulator.core.expected_gain import rested_on
from simulator.core.figures import Calibration, Coverage, Group, TimeUsed, grouped
from simulator.core.session import Answer, AskedFollowUp, Rerating, Session
from simulator.core.states import Outcome, Rating
from simulator.core.wording import (
    calibration_words,
    counted,
    day_words,
    first_line,
    sentence,
    show_date,
)

__all__ = ["Coverage", "NextUp", "Report"]

HALF = 0.5
"""A topic has most to gain if at most this share of its answers is solid or strong."""

MOST_NAMED = 2
"""The most topics named as going well, and as having most to gain."""

LONGEST_NAME = 40
"""Characters; a longer topic is cut to this length in a sentence."""


class NextUp(NamedTuple):
    """What to practise next, and the first day on which a day's plan may include it."""

    on: date
    answers: tuple[Answer, ...]
    missed: bool
    """True if these were missed; False if they went well and only need refreshing."""

    @property
    def _these(self) -> str:
        return f"these {len(self.answers)}" if len(self.answers) > 1 else "this one"

    def title(self, today: date) -> str:
        """Return the advice in a few words: `Again in 3 days: these 4`; later `Again: these 4`.

        Only the plan of the day says `Today`; it chooses among all questions.
        """
        when = f" {day_words(self.on, today)}" if self.on > today else ""
        return f"{'Again' if self.missed else 'Once more'}{when}: {self._these}"

    def sentence(self, today: date) -> str:
        """Return the advice in a sentence, as seen from `today`."""
        done = "again" if self.missed else "once more, to keep what you have"
        when, dated = _when(self.on, today), show_date(self.on)
        if self.on <= today:
            when = f"since {dated}"
        elif when != dated:
            when = f"{when}, {dated}"
        return sentence(f"{when}: {self._these} {done}")


def _when(day: date, today: date) -> str:
    return day_words(day, today).removeprefix("on ")


@dataclass(frozen=True, slots=True)
class Report:
    """A view of one session; build it with `Report(session)`."""

    session: Session

    @property
    def answers(self) -> tuple[Answer, ...]:
        """All questions drawn, in order, with anything not yet revealed left out."""
        return tuple(answer.redacted() for answer in self.session.answers)

    def count(self, outcome: Outcome) -> int:
        """Return how many questions ended this way."""
        return sum(answer.outcome is outcome for answer in self.answers)

    @property
    def rated(self) -> tuple[Answer, ...]:
        """The rated answers."""
        return tuple(answer for answer in self.answers if answer.rating is not None)

    @property
    def unrated(self) -> int:
        """The number of answers given but not rated."""
        return sum(answer.was_answered and answer.rating is None for answer in self.answers)

    @property
    def solid_or_strong(self) -> int:
        """The number of answers rated 3 or 4."""
        return sum(answer.solid_or_strong for answer in self.rated)

    @property
    def all_strong(self) -> bool:
        """True if there was more than one question and all were strong with nothing wrong."""
        strong = [each for each in self.rated if each.rating is Rating.STRONG and not each.wrong]
        return len(strong) == len(self.answers) > 1

    @property
    def coverage(self) -> Coverage:
        """Coverage of the rated answers that have key points."""
        return Coverage.over(self.answers)

    @property
    def sure_and_wrong(self) -> tuple[Answer, ...]:
        """Answers that the candidate was sure of but that were weak or wrong: the most urgent."""
        return tuple(answer for answer in self.answers if answer.sure_and_wrong)

    @property
    def missed(self) -> tuple[Answer, ...]:
        """What to practise again: sure and wrong first, then those rated 1 or 2, or skipped."""
        missed = [
            answer
            for answer in self.answers
            if answer.outcome is Outcome.SKIPPED
            or (answer.rating is not None and answer.rating <= Rating.PARTIAL)
            or answer.sure_and_wrong
        ]
        return tuple(sorted(missed, key=lambda answer: not answer.sure_and_wrong))

    @property
    def missed_follow_ups(self) -> tuple[AskedFollowUp, ...]:
        """Follow-ups of which less than half was covered."""
        return tuple(each for answer in self.answers for each in answer.missed_follow_ups)

    @property
    def flagged(self) -> tuple[Answer, ...]:
        """Flagged questions."""
        return tuple(answer for answer in self.answers if answer.flagged)

    @property
    def strongest(self) -> Answer | None:
        """The best of the solid and strong answers: by rating, then by key points covered.

        The faster one wins a tie; None if no answer was solid or strong and free of mistakes.
        """
        good = [answer for answer in self.answers if answer.solid_or_strong and not answer.wrong]
        return max(good, key=_strength, default=None)

    @property
    def by_topic(self) -> tuple[Group, ...]:
        """Asked questions by topic, weakest first."""
        return grouped(self.answers, lambda answer: answer.topic)

    @property
    def by_difficulty(self) -> tuple[Group, ...]:
        """Asked questions by difficulty, weakest first."""
        return grouped(self.answers, lambda answer: answer.difficulty.value)

    @property
    def calibration(self) -> Calibration:
        """Confidence against result."""
        return Calibration.over(self.answers)

    @property
    def time_used(self) -> TimeUsed:
        """Time used against the limits."""
        return TimeUsed.over(self.answers)

    def next_up(self) -> NextUp | None:
        """Return what to practise next: missed questions, else good ones, once they have rested.

        None if nothing was rated or skipped.
        """
        answers = self.missed or self.rated
        if not answers:
            return None
        # A take does not count: its questions rest from the session that it repeats.
        counting = self.session.take_before or self.session
        on = rested_on(counting.started_at.date(), self.session.interview_on)
        return NextUp(on, answers, missed=bool(self.missed))

    def with_rerating(self, index: int, rerating: Rerating) -> Self:
        """Add another judgement of the answer at `index`, from 0, beside the first."""
        answer = self.session.answers[index]
        judged = replace(answer, rerated=(*answer.rerated, rerating))
        return replace(self, session=self.session.with_answer(index, judged))

    @property
    def sentence(self) -> str:
        """The sentence that leads the report."""
        if not self.rated:
            told = f"{self.unrated} of {len(self.answers)} answered, none rated yet."
            return told if self.unrated else "No question was answered."
        skipped, rated = self.count(Outcome.SKIPPED), len(self.rated)
        passed_over = f"{skipped} of {counted(len(self.answers), 'question')} skipped"
        result = f"{self.solid_or_strong} of {rated} solid or strong."
        if self.all_strong:
            result = f"All {rated} strong: a good day."
        parts = [f"{passed_over}. {result}" if skipped > rated else result]
        coverage = self.coverage
        if coverage.of:
            parts.append(f"You covered {coverage.covered} of {coverage.of} key points.")
        if self.sure_and_wrong:
            parts.append(f"Sure and wrong on {len(self.sure_and_wrong)}.")
        if self.unrated:
            parts.append(f"{self.unrated} not rated yet.")
        return " ".join(parts)

    @property
    def topic_sentences(self) -> tuple[str, ...]:
        """Up to two sentences: up to two topics that went well, and two with most to gain.

        A topic went well if all its answers are solid or strong; it has most to gain if at most
        half of them are. Empty if all topics are alike, or there is only one.
        """
        groups = [group for group in self.by_topic if group.share is not None and group.name]
        well = [group for group in reversed(groups) if group.share == 1]
        gains = [group for group in groups if (group.share or 0) <= HALF]
        if max(len(well), len(gains)) == len(groups):
            return ()
        told = (("Went well", well), ("Most to gain", gains))
        return tuple(sentence(f"{what}: {_named(some)}") for what, some in told if some)

    @property
    def time_sentence(self) -> str:
        """How much time was used; empty if no answer had a limit."""
        time = self.time_used
        if time.share is None:
            return ""
        parts = [f"You used {round(100 * time.share)} % of your time"]
        if time.overran:
            parts.append(f"ran over on {counted(time.overran, 'question')}")
        if time.timed_out:
            number = time.timed_out if time.overran else counted(time.timed_out, "question")
            parts.append(f"time ran out on {number}")
        return ", ".join(parts) + "."

    @property
    def calibration_sentence(self) -> str:
        """How confidence compared with results: counts, and a percentage given enough answers."""
        cells = self.calibration
        if not cells.total:
            return ""
        sure = cells.sure_right + cells.sure_wrong
        unsure = cells.unsure_right + cells.unsure_wrong
        parts = []
        if sure:
            parts.append(f"Sure of {sure}: {_were(cells.sure_right)} solid or strong.")
        if unsure:
            parts.append(f"Unsure of {unsure}: {_were(cells.unsure_right)} solid or strong.")
        if cells.rate is not None:
            parts.append(calibration_words(cells))
        return " ".join(parts)


def _named(groups: Sequence[Group]) -> str:
    return ", ".join(first_line(group.name, LONGEST_NAME) for group in groups[:MOST_NAMED])


def _were(number: int) -> str:
    return f"{number or 'none'} {'was' if number == 1 else 'were'}"


def _strength(answer: Answer) -> tuple[int, float, float]:
    share = answer.covered / len(answer.required) if answer.required else 0.0
    return int(answer.rating or 0), share, -answer.answer_seconds
