"""Tests how choices become a session."""

import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from simulator.core.bank import Bank, FollowUp, Question, draw, matching
from simulator.core.choices import Difficulty
from simulator.core.drawing import (
    LATELY_SESSIONS,
    NothingToAsk,
    asked_lately,
    draw_session,
    forecast,
    seconds_for,
    session_over,
)
from simulator.core.session import Session
from simulator.core.setup import Setup
from simulator.core.times import NO_LIMIT
from tests.histories import given, questions
from tests.histories import session as of_history

START = datetime(2026, 11, 22, tzinfo=UTC)
BANK = Bank("bank", "Bank", tuple(Question(f"q{n}", f"Question {n}?") for n in range(20)))


def test_the_recorded_seed_repeats_the_draw() -> None:
    first = draw_session([BANK], Setup(questions=3), started_at=START, seed=11)
    again = draw_session([BANK], first.setup, started_at=START, seed=99)
    assert first.setup.seed == 11
    assert [each.id for each in again.answers] == [each.id for each in first.answers]


def test_if_fewer_questions_match_all_of_them_are_asked() -> None:
    session = draw_session([BANK], Setup(questions=50), started_at=START, seed=1)
    assert len(session.answers) == 20


def test_nothing_to_ask_names_the_choices() -> None:
    setup = Setup(topics=("Vision",), difficulties=(Difficulty.HARD,))
    with pytest.raises(NothingToAsk, match="topic Vision and difficulty hard"):
        draw_session([BANK], setup, started_at=START, seed=1)
    with pytest.raises(NothingToAsk, match="hold no questions"):
        draw_session([], Setup(), started_at=START, seed=1)


def test_the_forecast_counts_matching_questions() -> None:
    assert forecast([BANK], Setup(questions=7)) == (7, 7 * 165.0)
    assert forecast([BANK], Setup(questions=50))[0] == 20
    assert forecast([BANK], Setup(topics=("Vision",))) == (0, 0.0)


@pytest.mark.parametrize("limit", [None, 90.0, NO_LIMIT])
def test_the_forecast_matches_the_drawn_interview(limit: float | None) -> None:
    asked_on = (FollowUp("Why?"), FollowUp("And then?"))
    bank = Bank("bank", "Bank", tuple(replace(q, follow_ups=asked_on) for q in BANK.questions))
    setup = Setup(time_limit=limit, think_seconds=10.0, extra_time=1.5, follow_ups=1)
    drawn = draw_session([bank], setup, started_at=START, seed=1)
    number, seconds = forecast([bank], setup)
    assert (len(drawn.answers), round(drawn.expected_seconds, 6)) == (number, round(seconds, 6))
    assert seconds > forecast([bank], replace(setup, follow_ups=0))[1]


def test_what_was_forecast_holds_for_whatever_is_drawn() -> None:
    """Limits from 20 seconds to 400: a draw of three is much shorter or longer than the mean."""
    limits = [replace(q, time_limit=20.0 * n) for n, q in enumerate(BANK.questions, 1)]
    bank, setup = Bank("bank", "Bank", tuple(limits)), Setup(questions=3)
    told = forecast([bank], setup)[1]
    for seed in range(5):
        drawn = draw_session([bank], setup, started_at=START, seed=seed)
        assert sum(answer.time_limit for answer in drawn.answers) != told
        assert drawn.expected_seconds == told


def test_chosen_questions_take_as_long_as_the_plan_of_them_said() -> None:
    asked_on = (FollowUp("Why?", time_limit=55.0),)
    few = [replace(q, time_limit=40.0, follow_ups=asked_on) for q in BANK.questions[:2]]
    bank, setup = Bank("bank", "Bank", tuple(few)), Setup(extra_time=1.5)
    told = [seconds_for(each, setup) for each in matching([bank])]
    keys = [each.key for each in matching([bank])]
    held = session_over([bank], setup, keys, started_at=START, seed=1)
    assert held.expected_seconds == sum(told)
    assert replace(held, forecast=None).expected_seconds > sum(told)  # By each one's own limit.


def test_chosen_questions_keep_their_order_and_missing_ones_are_skipped() -> None:
    keys = [("bank", "q7"), ("gone", "q1"), ("bank", "q2")]
    session = session_over([BANK], Setup(questions=9), keys, started_at=START, seed=4)
    assert [each.id for each in session.answers] == ["q7", "q2"]
    assert (session.setup.questions, session.setup.seed) == (2, 4)
    with pytest.raises(NothingToAsk, match="None of these"):
        session_over([BANK], Setup(), [("gone", "q1")], started_at=START, seed=4)


def held(day: int, *names: str) -> Session:
    return of_history(*(given(name, 3) for name in names), day=day)


def test_recently_asked_questions_come_last_earliest_first() -> None:
    pool = questions(*"abcdef")
    lately = asked_lately([held(2, "c", "d"), held(1, "a", "b", "c")])
    assert lately == {("bank", "a"): 1, ("bank", "b"): 1, ("bank", "c"): 2, ("bank", "d"): 2}
    for seed in range(10):
        drawn = draw(pool, 6, rng=random.Random(seed), lately=lately)
        ids = [each.question.id for each in drawn]
        assert set(ids[:2]) == {"e", "f"}
        assert set(ids[2:4]) == {"a", "b"}
        assert drawn == draw(pool, 6, rng=random.Random(seed), lately=lately)


def test_only_the_latest_sessions_count_as_recent() -> None:
    sessions = [held(day, f"q{day}") for day in range(LATELY_SESSIONS + 3)]
    assert len(asked_lately(sessions)) == LATELY_SESSIONS
    assert ("bank", "q2") not in asked_lately(sessions)


def test_a_shuffled_draw_avoids_recent_questions_if_there_are_enough_others() -> None:
    setup = Setup(banks=("bank",), questions=2)
    lately = {("bank", f"q{number}"): 1 for number in range(18)}
    drawn = draw_session([BANK], setup, started_at=START, seed=1, lately=lately)
    assert {answer.id for answer in drawn.answers} == {"q18", "q19"}
