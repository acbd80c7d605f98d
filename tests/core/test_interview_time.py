"""Tests the timing of an interview: limits, over-run, thinking, pauses, time away."""

from __future__ import annotations

import pytest

from simulator.core.countdown import away_between
from simulator.core.interview import WrongPhase
from simulator.core.setup import Mode
from simulator.core.states import Outcome, Phase
from tests.core.interviews import answering, interview


def test_time_up_in_interview_mode_locks_the_text_and_records_exactly_the_limit() -> None:
    at = answering(mode=Mode.INTERVIEW).write("so far")
    assert at.tick(59.9) is at
    late = at.tick(75.0)
    assert late.phase is Phase.CONFIDENCE
    assert late.answer.outcome is Outcome.TIMED_OUT
    assert late.answer.answer_seconds == 60.0
    assert late.answer.text == "so far"


def test_finishing_after_the_limit_in_interview_mode_is_timed_out_too() -> None:
    late = answering(mode=Mode.INTERVIEW).finish(61.0)
    assert (late.answer.outcome, late.answer.answer_seconds) == (Outcome.TIMED_OUT, 60.0)


def test_skipping_after_the_limit_in_interview_mode_is_timed_out_too() -> None:
    late = answering(mode=Mode.INTERVIEW).skip(61.0)
    assert (late.answer.outcome, late.answer.answer_seconds) == (Outcome.TIMED_OUT, 60.0)


def test_practice_keeps_counting_into_overrun() -> None:
    at = answering().tick(70.0)
    assert at.phase is Phase.ANSWERING
    done = at.finish(75.0).answer
    assert (done.outcome, done.answer_seconds, done.overrun_seconds) == (
        Outcome.ANSWERED,
        75.0,
        15.0,
    )


def test_the_answer_begins_the_moment_think_time_runs_out() -> None:
    at = interview(think_seconds=30.0).ask(0.0).begin(0.0)
    assert at.phase is Phase.THINKING
    at = at.write("a thought").tick(33.0)
    assert at.phase is Phase.ANSWERING
    assert at.answer.think_seconds == 30.0
    assert at.countdown.elapsed(33.0) == 3.0
    assert at.answer.text == "a thought"


def test_think_time_can_be_cut_short() -> None:
    at = interview(think_seconds=30.0).ask(0.0).begin(0.0).begin(12.0)
    assert (at.phase, at.answer.think_seconds) == (Phase.ANSWERING, 12.0)


def test_one_late_tick_can_end_both_thinking_and_answering() -> None:
    at = interview(think_seconds=30.0, mode=Mode.INTERVIEW).ask(0.0).begin(0.0).tick(1000.0)
    assert at.answer.outcome is Outcome.TIMED_OUT
    assert (at.answer.think_seconds, at.answer.answer_seconds) == (30.0, 60.0)


def test_a_pause_stops_the_clock_and_is_recorded() -> None:
    at = answering().pause(10.0)
    assert at.paused
    assert at.tick(500.0) is at
    at = at.resume(100.0)
    assert at.answer.paused_seconds == 90.0
    done = at.finish(120.0).answer
    assert (done.answer_seconds, done.paused_seconds) == (30.0, 90.0)


def test_finishing_while_paused_closes_the_pause() -> None:
    done = answering().pause(10.0).finish(50.0)
    assert not done.paused
    assert (done.answer.answer_seconds, done.answer.paused_seconds) == (10.0, 40.0)


def test_interview_mode_has_no_pause() -> None:
    with pytest.raises(WrongPhase):
        answering(mode=Mode.INTERVIEW).pause(10.0)


def test_pausing_twice_or_resuming_unpaused_is_the_wrong_phase() -> None:
    with pytest.raises(WrongPhase):
        answering().pause(1.0).pause(2.0)
    with pytest.raises(WrongPhase):
        answering().resume(1.0)


def test_time_away_is_left_out_in_practice_and_counted_in_interview() -> None:
    practice = answering().away(20.0).finish(30.0).answer
    assert (practice.answer_seconds, practice.away_seconds) == (10.0, 20.0)
    strict = answering(mode=Mode.INTERVIEW).away(20.0).finish(30.0).answer
    assert (strict.answer_seconds, strict.away_seconds) == (30.0, 20.0)


def test_time_away_is_ignored_without_a_running_clock() -> None:
    assert interview().away(20.0) == interview()
    paused = answering().pause(10.0)
    assert paused.away(20.0) is paused


@pytest.mark.parametrize(("slept", "waking", "away"), [(30.0, 10.0, 20.0), (10.0, 5.5, 0.0)])
def test_away_means_the_clocks_differ_by_more_than_five_seconds(
    slept: float, waking: float, away: float
) -> None:
    assert away_between(slept, waking) == away
