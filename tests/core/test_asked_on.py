"""Tests how follow-ups appear on screens and in words: asked, answered, after time-up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.core.choices import Order
from simulator.core.interview import Interview
from simulator.core.report_document import answer_part
from simulator.core.session import Answer, AskedFollowUp, Current, KeyPoint
from simulator.core.setup import Mode
from simulator.core.states import Outcome, Phase
from simulator.core.wording import point_kind, proposal_reasons
from tests.core.interviews import answering, interview
from tests.histories import given


def asked_on() -> Interview:
    """Return an interview whose follow-up is still being read out."""
    return answering(1, follow_ups=2).finish(5.0)


def test_a_follow_up_is_asked_and_then_answered() -> None:
    being_asked = asked_on()
    assert being_asked.phase is Phase.FOLLOW_UP
    assert (being_asked.being_asked, being_asked.answering) == (True, False)
    assert being_asked.acts_like is Phase.ASKING
    begun = being_asked.begin(6.0)
    assert (begun.being_asked, begun.answering) == (False, True)
    assert begun.acts_like is Phase.ANSWERING
    assert begun.view_state != being_asked.view_state
    assert interview().acts_like is Phase.READY


def test_time_up_refers_to_the_answer_just_given() -> None:
    limited = answering(1, follow_ups=2, mode=Mode.INTERVIEW)
    assert not limited.after_time_up
    first = limited.tick(100.0)
    assert first.phase is Phase.FOLLOW_UP
    assert first.after_time_up
    second = first.begin(100.0).finish(101.0)
    assert not second.after_time_up
    last = second.begin(101.0).tick(300.0)
    assert last.phase is Phase.CONFIDENCE
    assert last.after_time_up
    assert last.answer.asked_follow_ups[1].outcome is Outcome.TIMED_OUT


def test_a_file_in_a_follow_up_that_it_lacks_resumes_at_the_confidence() -> None:
    session = replace(
        answering(1).finish(5.0).record(5.0), current=Current(1, Phase.FOLLOW_UP, follow_up=1)
    )
    assert Interview.of(session).next_phase is Phase.CONFIDENCE


@pytest.mark.parametrize(
    ("answer", "longest", "shortest"),
    [
        (given(points="x....."), "partial takes 2 of 6 key points", "partial takes 2 of 6"),
        (given(points="xxx..."), "solid takes 5 of 6 key points", "solid takes 5 of 6"),
        (given(points="xxxxxx", wrong=True), "something wrong: partial at most",
         "partial at most: wrong"),
        (given(points="xxx."), "strong takes 4 of 4 key points and something more",
         "strong takes 4 of 4"),
        (given(points="xxxx", bonus=".."), "strong takes a bonus point too",
         "strong takes a bonus"),
        (given(points="xxxx", bonus="x.."), "strong takes 2 bonus points too",
         "strong takes 2 bonuses"),
        (given(points="xxxx"), "strong takes more than the key points", "strong takes more"),
        (given(points="xxxx", bonus="x"), "4 of 4 key points and something more",
         "all of it and more"),
        (given(points="xxxx.", bonus="x"), "4 of 5 key points and something more",
         "all of it and more"),
        (given(points=".", bonus="x"), "partial takes 1 of 1 key point", "partial takes 1 of 1"),
    ],
)  # fmt: skip
def test_a_proposal_says_what_a_higher_rating_takes(
    answer: Answer, longest: str, shortest: str
) -> None:
    reasons = proposal_reasons(answer)
    assert (reasons[0], reasons[-1]) == (longest, shortest)
    assert list(reasons) == sorted(reasons, key=len, reverse=True)


def test_a_proposal_names_the_follow_up_that_would_make_it_strong() -> None:
    asked = AskedFollowUp("Why?", outcome=Outcome.ANSWERED, key_points=(KeyPoint("So"),))
    answer = replace(given(points="xxxx"), asked_follow_ups=(asked,))
    assert proposal_reasons(answer)[-1] == "strong takes a follow-up"
    assert proposal_reasons(given(points="")) == ()


def test_points_name_the_part_they_belong_to() -> None:
    points = (KeyPoint("first"), KeyPoint("second"))
    answer = replace(
        given(points="x", bonus="."),
        asked_follow_ups=(
            AskedFollowUp("Why?", outcome=Outcome.SKIPPED, key_points=points),
            AskedFollowUp("And?", outcome=Outcome.ANSWERED, key_points=points),
        ),
    )
    kinds = [point_kind(answer, place) for place in range(4)]
    assert kinds == ["", "bonus: ", "follow-up 2: ", "follow-up 2: "]
    with pytest.raises(IndexError):
        point_kind(answer, 4)


def test_a_follow_up_without_points_is_reported_without_ticks() -> None:
    asked = AskedFollowUp("Why?", outcome=Outcome.ANSWERED, text="since")
    part = answer_part(1, replace(given(rating=3), asked_follow_ups=(asked,)))
    assert "Points of follow-up 1" not in str(part)
    assert "Follow-up 1" in str(part)


def test_the_banks_own_order_is_not_rearranged() -> None:
    drawn = interview(3, order=Order.BANK).session.answers
    assert [answer.id for answer in drawn] == ["q0", "q1", "q2"]
