"""A whole interview line by line: what it asks, in which order, and what it reveals when."""

from __future__ import annotations

import re

import pytest

from simulator.core.setup import Setup
from simulator.core.states import Rating, Status
from simulator.plain.conversation import MICROPHONE_PATIENCE_SECONDS
from simulator.speech import NoRecorder, RecorderState, RecorderStatus
from tests.plain.room import INTERVIEW, STARTED, WHOLE, Room


def test_a_whole_interview_in_practice() -> None:
    room = Room(WHOLE)
    assert room.hold() == 0
    first, second = room.last.answers
    assert room.last.status is Status.FINISHED
    assert room.last.finished_at == STARTED
    assert (first.text, first.confidence, first.rating) == ("first\nsecond", 4, Rating.PARTIAL)
    assert [point.covered for point in first.key_points] == [True, False, True]
    assert (first.note, first.wrong) == ("say b", False)
    assert (second.text, second.confidence, second.rating) == ("", 2, Rating.PARTIAL)
    assert second.wrong
    assert "0 of 2 solid or strong." in room.out.getvalue()


def test_nothing_is_revealed_before_the_confidence() -> None:
    room = Room(WHOLE)
    spoilers = re.compile(r"MODEL|POINT|MISTAKE|FOLLOW|PROMISE")
    before: list[str] = []

    def look() -> None:
        if room.talk.interview.answer.confidence is None and room.talk.interview.index == 0:
            before.append(room.out.getvalue())

    room.candidate.on_read = look
    room.hold()
    assert before
    assert not spoilers.search(before[-1])
    assert "How sure are you" in before[-1]
    shown = room.out.getvalue()
    assert shown.index("MODEL-one") < shown.index("POINT-a") < shown.index("MISTAKE-m")
    assert "Note from last time: PROMISE-p" in shown


def test_a_screen_reader_gets_plain_text() -> None:
    room = Room(["/help", *WHOLE])
    room.hold()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2500-\u259f]", room.out.getvalue())


def test_the_debrief_comes_at_the_end_and_goes_back() -> None:
    judged = ["y", "n", "n", "n", "3", ""]
    script = ["one", ".", "3", "two", ".", "4", *judged, "/back", *[""] * 4, "4", "", "", "", "2"]
    room = Room(script, INTERVIEW)
    assert room.hold() == 0
    assert room.last.status is Status.FINISHED
    assert [answer.rating for answer in room.last.answers] == [Rating.STRONG, Rating.PARTIAL]
    assert room.last.answers[0].covered == 1  # Enter left the ticks as they were.
    shown = room.out.getvalue()
    assert shown.index("Question 2 of 2") < shown.index("MODEL-one")
    assert "Breathe." in shown


def test_a_proposal_is_accepted_only_if_something_was_ticked() -> None:
    room = Room(["a", ".", "3", "n", "n", "n", "n", "", "", "1", ""])
    room.hold()
    assert room.last.answers[0].rating is Rating.NOT_YET
    assert room.out.getvalue().count("Type 1 to 4, or /later.") == 2
    direct = Room(["a", ".", "3", "y", "3", ""])
    direct.hold()
    assert direct.last.answers[0].rating is Rating.SOLID


def test_ready_waits_for_a_person_but_not_for_a_pipe() -> None:
    person = Room([(60.0, ""), (5.0, "."), "1"], interactive=True)
    person.hold()
    assert person.when("What is one?") == pytest.approx(60.0)
    assert person.last.answers[0].answer_seconds == pytest.approx(5.0)
    pipe = Room(["an answer", "."])
    pipe.hold()
    assert pipe.last.answers[0].text == "an answer"


def test_a_number_instead_of_a_tick_rates_at_once_and_is_confirmed() -> None:
    room = Room(["one", ".", "4", "3", "", "/leave"])
    room.hold()
    said = room.out.getvalue()
    assert room.last.answers[0].rating is Rating.SOLID
    assert "Rated 3, solid." in said
    assert "Would an interviewer accept it?" not in said
    assert "Type 1 to 4." not in said


def test_a_prompted_rating_is_confirmed_too() -> None:
    room = Room(["one", ".", "4", "y", "y", "y", "n", "", "", "/leave"])
    room.hold()
    said = room.out.getvalue()
    assert said.index("Would an interviewer accept it?") < said.index("Rated 4, strong.")


def test_a_missing_microphone_is_reported_once_and_not_contradicted() -> None:
    recorder = NoRecorder("No microphone was found.")
    room = Room(WHOLE, Setup(banks=("b",), record=True), recorder=recorder)
    assert room.hold() == 0
    printed = room.out.getvalue()
    assert "or say them aloud." in printed
    assert "they are recorded" not in printed
    assert printed.count("No microphone was found.") == 1


def test_the_microphone_is_awaited_before_recording_is_promised() -> None:
    recorder = NoRecorder()
    recorder.status = RecorderStatus(RecorderState.OPENING)
    room = Room(WHOLE, Setup(banks=("b",), record=True), recorder=recorder)
    room.hold()
    assert "or say them; they are recorded." in room.out.getvalue()
    assert room.when("they are recorded") == pytest.approx(MICROPHONE_PATIENCE_SECONDS, abs=0.1)
