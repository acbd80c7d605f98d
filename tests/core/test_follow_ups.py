"""Tests follow-ups: drawn with the question, asked after its answer, judged with it."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from simulator.core.bank import Bank, FollowUp, Question
from simulator.core.drawing import asked_follow_ups, draw_session
from simulator.core.interview import BREATH_SECONDS, Interview, WrongPhase
from simulator.core.session import ANSWERED_IT, Answer, AskedFollowUp, KeyPoint
from simulator.core.setup import Mode, Setup
from simulator.core.states import Outcome, Phase, Rating
from tests.core.interviews import BANK, START, answering, interview


def asking_on(follow_ups: int = 2, mode: Mode = Mode.PRACTICE) -> Interview:
    return answering(1, follow_ups=follow_ups, mode=mode).write("main").finish(10.0)


def test_follow_ups_come_between_answer_and_confidence() -> None:
    at = asking_on()
    assert (at.phase, at.follow_up, at.being_asked) == (Phase.FOLLOW_UP, 0, True)
    at = at.begin(20.0).write("because").finish(25.0)
    assert (at.phase, at.follow_up, at.being_asked) == (Phase.FOLLOW_UP, 1, True)
    at = at.begin(30.0).finish(33.0)
    assert at.phase is Phase.CONFIDENCE
    first, second = at.answer.asked_follow_ups
    assert (first.text, first.answer_seconds, first.outcome) == ("because", 5.0, Outcome.ANSWERED)
    assert (second.text, second.answer_seconds) == ("", 3.0)
    assert (at.answer.text, at.answer.answer_seconds) == ("main", 10.0)
    assert at.answer.seconds == 18.0


def test_no_clock_runs_while_a_follow_up_is_read_out() -> None:
    at = asking_on()
    assert not at.clocked
    assert at.tick(1e6) is at
    with pytest.raises(WrongPhase):
        at.finish(20.0)
    with pytest.raises(WrongPhase):
        at.pause(20.0)


def test_time_up_locks_a_follow_up_in_an_interview() -> None:
    at = asking_on(mode=Mode.INTERVIEW)
    assert at.breath == BREATH_SECONDS
    limit = at.asked.time_limit
    at = at.begin(20.0).write("so far").tick(500.0)
    assert (at.follow_up, at.after_time_up) == (1, True)
    late = at.begin(600.0).finish(700.0)
    assert late.phase is Phase.CONFIDENCE
    assert late.after_time_up
    outcomes = [(each.outcome, each.answer_seconds) for each in late.answer.asked_follow_ups]
    assert outcomes[0] == (Outcome.TIMED_OUT, limit)
    assert outcomes[1][0] is Outcome.TIMED_OUT


def test_practice_runs_over_and_can_be_paused() -> None:
    at = asking_on(1).begin(0.0).tick(100.0)
    at = at.pause(100.0)
    assert at.clocked
    at = at.resume(110.0).finish(111.0)
    (asked,) = at.answer.asked_follow_ups
    assert (asked.answer_seconds, asked.paused_seconds) == (101.0, 10.0)
    assert asked.overrun_seconds == 101.0 - asked.time_limit
    assert not at.after_time_up


def test_follow_ups_are_asked_after_a_timed_out_answer() -> None:
    at = answering(1, follow_ups=1, mode=Mode.INTERVIEW).tick(1000.0)
    assert (at.answer.outcome, at.phase) == (Outcome.TIMED_OUT, Phase.FOLLOW_UP)
    assert at.after_time_up


def test_skipping_goes_to_the_next_follow_up_and_a_skipped_question_has_none() -> None:
    at = asking_on().skip(11.0)
    assert (at.phase, at.follow_up) == (Phase.FOLLOW_UP, 1)
    at = at.begin(12.0).skip(13.0)
    assert at.phase is Phase.CONFIDENCE
    assert {each.outcome for each in at.answer.asked_follow_ups} == {Outcome.SKIPPED}
    skipped = answering(1, follow_ups=2).skip(5.0)
    assert skipped.phase is Phase.ASSESSING
    assert skipped.answer.asked_on == ()


def test_a_skipped_follow_up_can_be_taken_up_from_the_confidence() -> None:
    at = asking_on(1).begin(20.0).write("half").skip(25.0)
    assert (at.phase, at.skipped_follow_up) == (Phase.CONFIDENCE, 0)
    again = at.take_up(100.0)
    assert (again.phase, again.follow_up, again.answering) == (Phase.FOLLOW_UP, 0, True)
    assert (again.asked.outcome, again.asked.text) == (None, "half")
    done = again.write("half, and the rest").finish(102.0)
    assert done.phase is Phase.CONFIDENCE
    (asked,) = done.answer.asked_follow_ups
    assert (asked.outcome, asked.answer_seconds) == (Outcome.ANSWERED, 7.0)
    with pytest.raises(WrongPhase):
        done.take_up(103.0)


def test_a_follow_up_skipped_before_its_clock_ran_is_read_out_again() -> None:
    at = asking_on(1).skip(11.0).take_up(12.0)
    assert (at.phase, at.being_asked, at.asked.outcome) == (Phase.FOLLOW_UP, True, None)


def test_a_skipped_follow_up_can_be_taken_up_from_the_next_which_then_continues() -> None:
    at = asking_on(2).begin(20.0).skip(23.0)
    assert at.skipped_follow_up == 0
    at = at.begin(30.0).write("second").pause(33.0).take_up(40.0)
    first, second = at.answer.asked_follow_ups
    assert (at.follow_up, first.outcome, at.paused) == (0, None, False)
    assert (second.text, second.answer_seconds, second.paused_seconds) == ("second", 3.0, 7.0)
    at = at.finish(42.0)
    assert (at.follow_up, at.being_asked, at.asked.text) == (1, True, "second")
    at = at.begin(50.0).finish(51.0)
    assert [each.answer_seconds for each in at.answer.asked_follow_ups] == [5.0, 4.0]
    assert at.phase is Phase.CONFIDENCE


def test_taking_up_a_skip_too_late_times_the_next_follow_up_out() -> None:
    at = asking_on(2, Mode.INTERVIEW).begin(20.0).skip(23.0).begin(30.0).take_up(500.0)
    assert at.phase is Phase.CONFIDENCE
    assert at.answer.asked_follow_ups[1].outcome is Outcome.TIMED_OUT
    with pytest.raises(WrongPhase):
        at.take_up(501.0)


def test_after_the_confidence_a_skipped_follow_up_stays_skipped() -> None:
    at = asking_on(1).skip(11.0).declare(3)
    assert at.skipped_follow_up is None
    with pytest.raises(WrongPhase):
        at.take_up(12.0)


def test_stopping_leaves_unreached_follow_ups_without_an_outcome() -> None:
    at = asking_on().begin(20.0).write("half").stop(25.0)
    assert at.phase is Phase.CONFIDENCE
    first, second = at.answer.asked_follow_ups
    assert (first.outcome, first.text, first.answer_seconds) == (Outcome.ANSWERED, "half", 5.0)
    assert second == AskedFollowUp(**{name: getattr(second, name) for name in (
        "question", "model_answer", "time_limit", "key_points")})  # fmt: skip
    assert len(at.answer.may_come_next) == 2


@pytest.mark.parametrize("used", [0.0, 7.5])
def test_a_resumed_follow_up_continues_or_is_read_out_again_if_not_begun(used: float) -> None:
    at = asking_on().begin(20.0).finish(21.0)
    if used:
        at = at.begin(30.0).write("so")
    session = at.record(30.0 + used)
    assert session.current is not None
    assert (session.current.phase, session.current.follow_up) == (Phase.FOLLOW_UP, 2)
    again = Interview.of(session)
    assert again.record(0.0).current == session.current
    assert again.asked.question == at.asked.question
    resumed = again.ask(1000.0)
    assert (resumed.follow_up, resumed.being_asked) == (1, not used)
    if used:
        assert resumed.finish(1001.0).answer.asked_follow_ups[1].answer_seconds == used + 1.0


def test_tick_indexes_continue_into_answered_follow_ups() -> None:
    at = asking_on().skip(11.0).begin(12.0).finish(13.0).declare(3)
    points = at.answer.points
    assert len(points) == 2 + len(at.answer.asked_follow_ups[1].key_points)
    at = at.cover(2, True)
    assert at.answer.asked_follow_ups[1].covered == 1
    assert at.answer.covered == 0
    with pytest.raises(IndexError):
        at.cover(9, True)


# Drawing


def drawn(setup: Setup, past: dict[tuple[str, str, str], bool] | None = None) -> Answer:
    session = draw_session([BANK], replace(setup, seed=3), started_at=START, seed=1, asked_on=past)
    return next(answer for answer in session.answers if answer.id == "q0")


def test_missed_follow_ups_come_first_then_new_ones_with_points_first() -> None:
    setup = Setup(questions=3, follow_ups=3)
    key = ("bank", "q0")
    assert drawn(setup).asked_follow_ups[2].question == "And 0?"
    past = {(*key, "And 0?"): True, (*key, "Why 0?"): False}
    order = [each.question for each in drawn(setup, past).asked_follow_ups]
    assert order == ["And 0?", "How 0?", "Why 0?"]
    one = drawn(replace(setup, follow_ups=1), past)
    assert [each.question for each in one.asked_follow_ups] == ["And 0?"]
    assert set(one.follow_ups) == {"Why 0?", "How 0?"}
    assert one.asked_follow_ups[0].key_points == (KeyPoint(ANSWERED_IT),)


def test_sessions_show_which_follow_ups_were_asked_and_missed() -> None:
    at = asking_on().begin(20.0).finish(21.0).begin(22.0).finish(23.0).declare(3)
    missed, good = at.answer.asked_follow_ups
    at = at.cover(2 + len(missed.key_points), True).assess(Rating.SOLID)
    known = asked_follow_ups([at.session])
    key = at.answer.key
    assert known == {(*key, missed.question): True, (*key, good.question): False}
    assert at.answer.missed_follow_ups == (missed,)


@pytest.mark.parametrize(
    ("setup", "own", "question", "expected"),
    [
        (Setup(), None, 90.0, 30.0),
        (Setup(), None, 45.0, 20.0),
        (Setup(), None, 300.0, 60.0),
        (Setup(), None, 12.0, 12.0),
        (Setup(time_limit=150.0), None, 60.0, 50.0),
        (Setup(time_limit=math.inf), None, 60.0, math.inf),
        (Setup(extra_time=1.5), None, 90.0, 45.0),
        (Setup(extra_time=1.5), 40.0, 90.0, 60.0),
    ],
)
def test_the_time_limit_of_a_follow_up(
    setup: Setup, own: float | None, question: float, expected: float
) -> None:
    assert setup.follow_up_limit(own, question) == expected
    bank = Bank("b", "B", (Question("q", "Q?", follow_ups=(FollowUp("F?", time_limit=own),)),),
                time_limit=question)  # fmt: skip
    session = draw_session([bank], replace(setup, questions=1), started_at=START, seed=1)
    assert session.answers[0].asked_follow_ups[0].time_limit == expected


# Judging


def with_ticks(points: int, covered: int, *, bonus: int = 0, follow_up: int = 0) -> Answer:
    answer = interview(1).answer
    own = tuple(KeyPoint(str(n), n < covered) for n in range(points))
    asked = AskedFollowUp("?", outcome=Outcome.ANSWERED,
                          key_points=(KeyPoint("a", follow_up > 0), KeyPoint("b")))  # fmt: skip
    bonuses = (KeyPoint("x", bonus > 0, bonus=True), KeyPoint("y", bonus=True))
    return replace(answer, key_points=(*own, *bonuses), asked_follow_ups=(asked,))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (with_ticks(4, 4), Rating.SOLID),
        (with_ticks(4, 4, bonus=1), Rating.STRONG),
        (with_ticks(4, 4, follow_up=1), Rating.STRONG),
        (with_ticks(4, 3, follow_up=1), Rating.SOLID),
        (with_ticks(5, 4, follow_up=1), Rating.STRONG),
        (with_ticks(5, 4), Rating.SOLID),
        (with_ticks(5, 3, bonus=1, follow_up=1), Rating.PARTIAL),
        (with_ticks(6, 1, follow_up=1), Rating.NOT_YET),
        (replace(with_ticks(5, 5, bonus=1), wrong=True), Rating.PARTIAL),
    ],
)
def test_the_proposed_rating(answer: Answer, expected: Rating) -> None:
    assert answer.proposed_rating is expected


def test_a_follow_up_without_points_in_the_bank_does_not_make_an_answer_strong() -> None:
    answer = with_ticks(4, 4)
    asked = replace(answer.asked_follow_ups[0], key_points=(KeyPoint(ANSWERED_IT, True),))
    assert replace(answer, asked_follow_ups=(asked,)).proposed_rating is Rating.SOLID


def test_unrevealed_follow_ups_are_redacted() -> None:
    at = asking_on().begin(20.0).finish(21.0)
    (shown,) = at.answer.redacted().asked_follow_ups
    assert (shown.key_points, shown.model_answer) == ((), "")
    assert at.skip(22.0).declare(3).answer.redacted().asked_follow_ups[0].key_points
