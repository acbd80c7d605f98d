"""Tests estimates of what is remembered, replayed from the sessions alone."""

import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from simulator.core.session import Answer
from simulator.core.spaced_repetition import grade, replay
from simulator.core.states import Outcome, Rating
from tests.histories import MONDAY, given, session, skipped, unreached

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
        (given("a", 3, points="..."), Rating.SOLID),
        (given("a", 1, points="..."), Rating.NOT_YET),
        (given("a", 3, points="x.", bonus="..."), Rating.SOLID),
        (given("a", None, points="xx"), None),
        (skipped("a"), None),
        (unreached("a"), None),
        (given("a", 3, outcome=Outcome.TIMED_OUT), Rating.SOLID),
    ],
)
def test_what_counts_as_a_review(answer: Answer, expected: Rating | None) -> None:
    assert grade(answer) is expected


def test_the_order_of_the_files_changes_nothing() -> None:
    held = [session(given("a", rating), day=day) for day, rating in ((0, 3), (2, 1), (3, 4))]
    assert replay(held, on(5)) == replay(reversed(held), on(5))


def test_any_time_zone_works_and_days_are_local() -> None:
    late = datetime(2026, 11, 2, 23, 30, tzinfo=timezone(timedelta(hours=-8)))
    history = replay([session(given("a", 3), start=late)], on(0))
    assert history.asked[KEY] == on(0)


def test_skipped_unasked_and_unrated_questions_are_not_reviewed() -> None:
    answers = (skipped("a"), unreached("b"), given("c"), given("d", 3))
    history = replay([session(*answers)], on(1))
    assert set(history.memories) == {("bank", "d")}
    assert set(history.asked) == {("bank", "a"), ("bank", "c"), ("bank", "d")}


def test_recall_falls_from_day_to_day() -> None:
    held = [session(given("a", 3))]
    recalls = [replay(held, on(day)).memories[KEY].recall for day in (0, 1, 2, 10)]
    assert recalls == sorted(recalls, reverse=True)
    assert recalls[2] == pytest.approx(0.9, abs=0.02)


def test_success_raises_recall_above_failing_or_not_asking() -> None:
    memory = replay([session(given("a", 3))], on(10)).memories[KEY]
    assert max(memory.unasked, memory.after_again) < memory.after_good < 1
    assert memory.unasked < memory.recall


def test_recall_is_predicted_for_a_coming_interview() -> None:
    held = [session(given("a", 3))]
    assert replay(held, on(4)).days == 14
    soon, later = replay(held, on(4), on(6)), replay(held, on(4), on(40))
    assert (soon.days, later.days) == (2, 36)
    assert soon.memories[KEY].after_good > later.memories[KEY].after_good
    assert replay(held, on(4), on(4)).days == 1
    assert replay(held, on(5), on(3)).interview_on is None


def test_the_first_attempt_shows_what_was_known() -> None:
    held = [
        session(given("a", 1, points="x..."), given("b", 2)),
        session(given("a", 4, points="xxxx"), day=5),
    ]
    first = replay(held, on(6)).first
    assert first == {KEY: ("T", 0.25), ("bank", "b"): ("T", 0.45)}


@pytest.mark.parametrize(("rating", "share"), [(1, 0.0), (2, 0.45), (3, 0.8), (4, 1.0)])
def test_without_ticks_the_rating_shows_what_was_known(rating: int, share: float) -> None:
    first = replay([session(given("a", rating, points="...."))], on(1)).first
    assert first == {KEY: ("T", share)}


def test_takes_are_not_reviews() -> None:
    take = replace(session(given("a", 4), day=1), take_of="x")
    assert replay([take], on(2)).memories == {}
    held = [session(given("a", 2))]
    assert replay([*held, take], on(3)) == replay(held, on(3))


def test_importing_the_module_does_not_load_fsrs() -> None:
    code = (
        "import sys, simulator.core.spaced_repetition, simulator.core.day_plan; "
        "sys.exit('fsrs' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
