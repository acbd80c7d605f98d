"""Parses typed days and ranges of days: `2026-12-02`, `2 December`, `tomorrow`, `30 days`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from simulator.core.fields import LAST_DAY
from simulator.text.patterns import pattern

EXAMPLE = "a day: 2026-12-31, 12-31, 31 December, friday, in three days"

RANGE_EXAMPLE = "today, yesterday, friday, week, 30 days, 2026-10-31, or two dates"

_NUMBERS = ("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_AHEAD = pattern(r"(?:in )?(?P<number>\d{1,4}|[a-z]+) (?P<unit>day|week)s?(?: from (?:now|today))?")
_BACK = pattern(r"(?:last )?(?P<number>\d{1,4} ?|[a-z]+ )?(?P<unit>d|day|week|month)s?")
_LENGTHS = {"d": 1, "day": 1, "week": 7, "month": 30}
_DATE = pattern(r"\d{4}-\d{2}-\d{2}")
_SHORT = pattern(r"(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_NAMED = pattern(
    r"(?:(?P<first>\d{1,2})(?:st|nd|rd|th|\.)? (?:of )?)?(?P<month>[a-z]{3,9})\.?"
    r"(?: (?P<second>\d{1,2})(?:st|nd|rd|th)?)?,?(?: (?P<year>\d{4}))?"
)

_MONTH = "|".join(name[:end] for name in _MONTHS for end in range(len(name), 2, -1))
_SOUGHT = pattern(
    rf"(?<![\w:.-])(?:(?P<first>\d{{1,2}})(?:st|nd|rd|th|\.)? (?:of )?(?P<after>{_MONTH})"
    rf"|(?P<before>{_MONTH})\.? (?P<second>\d{{1,2}})(?:st|nd|rd|th)?)(?![\w:-])[.,]?"
)


def parse_day(text: str, today: date) -> date | None:
    """Parse a day from today on; None for empty text. Without a year, the next such day is meant.

    Raises ValueError, with a message for the user, for anything else and for a past day.
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
        raise ValueError(f"{day.isoformat()} is in the past; the interview is still to come")
    if day > LAST_DAY:
        raise ValueError(f"{day.isoformat()} is too far away; the latest is {LAST_DAY.isoformat()}")
    return day


def parse_range(text: str, today: date) -> tuple[date, date]:
    """Parse a range of past days, both ends included; empty text means all days.

    `30 days` and `week` end today; a weekday or a date without a year means the latest one. Raises
    ValueError, with a message for the user.
    """
    written = " ".join(text.casefold().split())
    if not written:
        return date.min, date.max
    try:
        found = _range(written, today)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise ValueError(f"{text.strip()!r} is not a day or a range of days. Type {RANGE_EXAMPLE}.")
    return found


def split_days(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Take days by name out of what is searched for: `1 nov`, `November 1st`.

    Returns the other words, and each day as (month, day).
    """
    days: list[tuple[int, int]] = []

    def taken(match: re.Match[str]) -> str:
        month = _index(match["before"] or match["after"], _MONTHS) or 0
        days.append((month + 1, int(match["first"] or match["second"])))
        return " "

    return _SOUGHT.sub(taken, " ".join(text.casefold().split())), tuple(days)


def _range(written: str, today: date) -> tuple[date, date] | None:
    if match := _BACK.fullmatch(written):
        number = _number((match["number"] or "a").strip())
        days = (number or 0) * _LENGTHS[match["unit"]]
        return (today - timedelta(days=days - 1), today) if days else None
    dates = [date.fromisoformat(each) for each in _DATE.findall(written)]
    if len(dates) == 2:
        return min(dates), max(dates)
    day = _day(written, today, back=True)
    return None if day is None else (day, day)


def _day(written: str, today: date, *, back: bool = False) -> date | None:
    """Parse a day. If several fit, return the next one, or the latest past one if `back`."""
    near = {"yesterday": -1, "today": 0, "tomorrow": 1, "the day after tomorrow": 2}
    near["in a fortnight"] = 14
    if written in near:
        return today + timedelta(days=near[written])
    if match := _AHEAD.fullmatch(written):
        number = _number(match["number"])
        days = 7 if match["unit"] == "week" else 1
        return None if number is None else today + timedelta(days=number * days)
    name = written.removeprefix("last " if back else "next ").removeprefix("on ")
    weekday = _index(name, _WEEKDAYS)
    if weekday is not None and back:
        return today - timedelta(days=(today.weekday() - weekday) % 7)
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    if match := _SHORT.fullmatch(written):
        return _nearest(int(match["month"]), int(match["day"]), today, back)
    if match := _NAMED.fullmatch(written):
        month, named = _index(match["month"], _MONTHS), match["first"] or match["second"]
        if month is None or named is None or (match["first"] and match["second"]):
            return None
        if match["year"]:
            return date(int(match["year"]), month + 1, int(named))
        return _nearest(month + 1, int(named), today, back)
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


def _nearest(month: int, day: int, today: date, back: bool) -> date:
    this_year = date(today.year, month, day)
    if this_year == today or (this_year < today) is back:
        return this_year
    return this_year.replace(year=today.year + (-1 if back else 1))
