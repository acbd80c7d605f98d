"""Tests when an answer is recorded, and where its delivery is stored."""

from __future__ import annotations

from simulator.core.delivery import Delivery
from simulator.core.setup import Mode
from tests.core.interviews import answering, interview

SAID = Delivery(first_word_seconds=1.0, speech_seconds=2.0)


def test_nothing_is_recorded_unless_chosen() -> None:
    assert answering().recorded is None


def test_only_the_answer_is_recorded_not_the_thinking() -> None:
    ready = interview(record=True, think_seconds=10.0)
    assert ready.recorded is None
    asked = ready.ask(0.0)
    assert asked.recorded is None
    thinking = asked.begin(0.0)
    assert thinking.recorded is None
    given = thinking.begin(3.0)
    assert given.recorded == (0, 0)
    assert given.finish(9.0).recorded is None


def test_a_pause_stops_the_recording() -> None:
    given = answering(record=True)
    paused = given.pause(3.0)
    assert paused.recorded is None
    assert paused.resume(5.0).recorded == (0, 0)


def test_follow_ups_are_recorded_while_their_clock_runs() -> None:
    asked_on = answering(record=True, follow_ups=2, mode=Mode.INTERVIEW).finish(5.0)
    assert asked_on.recorded is None
    first = asked_on.begin(6.0)
    assert first.recorded == (0, 1)
    second = first.finish(8.0).begin(9.0)
    assert second.recorded == (0, 2)


def test_a_delivery_is_stored_with_its_answer() -> None:
    asked_on = answering(record=True, follow_ups=2).finish(5.0)
    told = asked_on.deliver(0, 0, SAID).deliver(0, 2, SAID.without_recording())
    answer = told.answer
    assert answer.delivery == SAID
    assert [each.delivery for each in answer.asked_follow_ups] == [None, SAID]
    assert answer.deliveries == (SAID, SAID)
    assert told.session.deliveries == (SAID, SAID)
    assert answer.with_delivery(0, None).deliveries == (SAID,)
    assert told.view_state == asked_on.view_state
