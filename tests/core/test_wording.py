"""Tests the wording of facts."""

import math
from dataclasses import replace
from datetime import date, timedelta

import pytest

from simulator.core import wording as phrases
from simulator.core.bank import Bank, Question
from simulator.core.countdown import Notice
from simulator.core.session import AskedFollowUp, KeyPoint
from simulator.core.states import Outcome
from tests.histories import MONDAY, given, skipped, unreached


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-40, "on 23 Sep 2026"),
        (-1, "yesterday"),
        (0, "today"),
        (1, "tomorrow"),
        (14, "in 14 days"),
        (15, "on 17 Nov 2026"),
    ],
)
def test_days(days: int, words: str) -> None:
    today = date(2026, 11, 2)
    assert phrases.day_words(today + timedelta(days=days), today) == words


def test_numbers_and_lists() -> None:
    assert phrases.counted(1, "question") == "1 question"
    assert phrases.counted(10_000, "session") == "10,000 sessions"
    assert [phrases.and_list(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert (
        phrases.bank_titles(["deep_learning", "sQL"], ["deep *learning*", "SQL"])
        == "deep *learning* and SQL"
    )
    assert phrases.bank_titles(["deep_learning", "sQL"], []) == "Deep learning and SQL"
    assert phrases.length_words(1, 5.0) == "1 question, about 1 minute"
    assert phrases.length_words(7, 1155.0) == "7 questions, about 19 minutes"
    assert (phrases.percent(None), phrases.percent(2 / 3)) == ("-", "67 %")


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ((), ""),
        (("Batches.",), "Batches"),
        (("Batches.", "Sums"), "Batches; Sums"),
        (("Why?", "And then?", "Sums.", "No!"), "Why? And then? Sums; No!"),
    ],
)
def test_a_row_of_texts_has_one_mark_between_two(texts: tuple[str, ...], words: str) -> None:
    assert phrases.in_a_row(texts) == words


def test_a_result() -> None:
    assert phrases.result_words(5, 7) == "5 of 7 solid or strong"
    assert phrases.result_words(0, 1_000) == "0 of 1,000 solid or strong"
    assert phrases.result_words(0, 0) == "nothing rated"


def test_times() -> None:
    assert phrases.time_words(given(used=94, limit=150)) == "1:34 of 2:30"
    assert phrases.time_words(given(used=130, limit=120)) == "2:10 of 2:00 (+0:10)"
    assert phrases.time_words(given(used=94, limit=math.inf)) == "1:34"
    assert phrases.time_words(unreached("a")) == "-"


def test_ticks_beyond_coverage_are_counted_separately() -> None:
    assert phrases.ticks_words(given(points="xx.", bonus=".")) == "2 of 3"
    assert phrases.ticks_words(given(points="..", bonus="xx.")) == "0 of 2 +2"
    asked_on = AskedFollowUp("And?", key_points=(KeyPoint("so", covered=True), KeyPoint("thus")))
    followed = replace(
        given(points="x.", bonus="x"),
        asked_follow_ups=(replace(asked_on, outcome=Outcome.ANSWERED), asked_on),
    )
    assert phrases.ticks_words(followed) == "1 of 2 +2"


def test_ratings_and_confidence_in_words() -> None:
    assert phrases.points_words(given(rating=3, points="xx.")) == "2 of 3"
    assert phrases.points_words(given(points="xx.")) == "-"
    assert phrases.points_words(given(rating=3)) == "-"
    assert phrases.rating_words(given(rating=1)) == "not yet"
    assert phrases.rating_words(given(rating=2, wrong=True)) == "partial, with something wrong"
    assert phrases.rating_words(given(outcome=Outcome.TIMED_OUT)) == "not rated yet"
    assert phrases.rating_words(skipped("a")) == "skipped"
    assert phrases.rating_words(unreached("a")) == "not reached"
    assert phrases.confidence_words(given(confidence=4)) == "4/5"
    assert phrases.confidence_words(given()) == "-"


def test_moments_and_lines() -> None:
    assert phrases.show_moment(MONDAY) == "2 Nov 2026, 18:00"
    assert phrases.first_line("\n  \n  first \nline\n\nsecond") == "first line"
    assert phrases.first_line("") == ""
    assert phrases.first_line("abcdef", 4) == "abc…"


def test_a_begun_question_is_called_broken_off() -> None:
    answer = unreached("q")
    assert phrases.outcome_words(answer) == "not reached"
    assert phrases.outcome_words(replace(answer, text="Half of")) == "broken off"
    assert phrases.outcome_words(replace(answer, answer_seconds=3.0)) == "broken off"
    assert phrases.outcome_words(given("q", 3)) == "answered"


def test_a_fault_as_a_sentence() -> None:
    assert phrases.sentence("there is a bank; choose another") == "There is a bank; choose another."
    assert phrases.sentence("a name is no path.") == "A name is no path."
    assert phrases.sentence("") == ""


def test_notices_say_how_much_time_is_left() -> None:
    quarter, tenth = "A quarter of your time is left", "bring it to a close."
    assert phrases.notice_words(Notice.QUARTER, True, "0:30") == f"{quarter}, 0:30."
    assert phrases.notice_words(Notice.QUARTER, True) == f"{quarter}."
    assert phrases.notice_words(Notice.TENTH, False, "0:12") == f"The last 0:12: {tenth}"
    assert phrases.notice_words(Notice.TENTH, False) == f"The last tenth: {tenth}"
    assert phrases.notice_words(Notice.OVER, True).startswith("Time. Go on")
    assert phrases.notice_words(Notice.OVER, False) == ""


def test_banks_are_counted_with_their_questions() -> None:
    one = Bank("a", "A", (Question("x", "X?"),))
    assert phrases.shelf_words([one]) == "1 bank, 1 question"
    assert phrases.shelf_words([one, Bank("b", "B", one.questions * 3)]) == "2 banks, 4 questions"
