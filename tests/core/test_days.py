"""Tests the parsing of days as people type them, on a Sunday in November."""

from __future__ import annotations

from datetime import date

import pytest

from simulator.core.days import parse_day, parse_range, split_days

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-02", date(2026, 12, 2)),
        ("12-02", date(2026, 12, 2)),
        ("1-5", date(2027, 1, 5)),
        ("2 December", date(2026, 12, 2)),
        ("dec 2", date(2026, 12, 2)),
        ("Dec. 2nd, 2027", date(2027, 12, 2)),
        ("3rd of March", date(2027, 3, 3)),
        ("today", TODAY),
        (" Tomorrow ", date(2026, 11, 23)),
        ("in three days", date(2026, 11, 25)),
        ("in 10 days", date(2026, 12, 2)),
        ("in a week", date(2026, 11, 29)),
        ("two weeks from now", date(2026, 12, 6)),
        ("friday", date(2026, 11, 27)),
        ("next sun", date(2026, 11, 29)),
        ("", None),
        ("none", None),
    ],
)
def test_days_as_people_type_them(text: str, day: date | None) -> None:
    assert parse_day(text, TODAY) == day


@pytest.mark.parametrize(
    "text", ["soon", "13-40", "31 February", "ma 3", "in many days", "-5", "1e9"]
)
def test_an_invalid_day_raises_a_readable_message(text: str) -> None:
    with pytest.raises(ValueError, match="expected a day"):
        parse_day(text, TODAY)


@pytest.mark.parametrize("text", ["2026-11-21", "1 May 2020"])
def test_a_past_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is in the past"):
        parse_day(text, TODAY)


@pytest.mark.parametrize("text", ["9999-12-31", "1 May 2200"])
def test_a_day_after_the_last_supported_one_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="the latest is 2199-12-31"):
        parse_day(text, TODAY)


ONE = date(2026, 11, 4)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("", date.min, date.max),
        ("today", TODAY, TODAY),
        ("Yesterday", date(2026, 11, 21), date(2026, 11, 21)),
        ("week", date(2026, 11, 16), TODAY),
        ("last week", date(2026, 11, 16), TODAY),
        ("two weeks", date(2026, 11, 9), TODAY),
        ("month", date(2026, 10, 24), TODAY),
        ("7 days", date(2026, 11, 16), TODAY),
        ("1d", TODAY, TODAY),
        ("thu", date(2026, 11, 19), date(2026, 11, 19)),
        ("last sunday", TODAY, TODAY),
        ("4 November", ONE, ONE),
        ("11-22", TODAY, TODAY),
        ("12-02", date(2025, 12, 2), date(2025, 12, 2)),
        ("2026-11-04", ONE, ONE),
        ("2026-10-01 2026-10-31", date(2026, 10, 1), date(2026, 10, 31)),
        ("2026-10-31..2026-10-01", date(2026, 10, 1), date(2026, 10, 31)),
    ],
)
def test_ranges_of_past_days(written: str, first: date, last: date) -> None:
    assert parse_range(written, TODAY) == (first, last)


@pytest.mark.parametrize(
    "written",
    ["soon", "many days", "0 days", "2026-13-01", "2026-01-01 2026-01-02 2026-01-03", "99 m"],
)
def test_an_invalid_range_raises_a_message_with_examples(written: str) -> None:
    with pytest.raises(
        ValueError, match=f"^'{written}' is not a day or a range of days. Type today, .*\\.$"
    ):
        parse_range(written, TODAY)


def test_an_interview_cannot_be_yesterday() -> None:
    with pytest.raises(ValueError, match="is in the past"):
        parse_day("yesterday", TODAY)


@pytest.mark.parametrize(
    ("typed", "words", "days"),
    [
        ("Deep 1 Nov practice", "deep practice", ((11, 1),)),
        ("sept 3rd", "", ((9, 3),)),
        ("2 of mar. 2026, x", "2026, x", ((3, 2),)),
        ("maybe 3, may 3x, 13:5 may, 5 marks, 2026-11-1 nov-2", None, ()),
        ("1 jan 2 feb", "", ((1, 1), (2, 2))),
    ],
)
def test_days_among_words(typed: str, words: str | None, days: tuple[tuple[int, int], ...]) -> None:
    rest, found = split_days(typed)
    assert (" ".join(rest.split()), found) == (typed if words is None else words, days)
