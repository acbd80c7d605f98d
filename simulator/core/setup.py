"""The candidate's choices: banks, questions, times and mode."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from simulator.core.choices import Difficulty, Order
from simulator.core.fields import MOST_QUESTIONS, kept
from simulator.core.times import DEFAULT_TIME_LIMIT

ASSESSMENT_SECONDS = 45.0
"""Seconds that confidence and self-assessment take once practised, for the forecast."""


SHORTEST_FOLLOW_UP, LONGEST_FOLLOW_UP = 20.0, 60.0
"""Bounds, in seconds, for follow-ups whose bank sets no limit."""


EXTRA_TIMES = (1.0, 1.25, 1.5, 2.0)
"""The time multipliers on offer."""


class Mode(StrEnum):
    """How strict the interview is: practice may pause and over-run, interview may not."""

    PRACTICE = "practice"
    INTERVIEW = "interview"


class Debrief(StrEnum):
    """When model answers are shown and judged."""

    EACH = "each"
    END = "end"


@dataclass(frozen=True, slots=True)
class Setup:
    """The choices for one interview.

    `time_limit` is in seconds, None for each question's own, `NO_LIMIT` for none. `extra_time`
    multiplies `think_seconds` and time limits when questions are drawn. `debrief` None is the
    mode's default; `seed` None leaves the draw to chance, and the draw records it.
    """

    mode: Mode = kept(Mode.PRACTICE)
    banks: tuple[str, ...] = kept(("deep_learning",))
    topics: tuple[str, ...] = kept(())
    difficulties: tuple[Difficulty, ...] = kept(())
    tags: tuple[str, ...] = kept(())
    questions: int = kept(7, least=1, most=MOST_QUESTIONS)
    think_seconds: float = kept(0.0)
    time_limit: float | None = kept(None, most=math.inf)
    extra_time: float = kept(1.0, least=0.01, most=1000.0)
    debrief: Debrief | None = kept(None)
    order: Order = kept(Order.SHUFFLED)
    follow_ups: int = kept(1, most=3)
    """Follow-ups asked after an answer; 0 for sessions whose file does not say."""
    seed: int | None = kept(None, least=-(2**63), most=2**63 - 1)
    voice: bool = kept(False)
    record: bool = kept(False)
    """True to record spoken answers."""

    @property
    def debrief_when(self) -> Debrief:
        """When to debrief: the explicit choice, or the mode's default."""
        if self.debrief is not None:
            return self.debrief
        return Debrief.EACH if self.mode is Mode.PRACTICE else Debrief.END

    @property
    def think_limit(self) -> float:
        """Seconds to think before each answer, extra time included."""
        return self.think_seconds * self.extra_time

    def limit_for(self, own: float) -> float:
        """Return the seconds for a question whose own limit is `own`, extra time included."""
        return (own if self.time_limit is None else self.time_limit) * self.extra_time

    def follow_up_limit(self, own: float | None, question: float) -> float:
        """Return a follow-up's limit in seconds with extra time; infinite if the question's is.

        If its own limit is None, it gets a third of the question's, at least 20 and at most 60
        seconds but never more than the question.
        """
        asked = question if self.time_limit is None else self.time_limit
        if math.isinf(asked):
            return asked
        third = min(max(asked / 3, SHORTEST_FOLLOW_UP), LONGEST_FOLLOW_UP, asked)
        return (third if own is None else own) * self.extra_time

    def forecast(self, own: float, follow_ups: int) -> float:
        """Estimate the seconds for a question whose own limit is `own`.

        Of its `follow_ups` in the bank, only as many count as will be asked.
        """
        asked = min(self.follow_ups, follow_ups)
        return self.seconds_for(self.limit_for(own), [self.follow_up_limit(None, own)] * asked)

    def seconds_for(self, limit: float, follow_ups: Iterable[float] = ()) -> float:
        """Estimate the seconds for one question: thinking, answering, follow-ups and judging.

        The limits include extra time. Without one, an answer counts as the default limit, and a
        follow-up as a third of it.
        """
        assumed = DEFAULT_TIME_LIMIT * self.extra_time
        answering = assumed if math.isinf(limit) else limit
        asked_on = sum(assumed / 3 if math.isinf(each) else each for each in follow_ups)
        return self.think_limit + answering + asked_on + ASSESSMENT_SECONDS
