"""Tests the plan for a day."""

from datetime import date, timedelta

import pytest

from simulator.core.day_plan import MOST_A_DAY, Plan, plan
from simulator.core.expected_gain import Reason
from simulator.core.report import Report
from simulator.core.session import Session
from simulator.core.spaced_repetition import replay
from simulator.core.wording import show_date
from tests.histories import MONDAY, given, questions, session, skipped


def on(day: int) -> date:
    return MONDAY.date() + timedelta(days=day)


def planned(held: list[Session], day: int, pool: str, interview: int | None = None) -> Plan:
    date_of = None if interview is None else on(interview)
    return plan(replay(held, on(day), date_of), questions(*pool, limit=105.0), date_of)


WEAK = [session(*(given(name, 1) for name in "abcde"))]


def test_eight_questions_twenty_minutes() -> None:
    # Five due and three new; 105 seconds each plus 45 for judging: 8 times 150 seconds.
    made = planned(WEAK, 3, "abcdexyz", interview=6)
    assert made.sentence == "Interview in 3 days. Today: 8 questions, about 20 minutes."
    assert made.words == "5 due, 3 never asked · interview in 3 days"
    assert made.count(Reason.NEVER_ASKED) == 3
    assert made.seconds == 1200


def test_questions_of_one_kind_are_counted_as_questions() -> None:
    assert planned(WEAK, 3, "abcde").words == "5 questions due"
    assert planned([], 1, "a").words == "1 question never asked"


def test_a_month_keeps_its_capital() -> None:
    made = planned(WEAK, 3, "abcdexyz", interview=40)
    assert made.sentence.startswith(f"Interview on {show_date(on(40))}. Today")


def test_new_questions_are_limited_only_by_the_daily_maximum() -> None:
    names = [f"n{n}" for n in range(40)]
    made = plan(replay([], on(0)), questions(*names))
    assert [each.reason for each in made.questions] == [Reason.NEVER_ASKED] * MOST_A_DAY
    assert made.words == f"{MOST_A_DAY} questions never asked"
    assert made == plan(replay([], on(0)), questions(*names))


def test_the_plan_counts_how_many_of_given_questions_it_holds() -> None:
    made = planned(WEAK, 3, "abcdexyz")
    assert made.among([("bank", name) for name in "abz?"]) == "3 of them are among today's 8."
    assert made.among([("bank", "a")]) == "1 of them is among today's 8."
    assert made.among([("bank", "?")]) == ""


def test_its_topic_is_the_most_frequent_one() -> None:
    pool = questions(*"abcd", topics=["Nets", "Sums", "Sums", "Nets"])
    made = plan(replay([], on(0)), pool)
    assert made.topic == made.questions[0].topic
    more = plan(replay([], on(0)), questions(*"abc", topics=["Nets", "Sums", "Sums"]))
    assert more.topic == "Sums"
    assert planned([], 0, "").topic == ""


def test_recently_asked_questions_are_left_out() -> None:
    made = planned(WEAK, 1, "abcdexyz")
    assert sorted(each.key[1] for each in made.questions) == ["x", "y", "z"]


def test_with_nothing_left_the_plan_names_the_next_day() -> None:
    made = planned([session(given("a", 3), given("b", 4))], 0, "ab")
    assert made.questions == ()
    assert made.coming_on == on(3)
    assert made.sentence == "Nothing is due today. Next: in 3 days."
    assert made.words == "nothing due"


def test_a_plan_without_any_questions() -> None:
    made = planned([], 0, "")
    assert made.sentence == "Nothing is due today."
    assert made.coming_on is None


def test_a_past_interview_is_not_mentioned() -> None:
    made = planned(WEAK, 5, "abcde", interview=3)
    assert made.interview_words == ""
    assert made.sentence == "Today: 5 questions, about 12 minutes."


@pytest.mark.parametrize(("days", "words"), [(1, "interview tomorrow"), (20, "on 23 Nov 2026")])
def test_the_interview_day_in_words(days: int, words: str) -> None:
    assert words in planned([], 1, "ab", interview=1 + days).words


def test_missed_questions_come_back_among_hundreds_of_new_ones() -> None:
    """They come on the day that their report names, though new ones gain more."""
    missed = session(given("a", 1, confidence=5), given("b", 2), skipped("c"), given("d", 4))
    next_up = Report(missed).next_up()
    assert next_up is not None
    assert next_up.on == on(3)
    again = {answer.key for answer in next_up.answers}
    pool = "abcd" + "".join(chr(0x3B1 + n) for n in range(24))
    made = planned([missed], 3, pool)
    assert again <= {each.key for each in made.questions}
    assert len(made.questions) == MOST_A_DAY
    assert made.words == f"{len(again)} due, {MOST_A_DAY - len(again)} never asked"
    assert [each.reason for each in made.questions].count(Reason.NEVER_ASKED) == MOST_A_DAY - 3


def test_at_most_half_a_plan_is_for_missed_questions_most_recent_first() -> None:
    old = session(*(given(name, 1) for name in "abcdefgh"))
    new = session(*(given(name, 1) for name in "ijkl"), day=2)
    made = planned([old, new], 8, "abcdefghijkl" + "".join(chr(0x3B1 + n) for n in range(24)))
    missed = {each.key[1] for each in made.questions if each.reason is Reason.WEAK}
    assert set("ijkl") <= missed
    assert len(missed) == MOST_A_DAY // 2
