"""What is due, replayed from the sessions alone.

The first interval of fsrs at a retention of 0.9 is the stability it begins with, rounded, and at
least a day: 0.2 after Again, 1.3 after Hard, 2.3 after Good, 8.3 after Easy.
"""

import subprocess
import sys
from datetime import date, datetime, timedelta, timezone

import pytest

from simulator.core.session import Answer, Session
from simulator.core.spaced_repetition import (
    Reason,
    due_order,
    grade,
    missed_though_sure,
    ranked,
    replay,
)
from simulator.core.states import Outcome, Rating
from tests.histories import MONDAY, given, questions, session, skipped, unreached

KEY = ("bank", "a")


def on(day: int) -> date:
    return MONDAY.date() + timedelta(days=day)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (given("a", 1), Rating.NOT_YET),
        (given("a", 2, points="x."), Rating.PARTIAL),
        (given("a", 3, points="xxx."), Rating.SOLID),
        (given("a", 4), Rating.STRONG),
        (given("a", 4, wrong=True), Rating.NOT_YET),
        (given("a", 3, points="x.."), Rating.NOT_YET),
        (given("a", 3, points="x.", bonus="..."), Rating.SOLID),
        (given("a", None, points="xx"), None),
        (skipped("a"), None),
        (unreached("a"), None),
        (given("a", 3, outcome=Outcome.TIMED_OUT), Rating.SOLID),
    ],
)
def test_what_counts_for_the_memory(answer: Answer, expected: Rating | None) -> None:
    assert grade(answer) is expected


@pytest.mark.parametrize(("rating", "days"), [(1, 1), (2, 1), (3, 2), (4, 8)])
def test_the_first_interval(rating: int, days: int) -> None:
    history = replay([session(given("a", rating))], on(0))
    assert history.memories[KEY].due_on == on(days)
    assert history.memories[KEY].recall == pytest.approx(1.0)


def test_intervals_grow_as_fsrs_has_them() -> None:
    day, intervals = 0, []
    held: list[Session] = []
    for _ in range(4):
        held.append(session(given("a", 3), day=day))
        due = replay(held, on(day)).memories[KEY].due_on
        intervals.append((due - on(day)).days)
        day += intervals[-1]
    assert intervals == [2, 11, 46, 163]


def test_the_order_of_the_files_changes_nothing() -> None:
    held = [session(given("a", rating), day=day) for day, rating in ((0, 3), (2, 1), (3, 4))]
    assert replay(held, on(5)) == replay(reversed(held), on(5))


def test_any_zone_will_do_and_the_day_is_the_candidates_own() -> None:
    late = datetime(2026, 11, 2, 23, 30, tzinfo=timezone(timedelta(hours=-8)))
    history = replay([session(given("a", 3), start=late)], on(0))
    assert history.memories[KEY].reviewed_on == on(0)
    assert history.memories[KEY].due_on == on(2)


def test_skipped_unasked_and_unrated_are_no_review() -> None:
    answers = (skipped("a"), unreached("b"), given("c"), given("d", 3))
    history = replay([session(*answers)], on(1))
    assert set(history.memories) == {("bank", "d")}
    assert history.asked == {("bank", "a"), ("bank", "c"), ("bank", "d")}


def test_recall_falls_from_day_to_day() -> None:
    held = [session(given("a", 3))]
    recalls = [replay(held, on(day)).memories[KEY].recall for day in (0, 1, 2, 10)]
    assert recalls == sorted(recalls, reverse=True)
    assert recalls[2] == pytest.approx(0.9, abs=0.02)


def test_an_interview_caps_the_interval_at_half_of_the_days_left() -> None:
    strong = [session(given("a", 4))]
    assert replay(strong, on(0)).memories[KEY].due_on == on(8)
    assert replay(strong, on(0), on(6)).memories[KEY].due_on == on(3)
    assert replay(strong, on(0), on(3)).memories[KEY].due_on == on(1)
    assert replay(strong, on(0), on(1)).memories[KEY].due_on == on(1)


def test_an_interview_that_is_past_caps_nothing() -> None:
    strong = [session(given("a", 4))]
    assert replay(strong, on(5), on(3)).memories[KEY].due_on == on(8)
    assert replay(strong, on(5), on(3)).interview_on is None


def test_what_was_rated_after_the_interview_has_no_cap() -> None:
    held = [session(given("a", 3), day=2)]
    assert replay(held, on(2), on(2)).memories[KEY].due_on > on(2)


def test_missed_though_sure() -> None:
    assert missed_though_sure(given("a", 1, confidence=4))
    assert missed_though_sure(given("a", 3, points="xxx.", confidence=5))
    assert not missed_though_sure(given("a", 3, points="xx", confidence=5))
    assert not missed_though_sure(given("a", 1, points=".", confidence=3))
    assert not missed_though_sure(given("a", 1))


HELD = (
    session(
        given("due", 3, points="xx", confidence=3),
        given("older", 2, points="x.", confidence=3),
        day=-1,
    ),
    session(
        given("sure", 2, points="x.", confidence=5),
        given("fine", 4, points="x"),
        given("marked", 4, points="x", flagged=True),
        skipped("left"),
        day=0,
    ),
)


def test_reasons_in_their_order() -> None:
    pool = questions("new", "fine", "left", "marked", "due", "older", "sure")
    history = replay(HELD, on(2), on(7))
    assert [(drawn.question.id, reason) for drawn, reason in ranked(history, pool)] == [
        ("sure", Reason.SURE_AND_WRONG),
        ("older", Reason.DUE),
        ("due", Reason.DUE),
        ("marked", Reason.FLAGGED),
        ("left", Reason.WEAK),
        ("new", Reason.NEVER_ASKED),
    ]
    assert due_order(history, pool)[0] == ("bank", "sure")


def test_the_same_day_brings_nothing_back() -> None:
    history = replay(HELD, on(0))
    pool = questions("fine", "marked", "sure")
    assert ranked(history, pool) == ()


def test_weak_though_not_yet_due() -> None:
    # Hard after Good keeps an interval of some days: not due on the next, and yet weak.
    held = [
        session(given("a", 3, points="xx"), day=-30),
        session(given("a", 2, points="x."), day=0),
    ]
    history = replay(held, on(1))
    assert history.memories[KEY].due_on > on(1)
    assert ranked(history, questions("a"))[0][1] is Reason.WEAK


def test_a_flag_lasts_until_the_question_is_asked_again() -> None:
    held = [session(given("a", 4, flagged=True)), session(given("a", 4), day=1)]
    assert replay(held[:1], on(2)).flagged == {KEY: on(0)}
    assert replay(held, on(2)).flagged == {}


def test_new_ones_take_turns_with_a_backlog() -> None:
    held = [session(*(given(name, 1) for name in "abc"))]
    pool = questions(*"abcxyz")
    assert [key[1] for key in due_order(replay(held, on(3)), pool)] == [*"axbycz"]
    assert [key[1] for key in due_order(replay(held, on(3), on(30)), pool)] == [*"axbycz"]
    assert [key[1] for key in due_order(replay(held, on(3), on(10)), pool)] == [*"abcxyz"]


def test_new_ones_come_topic_by_topic_in_turn() -> None:
    pool = questions(*"abcde", topics="AAABB")
    assert [key[1] for key in due_order(replay([], on(0)), pool)] == [*"adbec"]


def test_only_questions_that_are_still_in_a_bank() -> None:
    assert due_order(replay(HELD, on(9)), questions("due")) == (("bank", "due"),)


def test_fsrs_is_not_loaded_with_the_module() -> None:
    code = (
        "import sys, simulator.core.spaced_repetition, simulator.core.day_plan; "
        "sys.exit('fsrs' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
