"""What commands do during an answer or while judging."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.core.states import Outcome, Rating, Status
from tests.plain.room import Room, Step


def test_skip_flag_repeat_time_and_unknown_commands() -> None:
    script: Sequence[Step] = ["/flag", "/repeat", (10.0, "/time"), "/etc", "/skip"]
    room = Room([*script, (20.0, "^C")])
    assert room.hold() == 130
    answer = room.last.answers[0]
    assert answer.outcome is Outcome.SKIPPED
    assert answer.flagged
    assert answer.text == "/etc"
    shown = room.out.getvalue()
    assert shown.count("What is one?") == 2
    assert "1 minute 30 seconds left." in shown
    assert "You skipped this question." in shown
    assert "MODEL-one" in shown
    assert "/etc is not a command: it is kept as text. /help lists the commands." in shown


def test_later_leaves_an_answer_unrated_and_stop_ends_early() -> None:
    room = Room(["a", ".", "5", "y", "/later", "/stop", "/stop"])
    assert room.hold() == 0
    assert room.last.status is Status.STOPPED
    first, second = room.last.answers
    assert (first.confidence, first.rating) == (5, None)
    assert (second.outcome, second.text) == (None, "")
    # The first /stop brought the unrated answer back to be judged.
    assert room.out.getvalue().count("Model answer:\nMODEL-one") == 2


def test_stop_judges_what_is_typed_so_far() -> None:
    room = Room(["a", ".", "5", "y", "/later", "half", "/stop", "/later", "3", "/later"])
    assert room.hold() == 0
    second = room.last.answers[1]
    assert (second.outcome, second.text, second.confidence) == (Outcome.ANSWERED, "half", 3)


def test_back_before_the_next_question_returns_to_judging_with_the_judgement_kept() -> None:
    first = ["", "a", ".", "4", "y", "n", "n", "n", "1", "say b"]
    room = Room(
        [*first, "/back", "", "", "", "", "3", "", "", (1.0, "/back"), "^C"], interactive=True
    )
    assert room.hold() == 130
    shown = room.out.getvalue()
    assert shown.count("Enter shows it now, /back changes your rating.") == 2
    assert shown.count("Rated ") == 2
    answer = room.last.answers[0]
    assert (answer.rating, answer.covered, answer.note) == (Rating.SOLID, 1, "say b")
    assert "Not now: there is no judging to return to." in shown
