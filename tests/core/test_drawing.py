"""From the choices to a session."""

from datetime import UTC, datetime

import pytest

from simulator.core.bank import Bank, Question
from simulator.core.choices import Difficulty
from simulator.core.drawing import NothingToAsk, draw_session, forecast, session_over
from simulator.core.setup import Setup

START = datetime(2026, 11, 22, tzinfo=UTC)
BANK = Bank("bank", "Bank", tuple(Question(f"q{n}", f"Question {n}?") for n in range(20)))


def test_the_seed_is_recorded_and_draws_the_same_again() -> None:
    first = draw_session([BANK], Setup(questions=3), started_at=START, seed=11)
    again = draw_session([BANK], first.setup, started_at=START, seed=99)
    assert first.setup.seed == 11
    assert [each.id for each in again.answers] == [each.id for each in first.answers]


def test_where_fewer_fit_all_of_them_are_asked() -> None:
    session = draw_session([BANK], Setup(questions=50), started_at=START, seed=1)
    assert len(session.answers) == 20


def test_nothing_to_ask_says_what_was_asked_for() -> None:
    setup = Setup(topics=("Vision",), difficulties=(Difficulty.HARD,))
    with pytest.raises(NothingToAsk, match="topic Vision and difficulty hard"):
        draw_session([BANK], setup, started_at=START, seed=1)
    with pytest.raises(NothingToAsk, match="hold no questions"):
        draw_session([], Setup(), started_at=START, seed=1)


def test_the_forecast_counts_what_fits() -> None:
    assert forecast([BANK], Setup(questions=7)) == (7, 7 * 165.0)
    assert forecast([BANK], Setup(questions=50))[0] == 20
    assert forecast([BANK], Setup(topics=("Vision",))) == (0, 0.0)


def test_chosen_questions_are_asked_in_the_order_given_without_those_that_are_gone() -> None:
    keys = [("bank", "q7"), ("gone", "q1"), ("bank", "q2")]
    session = session_over([BANK], Setup(questions=9), keys, started_at=START, seed=4)
    assert [each.id for each in session.answers] == ["q7", "q2"]
    assert (session.setup.questions, session.setup.seed) == (2, 4)
    with pytest.raises(NothingToAsk, match="none of these"):
        session_over([BANK], Setup(), [("gone", "q1")], started_at=START, seed=4)
