"""Nothing typed line by line is lost: input that ends, ctrl+c, a full disk, leaving."""

from __future__ import annotations

import errno

import pytest

from simulator.core.session import Session
from simulator.core.setup import Setup
from simulator.core.states import Outcome, Phase, Status
from tests.plain.room import WHOLE, Room


@pytest.mark.parametrize("length", range(1, len(WHOLE) + 1))
def test_input_that_ends_anywhere_is_saved_and_can_be_resumed(length: int) -> None:
    room = Room(WHOLE[:length])
    assert room.hold() == 0
    if length == len(WHOLE):
        assert room.last.status is Status.FINISHED
        return
    assert room.last.status is Status.RUNNING
    assert "mock-interview resume" in room.out.getvalue()
    current = room.last.current
    assert current is not None
    assert current.phase is not Phase.READY
    # Only what is asked again is typed again: the rest finishes the same interview.
    again = Room([], session=room.last)
    assert again.hold() == 0
    assert again.last.answers[0].text == room.last.answers[0].text
    assert again.last.answers[0].confidence == room.last.answers[0].confidence


def discarded(room: Room) -> list[int]:
    """For each discarding of the session, how many saves came before it."""
    times: list[int] = []
    room.talk.discard = lambda: times.append(len(room.saved))
    return times


@pytest.mark.parametrize("script", [[], [""], ["/repeat", "/time"]])
def test_input_that_ends_before_anything_is_done_leaves_nothing(script: list[str]) -> None:
    room = Room(script)
    times = discarded(room)
    assert room.hold() == 0
    assert times == [len(room.saved)]
    assert "in the trash" in room.out.getvalue()
    assert "resume" not in room.out.getvalue()


@pytest.mark.parametrize("script", [["first"], ["/skip"], ["/flag"], ["/leave"], ["^C"]])
def test_whatever_was_done_is_kept(script: list[str]) -> None:
    room = Room(script)
    times = discarded(room)
    room.hold()
    assert times == []
    assert "mock-interview resume" in room.out.getvalue()


def test_a_person_who_was_asked_may_have_answered_aloud() -> None:
    asked, unasked = Room([""], interactive=True), Room([], interactive=True)
    times = discarded(asked), discarded(unasked)
    assert (asked.hold(), unasked.hold()) == (0, 0)
    assert [len(each) for each in times] == [0, 1]


def test_an_interview_that_is_recorded_is_kept() -> None:
    room = Room([], Setup(banks=("b",), record=True))
    times = discarded(room)
    room.hold()
    assert times == []


def test_ctrl_c_is_130_and_the_text_is_saved() -> None:
    room = Room(["first", "^C"])
    assert room.hold() == 130
    assert room.last.answers[0].text == "first"
    assert room.last.status is Status.RUNNING
    assert "mock-interview resume" in room.out.getvalue()


def test_each_line_is_saved_as_it_comes() -> None:
    room = Room(["first", (1.0, "second"), (1.0, "^C")])
    seen: list[str] = []
    room.candidate.on_read = lambda: seen.append(room.last.answers[0].text if room.saved else "")
    room.hold()
    assert "first" in seen
    assert "first\nsecond" in seen


def test_a_full_disk_is_reported_once_and_nothing_is_lost_once_there_is_space() -> None:
    room = Room(["first", (1.0, "second"), (1.0, "third"), ".", "3"])
    full = OSError(errno.ENOSPC, "No space left on device")
    kept: list[Session] = []

    def save(session: Session) -> None:
        if "first" in session.answers[0].text and "third" not in session.answers[0].text:
            raise full
        kept.append(session)

    room.talk._save = save
    assert room.hold() == 0
    assert kept[-1].answers[0].text == "first\nsecond\nthird"
    shown = room.out.getvalue()
    assert shown.count("Not saved: the disk is full; free some space on it.") == 1
    assert shown.count("Saved again") == 1


def test_the_end_of_input_does_not_end_an_answer() -> None:
    room = Room(["first"])
    assert room.hold() == 0
    assert (room.last.answers[0].outcome, room.last.answers[0].text) == (None, "first")
    again = Room(["second", ".", "3"], session=room.last)
    again.hold()
    assert again.last.answers[0].text == "first\nsecond"
    assert again.last.answers[0].confidence == 3


def test_many_lines_at_once_are_saved_together() -> None:
    lines = [f"line {number}" for number in range(20_000)]
    room = Room([*lines, "^C"])
    assert room.hold() == 130
    assert room.last.answers[0].text == "\n".join(lines)
    assert len(room.saved) < 20


def test_a_skip_can_be_undone_until_its_model_answer_is_shown() -> None:
    room = Room(["", "first", "/skip", "/undo", "second", ".", "3"])
    room.candidate.interactive = True
    room.hold()
    answer = room.last.answers[0]
    assert (answer.text, answer.confidence) == ("first\nsecond", 3)
    seen = Room(["", "/skip", "", "/undo", ""])
    seen.candidate.interactive = True
    seen.hold()
    assert "MODEL-one" in seen.out.getvalue()
    assert seen.last.answers[0].outcome is Outcome.SKIPPED


def test_if_the_disk_stays_full_the_text_is_printed() -> None:
    room = Room(["first", "/leave"])

    def save(session: Session) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    room.talk._save = save
    assert room.hold() == 1
    assert room.out.getvalue().endswith("for you to copy:\nfirst\n")


def test_an_interview_that_was_left_resumes_in_its_phase() -> None:
    room = Room([(30.0, "kept"), "/leave"])
    assert room.hold() == 0
    assert room.last.status is Status.RUNNING
    again = Room([(20.0, "more"), ".", "3"], session=room.last)
    again.hold()
    answer = again.last.answers[0]
    assert answer.text == "kept\nmore"
    assert answer.answer_seconds == pytest.approx(50.0)
    assert "What you wrote is kept" in again.out.getvalue()


def test_an_interview_that_has_not_begun_is_not_kept() -> None:
    for way, code in (("^C", 130), ("/leave", 0)):
        room = Room([way], interactive=True)
        times = discarded(room)
        assert room.hold() == code
        assert times == [len(room.saved)]
        assert "in the trash" in room.out.getvalue()
        assert "mock-interview resume" not in room.out.getvalue()
