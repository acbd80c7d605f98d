"""Tests how an interview is stopped, recorded and resumed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.core.interview import Interview, WrongPhase
from simulator.core.session import Current
from simulator.core.setup import Mode
from simulator.core.states import Outcome, Phase, Rating, Status
from tests.core.interviews import answering, finished, interview, judged


def test_stopping_first_judges_what_was_answered() -> None:
    at = answering(3, mode=Mode.INTERVIEW).finish(5.0).declare(4).begin(10.0)
    at = at.stop(20.0)
    assert (at.phase, at.index) == (Phase.ASSESSING, 0)
    at = at.assess(Rating.SOLID).proceed()
    assert at.index == 0 or at.phase is Phase.FINISHED
    assert at.session.status is Status.STOPPED
    left = at.session.answers[1]
    assert (left.outcome, left.text, left.answer_seconds) == (None, "", 10.0)


def test_text_typed_so_far_counts_as_an_answer_when_stopped() -> None:
    begun = answering(2, mode=Mode.INTERVIEW).finish(5.0).declare(4).begin(10.0).write("open")
    at = begun.stop(20.0)
    assert at.session.answers[1].outcome is Outcome.ANSWERED
    assert at.session.answers[1].answer_seconds == 10.0
    at = at.assess(Rating.SOLID).proceed()
    assert (at.phase, at.index) == (Phase.CONFIDENCE, 1)
    at = at.declare(2).assess(Rating.PARTIAL).proceed()
    assert at.session.status is Status.FINISHED
    assert at.session.answers[1].rating is Rating.PARTIAL


def test_stopping_first_judges_answers_left_unrated() -> None:
    at = answering(3).finish(5.0).declare(3).proceed().begin(10.0).write("half").stop(20.0)
    assert (at.phase, at.index) == (Phase.ASSESSING, 0)
    at = at.assess(Rating.SOLID).proceed()
    assert (at.phase, at.index) == (Phase.CONFIDENCE, 1)
    assert judged(at).session.status is Status.STOPPED


def test_blank_text_is_not_an_answer_when_stopped() -> None:
    at = answering().write(" \n").stop(5.0)
    assert (at.phase, at.answer.outcome) == (Phase.FINISHED, None)


def test_stopping_too_late_times_the_answer_out() -> None:
    at = answering(mode=Mode.INTERVIEW).write("late").stop(61.0)
    assert (at.phase, at.answer.outcome) == (Phase.CONFIDENCE, Outcome.TIMED_OUT)
    assert at.answer.answer_seconds == 60.0
    left = answering(mode=Mode.INTERVIEW).write("late").record(61.0)
    resumed = Interview.of(left).stop(500.0)
    assert (resumed.answer.outcome, resumed.answer.answer_seconds) == (Outcome.TIMED_OUT, 60.0)


def test_stopping_while_paused_thinking_or_resuming_judges_the_text_so_far() -> None:
    paused = answering().write("half").pause(10.0).stop(30.0)
    assert paused.answer.outcome is Outcome.ANSWERED
    assert (paused.answer.answer_seconds, paused.answer.paused_seconds) == (10.0, 20.0)
    thinking = interview(think_seconds=30.0).ask(0.0).begin(0.0).write("note").stop(4.0)
    assert (thinking.answer.outcome, thinking.answer.think_seconds) == (Outcome.ANSWERED, 4.0)
    left = Interview.of(answering().write("half").record(10.0)).stop(500.0)
    assert (left.answer.outcome, left.answer.answer_seconds) == (Outcome.ANSWERED, 10.0)
    assert left.phase is Phase.CONFIDENCE
    asked_on = answering(1, follow_ups=2).finish(5.0).begin(5.0).write("why").record(9.0)
    left = Interview.of(asked_on).stop(500.0)
    assert left.answer.asked_follow_ups[0].outcome is Outcome.ANSWERED
    assert (left.answer.answer_seconds, left.phase) == (5.0, Phase.CONFIDENCE)


def test_a_stopped_follow_up_counts_as_answered_with_the_text_so_far() -> None:
    at = answering(1, follow_ups=2).finish(5.0).begin(5.0).write("because").stop(9.0)
    assert [each.outcome for each in at.answer.asked_follow_ups] == [Outcome.ANSWERED, None]
    assert at.phase is Phase.CONFIDENCE


def test_stopping_before_anything_was_answered_ends_at_once() -> None:
    for at in (interview(), answering(), interview().ask(0.0)):
        assert at.stop(1.0).session.status is Status.STOPPED


def test_stopping_at_the_confidence_still_asks_for_it_before_the_answer_shows() -> None:
    at = answering().finish(5.0).stop(6.0)
    assert at.phase is Phase.CONFIDENCE
    at = at.declare(2)
    assert at.phase is Phase.ASSESSING
    assert at.assess(Rating.NOT_YET).proceed().session.status is Status.STOPPED


def test_leaving_the_debrief_of_a_stop_leaves_it_unrated() -> None:
    for at in (answering().finish(5.0).stop(6.0), answering().finish(5.0).declare(3)):
        over = at.stop(7.0)
        assert over.phase is Phase.FINISHED
        assert over.session.answers[0].rating is None


def test_stopping_in_practice_skips_questions_already_skipped_or_judged() -> None:
    at = judged(answering(3).finish(5.0)).skip(6.0).proceed().begin(7.0).finish(8.0).stop(9.0)
    assert (at.phase, at.index) == (Phase.CONFIDENCE, 2)


def test_a_complete_interview_stopped_in_its_debrief_is_finished() -> None:
    at = answering(1, mode=Mode.INTERVIEW).finish(5.0).declare(3).stop(6.0)
    assert at.session.status is Status.FINISHED


def test_the_record_holds_where_to_resume_and_the_time_used() -> None:
    at = answering().write("half").pause(10.0)
    session = at.record(25.0)
    assert session.current == Current(1, Phase.ANSWERING)
    assert session.answers[0].answer_seconds == 10.0
    assert session.answers[0].paused_seconds == 15.0
    assert interview().record(0.0).current == Current(1, Phase.ASKING)
    assert finished().record(0.0).current is None


def test_a_resumed_interview_continues_once_the_candidate_is_ready() -> None:
    again = Interview.of(answering().write("half").record(10.0))
    assert again.phase is Phase.READY
    assert again.answer.text == "half"
    at = again.ask(1000.0)
    assert at.phase is Phase.ANSWERING
    assert at.countdown.remaining(1000.0) == 50.0
    assert at.finish(1005.0).answer.answer_seconds == pytest.approx(15.0)


def test_thinking_and_judging_can_be_resumed() -> None:
    thinking = interview(think_seconds=30.0).ask(0.0).begin(0.0).record(10.0)
    assert Interview.of(thinking).ask(500.0).countdown.remaining(500.0) == 20.0
    judging = answering().finish(5.0).declare(2).record(6.0)
    assert Interview.of(judging).ask(500.0).phase is Phase.ASSESSING


def test_a_finished_interview_stays_finished() -> None:
    assert Interview.of(finished().session).phase is Phase.FINISHED
    odd = replace(interview().session, current=Current(99, Phase.ASKING))
    assert Interview.of(odd).index == 2
    assert Interview.of(replace(odd, current=None)).index == 0


def test_a_skip_can_be_undone_until_its_model_answer_is_shown() -> None:
    at = answering().write("half").skip(12.0)
    assert at.held_back
    back = at.take_up(100.0)
    assert (back.phase, back.answer.outcome, back.answer.text) == (Phase.ANSWERING, None, "half")
    assert back.countdown.remaining(100.0) == 48.0
    seen = at.reveal()
    assert not seen.held_back
    for late in (seen.take_up, lambda now: seen.reveal()):
        with pytest.raises(WrongPhase):
            late(100.0)
    asked = interview().ask(0.0).skip(0.0).take_up(5.0)
    assert (asked.phase, asked.index) == (Phase.ASKING, 0)
    thinking = answering(think_seconds=30.0).skip(4.0).take_up(9.0)
    assert (thinking.phase, thinking.countdown.elapsed(9.0)) == (Phase.THINKING, 4.0)


def test_a_question_taken_up_in_the_debrief_is_judged_next() -> None:
    at = answering(3, mode=Mode.INTERVIEW).finish(5.0).declare(4).begin(10.0).skip(12.0)
    at = at.begin(20.0).finish(25.0).declare(3).assess(Rating.SOLID).proceed()
    assert (at.index, at.held_back) == (1, True)
    at = at.take_up(30.0).finish(35.0).declare(2)
    assert (at.index, at.phase) == (1, Phase.ASSESSING)
    assert at.assess(Rating.PARTIAL).proceed().index == 2
