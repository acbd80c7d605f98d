"""What is said of an interview that is going on."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from simulator.core.interview import Interview
from simulator.core.interview_words import rules_words
from simulator.core.setup import Mode
from tests.core.interviews import interview


def limited(mode: Mode, *limits: float) -> Interview:
    drawn = interview(len(limits), mode=mode)
    answers = zip(drawn.session.answers, limits, strict=True)
    timed = tuple(replace(answer, time_limit=limit) for answer, limit in answers)
    return Interview.of(replace(drawn.session, answers=timed))


@pytest.mark.parametrize(
    ("mode", "limits", "said"),
    [
        (Mode.PRACTICE, (60.0, 60.0), "the clock counts on when time is up."),
        (Mode.PRACTICE, (math.inf, math.inf), "the clock counts up, without a limit."),
        (Mode.INTERVIEW, (60.0, 60.0), "when time is up your answer is saved as it stands."),
        (Mode.INTERVIEW, (math.inf, 60.0), "when time is up your answer is saved as it stands."),
        (Mode.INTERVIEW, (math.inf, math.inf), "Interview: no pause, and no time limit."),
    ],
)
def test_the_rules_speak_of_a_limit_only_where_there_is_one(
    mode: Mode, limits: tuple[float, ...], said: str
) -> None:
    assert rules_words(limited(mode, *limits)).endswith(said)
