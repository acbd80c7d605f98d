"""Tests the facts of a session, and what is computed from them."""

import math
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from simulator.core.bank import Bank, Drawn, Question
from simulator.core.session import Answer, KeyPoint, Session
from simulator.core.setup import Setup
from simulator.core.states import Outcome, Phase, Rating

START = datetime(2026, 11, 22, 18, 30, 5, tzinfo=UTC)


def answer(required: int, covered: int, bonus: int = 0, said: int = 0, **more: object) -> Answer:
    points = [KeyPoint(f"p{n}", n < covered) for n in range(required)]
    points += [KeyPoint(f"b{n}", n < said, bonus=True) for n in range(bonus)]
    return Answer("bank", "id", "Why?", key_points=tuple(points), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("required", "covered", "bonus", "said", "rating"),
    [
        (3, 0, 0, 0, Rating.NOT_YET),
        (4, 1, 0, 0, Rating.NOT_YET),
        (3, 1, 0, 0, Rating.PARTIAL),
        (3, 2, 0, 0, Rating.PARTIAL),
        (4, 2, 0, 0, Rating.PARTIAL),
        (4, 3, 0, 0, Rating.SOLID),
        (4, 4, 0, 0, Rating.SOLID),
        (4, 4, 1, 1, Rating.STRONG),
        (4, 4, 3, 1, Rating.SOLID),
        (4, 4, 3, 2, Rating.STRONG),
        (4, 3, 1, 1, Rating.SOLID),
        (4, 4, 2, 0, Rating.SOLID),
    ],
)
def test_the_ticks_propose_a_rating(
    required: int, covered: int, bonus: int, said: int, rating: Rating
) -> None:
    assert answer(required, covered, bonus, said).proposed_rating is rating


def test_something_wrong_caps_the_proposal_at_partial() -> None:
    assert answer(4, 4, 1, 1, wrong=True).proposed_rating is Rating.PARTIAL
    assert answer(4, 0, wrong=True).proposed_rating is Rating.NOT_YET


def test_without_required_points_nothing_is_proposed() -> None:
    assert answer(0, 0, bonus=2, said=2).proposed_rating is None


def test_a_proposal_is_accepted_only_after_a_tick() -> None:
    assert answer(3, 0).default_rating is None
    assert answer(3, 1).default_rating is Rating.PARTIAL
    assert answer(3, 0, wrong=True).default_rating is Rating.NOT_YET


def test_overrun_is_the_time_beyond_the_limit() -> None:
    assert answer(0, 0, time_limit=90.0, answer_seconds=95.5).overrun_seconds == 5.5
    assert answer(0, 0, time_limit=90.0, answer_seconds=80.0).overrun_seconds == 0.0
    assert answer(0, 0, answer_seconds=1e6).overrun_seconds == 0.0


@pytest.mark.parametrize(
    ("confidence", "rating", "expected"),
    [
        (4, Rating.PARTIAL, True),
        (5, Rating.NOT_YET, True),
        (3, Rating.NOT_YET, False),
        (5, Rating.SOLID, False),
        (None, Rating.NOT_YET, False),
        (5, None, False),
    ],
)
def test_sure_and_wrong(confidence: int | None, rating: Rating | None, expected: bool) -> None:
    assert answer(0, 0, confidence=confidence, rating=rating).sure_and_wrong is expected


def test_solid_or_strong() -> None:
    assert answer(0, 0, rating=Rating.SOLID).solid_or_strong
    assert not answer(0, 0, rating=Rating.PARTIAL).solid_or_strong
    assert not answer(0, 0).solid_or_strong


def test_ratings_have_words() -> None:
    assert [rating.words for rating in Rating] == ["not yet", "partial", "solid", "strong"]


def drawn(**more: object) -> Drawn:
    question = Question(id="q", question="Why?", **more)  # type: ignore[arg-type]
    return Drawn(Bank("bank", "Bank", (question,), language="fr", time_limit=80.0), question)


def test_an_answer_copies_the_question_and_multiplies_its_limit() -> None:
    each = drawn(answer="Because.", key_points=("one", "two"), bonus_points=("more",))
    copied = Answer.to(each, Setup(extra_time=1.5))
    assert copied.key == ("bank", "q")
    assert (copied.time_limit, copied.language, copied.from_answer) == (120.0, "fr", False)
    assert [(point.text, point.bonus) for point in copied.key_points] == [
        ("one", False),
        ("two", False),
        ("more", True),
    ]
    assert len(copied.required) == 2


def test_without_key_points_the_model_answer_offers_its_own() -> None:
    copied = Answer.to(drawn(answer="Because. And so."), Setup())
    assert copied.from_answer
    assert [point.text for point in copied.key_points] == ["Because.", "And so."]
    assert not Answer.to(drawn(), Setup()).from_answer


def test_a_session_begins_ready_for_its_first_question() -> None:
    session = Session.of(Setup(time_limit=math.inf), [drawn(), drawn()], START)
    assert session.current is not None
    assert (session.current.question, session.current.phase) == (1, Phase.READY)
    assert session.answers[0].time_limit == math.inf
    assert session.answers[0].covered == 0


def test_a_session_is_untouched_until_something_is_done() -> None:
    session = Session.of(Setup(), [drawn()], START)
    (answer,) = session.answers
    assert session.is_untouched
    for change in ({"text": "x"}, {"flagged": True}, {"outcome": Outcome.SKIPPED}):
        assert not session.with_answer(0, replace(answer, **change)).is_untouched


def test_a_session_keeps_the_titles_of_its_banks() -> None:
    """A bank from which nothing was drawn goes by its name."""
    asked = drawn()
    titled = asked._replace(bank=replace(asked.bank, name="one", title="sQL, by ear"))
    session = Session.of(Setup(banks=("two_b", "one")), [titled], START)
    assert session.titles == ("two_b", "sQL, by ear")


def test_seconds_include_thinking_and_answering() -> None:
    session = Session.of(Setup(), [drawn(), drawn()], START)
    used = replace(session.answers[0], think_seconds=4.0, answer_seconds=70.0)
    assert session.with_answer(0, used).seconds == 74.0


def test_an_answered_or_timed_out_question_was_answered() -> None:
    assert answer(0, 0, outcome=Outcome.TIMED_OUT).was_answered
    assert not answer(0, 0, outcome=Outcome.SKIPPED).was_answered
    assert not answer(0, 0).was_answered
