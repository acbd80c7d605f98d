"""Tests that an interview starts and ends gently, and mixes its topics."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.core.bank import Bank, Drawn, Question, draw, matching
from simulator.core.choices import Difficulty, Order
from simulator.core.shape import arranged
from tests.limits import within

EASY, MEDIUM, HARD = Difficulty


def pool(*kinds: tuple[Difficulty, str]) -> tuple[Drawn, ...]:
    made = (
        Question(f"q{n}", f"Q {n}?", difficulty=difficulty, topic=topic, tags=("core",) * (n % 2))
        for n, (difficulty, topic) in enumerate(kinds)
    )
    return matching([Bank("b", "B", tuple(made))])


def hard(drawn: Drawn) -> bool:
    return drawn.question.difficulty is HARD


kinds = st.lists(st.tuples(st.sampled_from(Difficulty), st.sampled_from("ABCD")), max_size=9)


@settings(max_examples=80, deadline=None)
@given(kinds, st.integers(0, 99))
def test_the_shape_is_right_if_the_questions_allow_it(
    chosen: list[tuple[Difficulty, str]], seed: int
) -> None:
    drawn = pool(*chosen)
    made = arranged(drawn, random.Random(seed))
    assert sorted(each.key for each in made) == sorted(each.key for each in drawn)
    assert made == arranged(drawn, random.Random(seed))
    number = sum(map(hard, made))
    gentle = len(made) - number
    if gentle > number and number:
        assert not hard(made[0])
        assert not hard(made[-1])
        assert not any(hard(one) and hard(other) for one, other in pairwise(made))


def test_no_topic_comes_twice_in_a_row_if_avoidable() -> None:
    drawn = pool(*((MEDIUM, topic) for topic in "AAABBCC"))
    for seed in range(30):
        topics = [each.question.topic for each in arranged(drawn, random.Random(seed))]
        assert all(one != other for one, other in pairwise(topics))


def test_many_questions_are_arranged_quickly() -> None:
    drawn = pool(*((list(Difficulty)[n % 3], "ABCDE"[n % 5]) for n in range(500)))
    with within(5):
        assert len(arranged(drawn, random.Random(1))) == 500


@pytest.mark.parametrize("order", [Order.SHUFFLED, Order.DUE])
def test_newcomers_are_asked_core_questions_first(order: Order) -> None:
    drawn = pool(*((MEDIUM, "A") for _ in range(10)))
    made = draw(drawn, 6, order=order, rng=random.Random(1), first_tags=frozenset({"core"}))
    assert sum("core" in each.question.tags for each in made) == 5
    bank = draw(drawn, 6, order=Order.BANK, rng=random.Random(1), first_tags=frozenset({"core"}))
    assert bank == drawn[:6]
