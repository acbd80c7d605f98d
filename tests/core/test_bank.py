"""Tests questions and how they are drawn."""

import random

from hypothesis import given
from hypothesis import strategies as st

from simulator.core.bank import Bank, FollowUp, Question, derived_id, draw, matching
from simulator.core.choices import Difficulty, Order
from simulator.core.times import DEFAULT_TIME_LIMIT


def question(name: str, **more: object) -> Question:
    return Question(id=name, question=f"What is {name}?", **more)  # type: ignore[arg-type]


BANK = Bank(
    "first",
    "First",
    (
        question("a", topic="Training", tags=("loss",), difficulty=Difficulty.EASY),
        question("b", topic="training", difficulty=Difficulty.HARD),
        question("c", topic="Vision", tags=("Loss", "cnn")),
    ),
)
OTHER = Bank("other", "Other", (question("a"), question("d")))


def ids(drawn: object) -> list[str]:
    return [each.question.id for each in drawn]  # type: ignore[attr-defined]


def test_an_empty_filter_matches_everything() -> None:
    assert ids(matching([BANK, OTHER])) == ["a", "b", "c", "a", "d"]


def test_topics_and_tags_are_compared_without_case() -> None:
    assert ids(matching([BANK], topics=["TRAINING"])) == ["a", "b"]
    assert ids(matching([BANK], tags=["loss", "unknown"])) == ["a", "c"]


def test_topics_and_tags_are_compared_in_any_spelling() -> None:
    made = question("a", topic="Optimisation", tags=("modeling",))
    bank = Bank("bank", "Bank", (made, question("b", topic="Vision")))
    assert ids(matching([bank], topics=["optimization"])) == ["a"]
    assert ids(matching([bank], tags=["Modelling"])) == ["a"]
    assert ids(matching([bank], topics=["optimum"])) == []


def test_filters_combine() -> None:
    narrow = matching([BANK], topics=["Training"], difficulties=[Difficulty.HARD])
    assert ids(narrow) == ["b"]


def test_bank_order_takes_the_first() -> None:
    assert ids(draw(matching([BANK]), 2, order=Order.BANK, rng=random.Random(1))) == ["a", "b"]


def test_due_questions_come_first_in_their_order() -> None:
    due = [("other", "d"), ("first", "c"), ("gone", "z")]
    drawn = draw(matching([BANK, OTHER]), 3, order=Order.DUE, rng=random.Random(1), due=due)
    assert [each.key for each in drawn][:2] == due[:2]
    assert len(drawn) == 3


@given(st.integers(), st.integers(0, 8))
def test_the_same_seed_draws_the_same_questions_without_repeats(seed: int, number: int) -> None:
    candidates = matching([BANK, OTHER])
    drawn = draw(candidates, number, rng=random.Random(seed))
    assert drawn == draw(candidates, number, rng=random.Random(seed))
    assert len({each.key for each in drawn}) == len(drawn) == min(number, len(candidates))


def test_time_limits_fall_back_from_question_to_bank_to_default() -> None:
    timed = question("a", time_limit=60.0)
    assert Bank("b", "B", time_limit=90.0).time_limit_of(timed) == 60.0
    assert Bank("b", "B", time_limit=90.0).time_limit_of(question("a")) == 90.0
    assert Bank("b", "B").time_limit_of(question("a")) == DEFAULT_TIME_LIMIT


def test_a_follow_up_with_more_than_its_text_is_not_a_sentence() -> None:
    assert FollowUp("Why?").is_sentence
    assert not FollowUp("Why?", key_points=("It costs",)).is_sentence
    assert not FollowUp("Why?", answer="It costs.").is_sentence
    assert not FollowUp("Why?", time_limit=20.0).is_sentence


@given(st.text(min_size=1))
def test_derived_ids_are_stable_under_white_space(text: str) -> None:
    spaced = "  " + " \n ".join(text.split()) + "\t"
    assert derived_id(spaced) == derived_id(text)


def test_different_questions_get_different_derived_ids() -> None:
    assert derived_id("What is a loss?") != derived_id("What is a gain?")
