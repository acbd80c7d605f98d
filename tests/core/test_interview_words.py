"""Tests the wording for an interview in progress."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from simulator.core.interview import Interview
from simulator.core.interview_words import (
    ended_words,
    follow_up_words,
    no_model_words,
    rules_words,
)
from simulator.core.setup import Mode
from tests.core.interviews import answering, interview


def limited(mode: Mode, *limits: float) -> Interview:
    drawn = interview(len(limits), mode=mode)
    answers = zip(drawn.session.answers, limits, strict=True)
    timed = tuple(replace(answer, time_limit=limit) for answer, limit in answers)
    return Interview.of(replace(drawn.session, answers=timed))


@pytest.mark.parametrize(
    ("mode", "limits", "said"),
    [
        (Mode.PRACTICE, (60.0, 60.0), "the clock goes on when time is up."),
        (Mode.PRACTICE, (math.inf, math.inf), "the clock counts up, without a limit."),
        (Mode.INTERVIEW, (60.0, 60.0), "when time is up your answer is saved as it stands."),
        (Mode.INTERVIEW, (math.inf, 60.0), "when time is up your answer is saved as it stands."),
        (Mode.INTERVIEW, (math.inf, math.inf), "Interview: no pause, and no time limit."),
    ],
)
def test_the_rules_mention_a_limit_only_if_there_is_one(
    mode: Mode, limits: tuple[float, ...], said: str
) -> None:
    made = limited(mode, *limits)
    assert rules_words(made).endswith(said)
    again = replace(made, session=replace(made.session, take_of="before"))
    assert rules_words(again) == f"The same questions again, in less time. {rules_words(made)}"


def test_the_words_after_an_answer_say_how_it_ended() -> None:
    assert ended_words(answering(1).finish(5.0)) == "Thank you."
    assert ended_words(answering(1, mode=Mode.INTERVIEW).tick(1e5)).startswith("Time. ")
    asked = answering(1, follow_ups=2).finish(10.0)
    assert follow_up_words(asked) == "follow-up 1 of 2"
    skipped = asked.begin(20.0).skip(22.0)
    assert (ended_words(skipped), follow_up_words(skipped)) == ("Skipped.", "follow-up 2 of 2")


def test_a_skipped_question_without_a_model_answer_does_not_ask_for_a_rating() -> None:
    answered = answering(1).finish(5.0).declare(3)
    assert no_model_words(answered).endswith("; rate it by your own judgement.")
    skipped = answering(1).skip(5.0)
    assert no_model_words(skipped) == "The bank gives no model answer to this question."
