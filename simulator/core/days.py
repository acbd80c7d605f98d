"""Parses typed dates: `2026-12-02`, `12-02`, `2 December`, `tomorrow`, `in three days`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

EXAMPLE = "a day: 2026-12-31, 12-31, 31 December, friday, in three days"

_NUMBERS = ("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_AHEAD = re.compile(
    r"(?:in )?(?P<number>\d{1,4}|[a-z]+) (?P<unit>day|week)s?(?: from (?:now|today))?"
)
_SHORT = re.compile(r"(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_NAMED = re.compile(
    r"(?:(?P<first>\d{1,2})(?:st|nd|rd|th|\.)? (?:of )?)?(?P<month>[a-z]{3,9})\.?"
    r"(?: (?P<second>\d{1,2})(?:st|nd|rd|th)?)?,?(?: (?P<year>\d{4}))?"
)


def parse_day(text: str, today: date) -> date | None:
    """Parse a day not before today; None for empty text. Without a year it is the next such day.

    Raises ValueError, with a sentence for people, for anything else and for a past day.
    """
    written = " ".join(text.casefold().split())
    if not written or written in ("none", "off", "no date"):
        return None
    try:
        day = _day(written, today)
    except (ValueError, OverflowError):
        day = None
    if day is None:
        raise ValueError(f"expected {EXAMPLE}; not {text.strip()!r}")
    if day < today:
        raise ValueError(f"{day.isoformat()} is past; the interview is still to come")
    return day


def _day(written: str, today: date) -> date | None:
    near = {"today": 0, "tomorrow": 1, "the day after tomorrow": 2, "in a fortnight": 14}
    if written in near:
        return today + timedelta(days=near[written])
    if match := _AHEAD.fullmatch(written):
        number = _number(match["number"])
        days = 7 if match["unit"] == "week" else 1
        return None if number is None else today + timedelta(days=number * days)
    weekday = _index(written.removeprefix("next ").removeprefix("on "), _WEEKDAYS)
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    if match := _SHORT.fullmatch(written):
        return _coming(int(match["month"]), int(match["day"]), today)
    if match := _NAMED.fullmatch(written):
        month, named = _index(match["month"], _MONTHS), match["first"] or match["second"]
        if month is None or named is None or (match["first"] and match["second"]):
            return None
        if match["year"]:
            return date(int(match["year"]), month + 1, int(named))
        return _coming(month + 1, int(named), today)
    return date.fromisoformat(written)


def _number(written: str) -> int | None:
    if written.isdecimal():
        return int(written)
    words = {"one": 1, "an": 1, **{word: index for index, word in enumerate(_NUMBERS, 1)}}
    return words.get(written)


def _index(word: str, names: Sequence[str]) -> int | None:
    """Return the index of the only name starting with `word`, of three letters or more."""
    found = [index for index, name in enumerate(names) if len(word) > 2 and name.startswith(word)]
    return found[0] if len(found) == 1 else None


def _coming(month: int, day: int, today: date) -> date:
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else this_year.replace(year=today.year + 1)
