"""Tests counts over answers against values worked out by hand."""

import math

import pytest

from simulator.core.choices import Difficulty
from simulator.core.figures import Calibration, Coverage, Group, TimeUsed, grouped
from simulator.core.states import Outcome
from tests.histories import given, skipped, unreached


def test_coverage_counts_only_rated_answers_and_no_bonus_points() -> None:
    answers = [
        given("a", 3, points="xx.", bonus="x"),
        given("b", 1, points="...."),
        given("c", None, points="xxxx"),
        skipped("d"),
    ]
    assert Coverage.over(answers) == Coverage(2, 7)
    assert Coverage(2, 7).share == pytest.approx(0.285714, abs=1e-6)
    assert Coverage.over([]).share is None


def test_a_group_counts_asked_and_rated_separately() -> None:
    group = Group.of("T", [given("a", 4), given("b", 2), given("c"), skipped("d"), unreached("e")])
    assert (group.asked, group.rated, group.solid_or_strong) == (4, 2, 1)
    assert group.share == 0.5
    assert Group.of("T", [given("c")]).share is None


def test_groups_come_weakest_first_and_unrated_last() -> None:
    answers = [
        given("a", 3, topic="half"),
        given("b", 2, topic="half"),
        given("c", 4, topic="Best"),
        given("d", topic="unrated"),
        given("e", 1, points="x.", topic="worst"),
        given("f", 1, points="..", topic="worse"),
        given("g", 3, points="xx", topic="good"),
        unreached("never"),
    ]
    names = [group.name for group in grouped(answers, lambda answer: answer.topic)]
    assert names == ["worse", "worst", "half", "good", "Best", "unrated"]


def test_calibration_counts_four_cells() -> None:
    cells = Calibration.over(
        [
            given("a", 3, confidence=5),
            given("b", 4, confidence=4),
            given("c", 2, confidence=4),
            given("d", 3, confidence=3),
            given("e", 1, confidence=1),
            given("f", None, confidence=5),
            given("g", 3),
        ]
    )
    assert cells == Calibration(sure_right=2, sure_wrong=1, unsure_right=1, unsure_wrong=1)
    assert (cells.total, cells.fits) == (5, 3)


def test_the_rate_needs_twenty_answers() -> None:
    assert Calibration(10, 4, 1, 4).rate is None
    assert Calibration(10, 4, 2, 4).rate == 0.7


def test_time_is_counted_where_there_was_a_limit() -> None:
    time = TimeUsed.over(
        [
            given("a", used=60, limit=120),
            given("b", used=150, limit=100),
            given("c", used=90, limit=90, outcome=Outcome.TIMED_OUT),
            given("d", used=500, limit=math.inf),
            skipped("e"),
            unreached("f"),
        ]
    )
    assert (time.used, time.limit, time.answers, time.overran, time.timed_out) == (
        300,
        310,
        3,
        1,
        1,
    )
    assert time.share == pytest.approx(0.967742, abs=1e-6)
    assert TimeUsed.over([skipped("e")]).share is None


def test_difficulties_are_groups_too() -> None:
    answers = [given("a", 3, difficulty=Difficulty.HARD), given("b", 1, difficulty=Difficulty.EASY)]
    assert [g.name for g in grouped(answers, lambda a: a.difficulty.value)] == ["easy", "hard"]


def test_unticked_points_of_a_good_answer_are_not_missed() -> None:
    by_rating_alone = given("a", 3, points="..")
    assert Coverage.over([by_rating_alone, given("b", 3, points="x.")]) == Coverage(1, 2)
    assert Coverage.over([by_rating_alone]).words == "-"
    assert Coverage.over([given("a", 4, points="..", bonus="x")]) == Coverage(0, 2)
    assert Coverage.over([given("a", 2, points="..")]) == Coverage(0, 2)
