"""Tests the rules of an interview by plain calls: phases, skipping, judging."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simulator.core.interview import Interview, WrongPhase
from simulator.core.setup import Debrief, Mode
from simulator.core.states import Outcome, Phase, Rating, Status
from tests.core.interviews import answering, finished, interview, judged


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
    assert at.back().judged_before is None
    with pytest.raises(WrongPhase):
        at.back().back()
    assert at.assess(Rating.PARTIAL).proceed().phase is Phase.FINISHED


def test_a_skipped_question_keeps_its_text_and_is_shown_but_not_judged() -> None:
    at = answering().write("half a").skip(7.0)
    assert (at.phase, at.read_only) == (Phase.ASSESSING, True)
    assert (at.answer.outcome, at.answer.text) == (Outcome.SKIPPED, "half a")
    assert at.answer.answer_seconds == 7.0
    with pytest.raises(WrongPhase):
        at.assess(Rating.SOLID)
    assert (at.proceed().phase, at.proceed().index) == (Phase.ASKING, 1)


def test_text_typed_while_a_question_is_asked_belongs_to_its_answer() -> None:
    at = interview().ask(0.0).write("so")
    assert Interview.of(at.record(1.0)).answer.text == "so"
    at = at.begin(5.0)
    assert (at.phase, at.answer.text, at.countdown.elapsed(5.0)) == (Phase.ANSWERING, "so", 0.0)
    asked_on = answering(follow_ups=1).write("one").finish(5.0).write("two").begin(9.0)
    assert (asked_on.answer.text, asked_on.asked.text) == ("one", "two")
    with pytest.raises(WrongPhase):
        asked_on.finish(10.0).write("three")


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
    assert (answer.wrong, answer.note, answer.proposed_rating) == (True, "slower", Rating.PARTIAL)
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


def test_judging_can_be_returned_to_until_the_next_question_is_begun() -> None:
    judging = answering().finish(1.0).declare(3).cover(1, True).write_note("why")
    asked = judging.assess(Rating.NOT_YET).proceed()
    back = asked.back()
    assert (back.phase, back.index) == (Phase.ASSESSING, 0)
    assert back.session == asked.session
    resumed = Interview.of(back.record(2.0)).ask(3.0)
    assert (resumed.phase, resumed.index, resumed.answer.note) == (Phase.ASSESSING, 0, "why")
    again = back.assess(Rating.SOLID).proceed()
    assert (again.phase, again.index) == (Phase.ASKING, 1)
    assert again.session.answers[0].rating is Rating.SOLID
    for begun in (asked.write("so"), asked.begin(5.0), asked.begin(5.0).finish(9.0), judging):
        assert begun.judged_before is None
        with pytest.raises(WrongPhase):
            begun.back()


def test_no_judging_can_be_returned_to_after_a_skip_or_before_the_debrief() -> None:
    first = interview().ask(0.0)
    assert first.judged_before is None
    assert first.skip(0.0).reveal().proceed().judged_before is None
    at_the_end = answering(mode=Mode.INTERVIEW).finish(1.0).declare(3)
    assert (at_the_end.phase, at_the_end.judged_before) == (Phase.ASKING, None)


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


def test_a_breath_comes_between_the_questions() -> None:
    assert interview(mode=Mode.INTERVIEW).breath == 0.0
    second = answering(mode=Mode.INTERVIEW).finish(5.0).declare(3)
    assert second.breath == 3.0
    assert judged(answering().finish(5.0)).breath == 3.0


def test_practice_can_debrief_at_the_end() -> None:
    at = answering(2, debrief=Debrief.END).finish(5.0).declare(3)
    assert (at.phase, at.index) == (Phase.ASKING, 1)


def test_writing_the_same_text_changes_nothing() -> None:
    at = answering().write("x")
    assert at.write("x") is at
