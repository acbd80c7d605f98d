"""The rules of an interview, each by a plain call."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from simulator.bank import Bank, Question
from simulator.countdown import away_between
from simulator.interview import Interview, WrongPhase
from simulator.opening import open_session
from simulator.session import Current
from simulator.setup import Debrief, Mode, Setup
from simulator.states import Outcome, Phase, Rating, Status

START = datetime(2026, 11, 22, tzinfo=UTC)
QUESTIONS = tuple(
    Question(f"q{n}", f"Question {n}?", "Yes. No.", key_points=("yes", "no"), time_limit=60.0)
    for n in range(3)
)
BANK = Bank("bank", "Bank", QUESTIONS)


def interview(questions: int = 3, **choices: object) -> Interview:
    setup = Setup(questions=questions, seed=1, **choices)  # type: ignore[arg-type]
    return Interview.of(open_session([BANK], setup, started_at=START, seed=1))


def answering(questions: int = 3, now: float = 0.0, **choices: object) -> Interview:
    return interview(questions, **choices).ask(now).begin(now)


def judged(at: Interview, rating: Rating = Rating.SOLID) -> Interview:
    return at.declare(3).assess(rating).proceed()


def test_a_new_interview_waits_for_the_candidate() -> None:
    new = interview()
    assert new.phase is Phase.READY
    assert new.ask(5.0).phase is Phase.ASKING
    assert new.ask(5.0).begin(6.0).phase is Phase.ANSWERING


def test_practice_judges_after_each_question() -> None:
    at = answering(2)
    at = at.finish(10.0)
    assert at.phase is Phase.CONFIDENCE
    at = at.declare(4)
    assert at.phase is Phase.ASSESSING
    at = at.assess(Rating.SOLID).proceed()
    assert (at.phase, at.index) == (Phase.ASKING, 1)
    at = judged(at.begin(20.0).finish(25.0))
    assert at.phase is Phase.FINISHED
    assert at.session.status is Status.FINISHED
    assert [each.answer_seconds for each in at.session.answers] == [10.0, 5.0]


def test_interview_judges_all_at_the_end_in_turn() -> None:
    at = answering(2, mode=Mode.INTERVIEW).finish(10.0).declare(4)
    assert (at.phase, at.index) == (Phase.ASKING, 1)
    at = at.begin(20.0).finish(30.0).declare(2)
    assert (at.phase, at.index, at.in_debrief) == (Phase.ASSESSING, 0, True)
    at = at.assess(Rating.STRONG).proceed()
    assert at.index == 1
    assert at.back().index == 0
    assert at.back().back().index == 0
    assert at.assess(Rating.PARTIAL).proceed().phase is Phase.FINISHED


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


def test_practice_counts_on_into_overrun() -> None:
    at = answering().tick(70.0)
    assert at.phase is Phase.ANSWERING
    done = at.finish(75.0).answer
    assert (done.outcome, done.answer_seconds, done.overrun_seconds) == (
        Outcome.ANSWERED,
        75.0,
        15.0,
    )


def test_think_time_ends_by_itself_and_the_answer_begins_at_that_moment() -> None:
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


def test_one_late_tick_ends_thinking_and_answering_alike() -> None:
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


def test_pausing_twice_and_resuming_unpaused_are_wrong() -> None:
    with pytest.raises(WrongPhase):
        answering().pause(1.0).pause(2.0)
    with pytest.raises(WrongPhase):
        answering().resume(1.0)


def test_time_away_is_left_out_in_practice_and_counted_in_interview() -> None:
    practice = answering().away(20.0).finish(30.0).answer
    assert (practice.answer_seconds, practice.away_seconds) == (10.0, 20.0)
    strict = answering(mode=Mode.INTERVIEW).away(20.0).finish(30.0).answer
    assert (strict.answer_seconds, strict.away_seconds) == (30.0, 20.0)


def test_time_away_counts_nowhere_else() -> None:
    assert interview().away(20.0) == interview()
    paused = answering().pause(10.0)
    assert paused.away(20.0) is paused


@pytest.mark.parametrize(("slept", "waking", "away"), [(30.0, 10.0, 20.0), (10.0, 5.5, 0.0)])
def test_away_is_where_the_clocks_part_by_more_than_five_seconds(
    slept: float, waking: float, away: float
) -> None:
    assert away_between(slept, waking) == away


def test_a_skipped_question_keeps_its_text_and_is_shown_but_not_judged() -> None:
    at = answering().write("half a").skip(7.0)
    assert (at.phase, at.read_only) == (Phase.ASSESSING, True)
    assert (at.answer.outcome, at.answer.text) == (Outcome.SKIPPED, "half a")
    assert at.answer.answer_seconds == 7.0
    with pytest.raises(WrongPhase):
        at.assess(Rating.SOLID)
    assert (at.proceed().phase, at.proceed().index) == (Phase.ASKING, 1)


def test_skipped_questions_wait_for_the_debrief() -> None:
    at = interview(2, mode=Mode.INTERVIEW).ask(0.0).skip(0.0)
    assert (at.phase, at.index) == (Phase.ASKING, 1)
    at = at.skip(1.0)
    assert (at.phase, at.index, at.read_only) == (Phase.ASSESSING, 0, True)
    at = at.proceed().proceed()
    assert (at.phase, at.session.status) == (Phase.FINISHED, Status.FINISHED)


def test_the_ticks_and_the_note_are_kept() -> None:
    at = answering().finish(5.0).declare(5).cover(1, True).mark_wrong(True).write_note("slower")
    answer = at.answer
    assert [point.covered for point in answer.key_points] == [False, True]
    assert (answer.wrong, answer.note, answer.proposed) == (True, "slower", Rating.PARTIAL)
    assert at.assess(Rating.SOLID).assess(None).answer.rating is None


def test_confidence_is_one_to_five_and_asked_once() -> None:
    at = answering().finish(5.0)
    for wrong in (0, 6):
        with pytest.raises(ValueError, match="1 to 5"):
            at.declare(wrong)
    with pytest.raises(WrongPhase):
        at.declare(3).declare(4)


def test_a_flag_toggles_in_any_phase_but_the_last() -> None:
    at = interview().flag()
    assert at.answer.flagged
    assert not at.flag().answer.flagged
    with pytest.raises(WrongPhase):
        finished().flag()


def finished() -> Interview:
    return judged(answering(1).finish(5.0))


def test_only_the_debrief_goes_back() -> None:
    with pytest.raises(WrongPhase):
        answering().finish(1.0).declare(3).back()


@pytest.mark.parametrize(
    "step",
    [
        lambda at: at.ask(1.0),
        lambda at: at.begin(1.0),
        lambda at: at.finish(1.0),
        lambda at: at.skip(1.0),
        lambda at: at.pause(1.0),
        lambda at: at.write("x"),
        lambda at: at.declare(3),
        lambda at: at.assess(Rating.SOLID),
        lambda at: at.cover(0, True),
        lambda at: at.proceed(),
        lambda at: at.stop(1.0),
    ],
)
def test_nothing_follows_the_end(step: Callable[[Interview], Interview]) -> None:
    with pytest.raises(WrongPhase):
        step(finished())


def test_stopping_first_judges_what_was_answered() -> None:
    at = answering(3, mode=Mode.INTERVIEW).finish(5.0).declare(4).begin(10.0).write("open")
    at = at.stop(20.0)
    assert (at.phase, at.index) == (Phase.ASSESSING, 0)
    at = at.assess(Rating.SOLID).proceed()
    assert at.index == 0 or at.phase is Phase.FINISHED
    assert at.session.status is Status.STOPPED
    left = at.session.answers[1]
    assert (left.outcome, left.text, left.answer_seconds) == (None, "open", 10.0)


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


def test_stopping_in_practice_passes_over_skipped_and_judged_ones() -> None:
    at = judged(answering(3).finish(5.0)).skip(6.0).proceed().begin(7.0).finish(8.0).stop(9.0)
    assert (at.phase, at.index) == (Phase.CONFIDENCE, 2)


def test_a_complete_interview_stopped_in_its_debrief_is_finished() -> None:
    at = answering(1, mode=Mode.INTERVIEW).finish(5.0).declare(3).stop(6.0)
    assert at.session.status is Status.FINISHED


def test_the_record_says_where_to_go_on_and_what_was_used() -> None:
    at = answering().write("half").pause(10.0)
    session = at.record(25.0)
    assert session.current == Current(1, Phase.ANSWERING)
    assert session.answers[0].answer_seconds == 10.0
    assert session.answers[0].paused_seconds == 15.0
    assert interview().record(0.0).current == Current(1, Phase.ASKING)
    assert finished().record(0.0).current is None


def test_a_resumed_interview_goes_on_where_it_was_once_the_candidate_says_go() -> None:
    again = Interview.of(answering().write("half").record(10.0))
    assert again.phase is Phase.READY
    assert again.answer.text == "half"
    at = again.ask(1000.0)
    assert at.phase is Phase.ANSWERING
    assert at.countdown.remaining(1000.0) == 50.0
    assert at.finish(1005.0).answer.answer_seconds == pytest.approx(15.0)


def test_a_resumed_interview_goes_on_thinking_or_judging() -> None:
    thinking = interview(think_seconds=30.0).ask(0.0).begin(0.0).record(10.0)
    assert Interview.of(thinking).ask(500.0).countdown.remaining(500.0) == 20.0
    judging = answering().finish(5.0).declare(2).record(6.0)
    assert Interview.of(judging).ask(500.0).phase is Phase.ASSESSING


def test_what_is_finished_stays_finished() -> None:
    assert Interview.of(finished().session).phase is Phase.FINISHED
    odd = replace(interview().session, current=Current(99, Phase.ASKING))
    assert Interview.of(odd).index == 2
    assert Interview.of(replace(odd, current=None)).index == 0


def test_a_breath_comes_between_the_questions_of_an_interview() -> None:
    assert interview(mode=Mode.INTERVIEW).breath == 0.0
    second = answering(mode=Mode.INTERVIEW).finish(5.0).declare(3)
    assert second.breath == 3.0
    assert judged(answering().finish(5.0)).breath == 0.0


def test_debrief_at_the_end_can_be_had_in_practice() -> None:
    at = answering(2, debrief=Debrief.END).finish(5.0).declare(3)
    assert (at.phase, at.index) == (Phase.ASKING, 1)


def test_writing_the_same_text_changes_nothing() -> None:
    at = answering().write("x")
    assert at.write("x") is at
