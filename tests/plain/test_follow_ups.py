"""Follow-ups line by line."""

from __future__ import annotations

from simulator.core.setup import Mode, Setup
from simulator.core.states import Outcome, Phase, Rating
from tests.plain.room import Room, Step

SETUP = Setup(banks=("b",), follow_ups=2)


def test_an_answer_is_followed_by_follow_ups_and_their_points_are_ticked_last() -> None:
    script: list[Step] = [
        "main",
        ".",
        (5.0, "because"),
        ".",
        "/skip",
        "4",
        "y",
        "y",
        "n",
        "y",
        "n",
        "3",
        "",
    ]
    room = Room(script, SETUP, followed=True)
    assert room.hold() == 0
    answer = room.last.answers[0]
    first, second = answer.asked_follow_ups
    assert (answer.text, first.text, first.answer_seconds) == ("main", "because", 5.0)
    assert (second.outcome, first.covered, answer.covered) == (Outcome.SKIPPED, 1, 2)
    said = room.out.getvalue()
    assert said.index("Follow-up 1 of 2.\nFOLLOW-g") < said.index("Follow-up 2 of 2.\nFOLLOW-h")
    assert said.index("FOLLOW-h") < said.index("How sure are you") < said.index("MODEL-g")
    assert "Follow-up 1: POINT-g" in said
    assert "Follow-up, skipped: FOLLOW-h" in said


def test_a_follow_up_times_out_in_an_interview() -> None:
    setup = Setup(banks=("b",), follow_ups=1, mode=Mode.INTERVIEW)
    room = Room([(101.0, "late"), (50.0, "too late"), "3"], setup, followed=True)
    room.hold()
    (asked,) = room.last.answers[0].asked_follow_ups
    assert (asked.outcome, asked.answer_seconds) == (Outcome.TIMED_OUT, asked.time_limit)
    assert room.last.answers[0].outcome is Outcome.TIMED_OUT
    assert "Breathe. The next follow-up comes" in room.out.getvalue()


def test_an_interview_left_in_a_follow_up_continues_there() -> None:
    room = Room(["main", ".", (5.0, "half"), "/leave"], SETUP, followed=True)
    assert room.hold() == 0
    left = room.last
    assert left.current is not None
    assert (left.current.phase, left.current.follow_up) == (Phase.FOLLOW_UP, 1)
    again = Room(["rest", ".", "/leave"], session=left)
    again.hold()
    asked = again.last.answers[0].asked_follow_ups[0]
    assert (asked.text, asked.outcome) == ("half\nrest", Outcome.ANSWERED)
    assert "What you wrote is kept" in again.out.getvalue()


def test_a_question_is_not_reprinted_after_its_follow_ups() -> None:
    script = ["main", ".", "because", ".", "third", ".", "4", "3", "", "/leave"]
    room = Room(script, SETUP, followed=True)
    room.hold()
    said = room.out.getvalue()
    assert said.count("Question 1 of 2") == 1
    assert said.index("FOLLOW-h") < said.index("How sure are you") < said.index("MODEL-one")


def test_a_question_resumed_after_its_follow_ups_is_printed() -> None:
    left = Room(["main", ".", "because", ".", "third", ".", "/leave"], SETUP, followed=True)
    left.hold()
    again = Room(["4", "/leave"], session=left.last)
    again.hold()
    said = again.out.getvalue()
    assert said.count("Question 1 of 2.") == 1
    assert said.index("What is one?") < said.index("How sure are you")


def test_a_skipped_follow_up_can_be_undone() -> None:
    script = ["main", ".", "half", "/skip", "/undo", "rest", ".", "/skip", "/undo", ".", "4", "3"]
    room = Room(script, SETUP, followed=True)
    room.hold()
    first, second = room.last.answers[0].asked_follow_ups
    assert (first.text, first.outcome) == ("half\nrest", Outcome.ANSWERED)
    assert second.outcome is Outcome.ANSWERED
    assert room.out.getvalue().count("Skipped. /undo takes that back.") == 2
    assert room.last.answers[0].rating is Rating.SOLID
