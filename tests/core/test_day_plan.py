"""The plan for the day."""

from datetime import date, timedelta

import pytest

from simulator.core.day_plan import MOST_A_DAY, NEW_A_DAY, Plan, plan
from simulator.core.session import Session
from simulator.core.spaced_repetition import Reason, replay
from tests.histories import MONDAY, given, questions, session


def on(day: int) -> date:
    return MONDAY.date() + timedelta(days=day)


def planned(held: list[Session], day: int, pool: str, interview: int | None = None) -> Plan:
    date_of = None if interview is None else on(interview)
    return plan(replay(held, on(day), date_of), questions(*pool, limit=105.0), date_of)


WEAK = [session(*(given(name, 1) for name in "abcde"))]


def test_eight_questions_twenty_minutes() -> None:
    # Five due and three new, 105 seconds and 45 for judging each: 8 times 150 seconds.
    made = planned(WEAK, 1, "abcdeuvwxyz", interview=4)
    assert made.count(Reason.NEVER_ASKED) == 2
    assert made.sentence == "Interview in 3 days. Today: 7 questions, 18 minutes."
    made = planned(WEAK, 1, "abcdeuvwxyz123", interview=4)
    assert made.sentence == "Interview in 3 days. Today: 8 questions, 20 minutes."
    assert made.words == "5 due, 3 never asked · interview in 3 days"
    assert made.seconds == 1200


def test_without_an_interview_some_new_ones_a_day() -> None:
    made = planned([], 0, "abcdefgh")
    assert [each.reason for each in made.questions] == [Reason.NEVER_ASKED] * NEW_A_DAY
    assert made.sentence == "Today: 3 questions, 8 minutes."
    assert made.words == "3 never asked"


def test_new_ones_begun_today_are_counted() -> None:
    made = planned([session(given("a", 3), given("b", 1))], 0, "abcdefgh")
    assert [each.key[1] for each in made.questions] == ["c"]
    assert planned([session(*(given(n, 3) for n in "abcd"))], 0, "abcdefgh").questions == ()


def test_new_ones_are_spread_over_the_days_to_the_interview() -> None:
    pool = "abcdefghij"
    assert planned([], 0, pool, interview=4).count(Reason.NEVER_ASKED) == 3
    assert planned([], 0, pool, interview=20).count(Reason.NEVER_ASKED) == 1
    begun = [session(given("a", 3), given("b", 3))]
    assert planned(begun, 0, pool, interview=4).count(Reason.NEVER_ASKED) == 1


def test_on_the_day_itself_nothing_new() -> None:
    made = planned(WEAK, 1, "abcdexyz", interview=1)
    assert made.count(Reason.NEVER_ASKED) == 0
    assert made.sentence == "Interview today. Today: 5 questions, 13 minutes."


def test_never_more_than_an_evening() -> None:
    names = [f"n{n}" for n in range(40)]
    held = [session(*(given(name, 1) for name in names))]
    made = plan(replay(held, on(2)), questions(*names))
    assert len(made.questions) == MOST_A_DAY
    assert made.count(Reason.DUE, Reason.SURE_AND_WRONG) == MOST_A_DAY


def test_nothing_left_says_when_it_goes_on() -> None:
    made = planned([session(given("a", 3), given("b", 4))], 0, "ab")
    assert made.questions == ()
    assert made.coming_on == on(2)
    assert made.sentence == "Nothing is due today. Next: in 2 days."
    assert made.words == "nothing due"


def test_nothing_at_all() -> None:
    made = planned([], 0, "")
    assert made.sentence == "Nothing is due today."
    assert made.coming_on is None


def test_a_past_interview_is_not_spoken_of() -> None:
    made = planned(WEAK, 5, "abcde", interview=3)
    assert made.interview_words == ""
    assert made.sentence == "Today: 5 questions, 13 minutes."


@pytest.mark.parametrize(("days", "words"), [(1, "interview tomorrow"), (20, "on 23 Nov 2026")])
def test_the_day_of_the_interview_in_words(days: int, words: str) -> None:
    assert words in planned([], 1, "ab", interview=1 + days).words
