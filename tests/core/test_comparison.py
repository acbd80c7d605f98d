"""Tests the comparison of two sessions."""

from simulator.core.comparison import Comparison
from tests.histories import given, session, skipped, unreached


def test_gained_and_lost_points_are_listed_separately() -> None:
    before = session(
        given("a", 2, points="x..", used=130), given("b", 3), skipped("c"), unreached("d")
    )
    after = session(
        given("e", 4), given("c", 1), given("a", 3, points=".xx", used=84), given("d", 3), day=3
    )
    comparison = Comparison.of(after, before)
    assert comparison.before is before
    pair_c, pair_a = comparison.pairs
    assert (pair_c.before.id, pair_c.steps, pair_c.both_rated) == ("c", 0, False)
    assert pair_a.steps == 1
    assert pair_a.gained == ("a point 2", "a point 3")
    assert pair_a.lost == ("a point 1",)
    assert [answer.id for answer in comparison.only_before] == ["b"]
    assert [answer.id for answer in comparison.only_after] == ["e", "d"]


def test_points_that_only_one_session_had_are_not_gained() -> None:
    pair = Comparison.of(
        session(given("a", 3, points="x")), session(given("a", 3, points="xx"), day=1)
    ).pairs[0]
    assert (pair.gained, pair.lost) == ((), ())


def test_points_of_an_unrated_answer_are_neither_gained_nor_lost() -> None:
    pair = Comparison.of(
        session(given("a", None, points="..")), session(given("a", 3, points="xx"), day=1)
    ).pairs[0]
    assert (pair.gained, pair.lost) == ((), ())


def test_points_of_an_answer_rated_as_a_whole_are_neither_gained_nor_lost() -> None:
    whole, ticked = session(given("a", 3, points="..")), session(given("a", 3, points="x."), day=1)
    (there,) = Comparison.of(whole, ticked).pairs
    (back,) = Comparison.of(ticked, whole).pairs
    assert (there.gained, there.lost, back.gained, back.lost) == ((), (), (), ())
