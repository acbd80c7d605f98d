"""Reads one table of a parsed file value by value, noting faults."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeVar

from simulator.core.fields import FIRST_DAY, LAST_DAY, LONG, is_sound
from simulator.core.times import parse_time
from simulator.storage.toml.key_path import KeyPath
from simulator.storage.toml.parse import Document
from simulator.text.cleaning import clean, one_line
from simulator.text.suggest import nearest

Choice = TypeVar("Choice", bound=StrEnum)

_YEARS = f"from {FIRST_DAY.year} to {LAST_DAY.year}"


class TableReader:
    """The values of one table. A reading method that notes a fault returns its default.

    All texts come out clean.
    """

    __slots__ = ("document", "path", "values")

    def __init__(self, document: Document, values: dict[str, Any], path: KeyPath = ()) -> None:
        self.document = document
        self.values = values
        self.path = path

    def note(self, key: str | None, message: str) -> None:
        """Note a fault in a key's value, or in the table itself."""
        self.document.note(self.path if key is None else (*self.path, key), message)

    def _wrong(self, key: str, expected: str) -> None:
        self.note(key, f"expected {expected}, got {quoted(self.values[key])}")

    def text(self, key: str) -> str:
        """Return text of any number of lines, cleaned but not trimmed."""
        value = self.values.get(key)
        return "" if value is None else self._text(value, key)

    def _text(self, value: object, *where: str | int) -> str:
        document = self.document
        if not isinstance(value, str):
            wrong = f"expected text in quotes, got {quoted(value)}"
        elif len(value) > document.longest_text:
            wrong = f"too long: at most {document.longest_text:,} characters"
        else:
            return value if document.is_clean else clean(value)
        document.note((*self.path, *where), wrong)
        return ""

    def texts(self, key: str, tidy: Callable[[str], str] | None = None) -> tuple[str, ...]:
        """Return a list of texts after `tidy`, without empty ones."""
        value = self.values.get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self._wrong(key, 'a list like ["one", "two"]')
            return ()
        read = [self._text(each, key, i) for i, each in enumerate(value)]
        return tuple(read) if tidy is None else tuple(filter(None, map(tidy, read)))

    def number(
        self, key: str, default: float, *, least: float = 0.0, most: float = math.inf
    ) -> float:
        """Return a number in a range; an infinite maximum allows `inf`."""
        value = self.values.get(key, default)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            if least <= value <= most:
                return _as_float(value)
            self._wrong(key, _number_within(value, least, most))
        elif key in self.values:
            self._wrong(key, _number_for(value))
        return default

    def whole(self, key: str, default: int, *, least: int, most: int) -> int:
        """Return a whole number in a range."""
        value = self.values.get(key)
        if value is None:
            return default
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        self._wrong(key, f"a whole number from {least:,} to {most:,}")
        return default

    def flag(self, key: str) -> bool:
        """Return true or false."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self._wrong(key, "true or false")
        return value is True

    def choice(self, key: str, kind: type[Choice]) -> Choice | None:
        """Return an enum's value; None if absent or wrong."""
        value = self.values.get(key)
        if value is None:
            return None
        return self._choice(value, kind, (*self.path, key))

    def choices(self, key: str, kind: type[Choice]) -> tuple[Choice, ...]:
        """Return a list of an enum's values."""
        value = self.values.get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self._wrong(key, "a list of " + ", ".join(kind))
            return ()
        read = (self._choice(v, kind, (*self.path, key, i)) for i, v in enumerate(value))
        return tuple(choice for choice in read if choice is not None)

    def _choice(self, value: object, kind: type[Choice], path: KeyPath) -> Choice | None:
        if isinstance(value, str):
            try:
                return kind(value)
            except ValueError:
                pass
        allowed = ", ".join(kind)
        self.document.note(path, f"expected one of {allowed}; got {quoted(value)}")
        return None

    def moment(self, key: str) -> datetime | None:
        """Return a date with time and offset; without an offset it is local time."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, datetime):
            try:
                moment = value if value.tzinfo else value.astimezone()
                if is_sound(moment):
                    return moment
            except (OverflowError, OSError, ValueError):
                pass
        example = "like 2026-11-22T18:30:05+01:00"
        self._wrong(key, f"a date with time and offset, {example}, {_YEARS}")
        return None

    def day(self, key: str) -> date | None:
        """Return a date without a time."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, date) and not isinstance(value, datetime) and is_sound(value):
            return value
        self._wrong(key, f"a date like 2026-12-01, without quotes, {_YEARS}")
        return None

    def table(self, key: str) -> TableReader:
        """Return the table under a key; an empty one if absent or wrong."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            self._wrong(key, f"a table [{key}]")
            value = {}
        return TableReader(self.document, value, (*self.path, key))

    def tables(self, key: str) -> Iterator[TableReader]:
        """Yield the tables of a list [[key]]."""
        value = self.values.get(key, [])
        if not isinstance(value, list):
            self._wrong(key, f"a list of tables [[{key}]]")
            return
        for index, each in enumerate(value):
            path = (*self.path, key, index)
            if isinstance(each, dict):
                yield TableReader(self.document, each, path)
            else:
                self.document.note(path, f"expected a table [[{key}]], got {quoted(each)}")

    def unknown(self, known: Collection[str]) -> dict[str, Any]:
        """Return the values under unknown keys."""
        return {key: value for key, value in self.values.items() if key not in known}

    def refuse_unknown(
        self, known: frozenset[str], elsewhere: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        """Note every unknown key, with the place where it belongs or the nearest known key."""
        for key, value in self.unknown(known).items():
            table = isinstance(value[0] if isinstance(value, list) and value else value, dict)
            place = "" if table else elsewhere.get(key)
            self.note(key, place or f"unknown key; {_hint(key, known)}")


@lru_cache(maxsize=64)
def _hint(key: str, known: frozenset[str]) -> str:
    """Suggest the intended key; cached because the same typo tends to recur."""
    near = nearest(key, sorted(known))
    return f"did you mean {near}?" if near else f"the known keys are {', '.join(sorted(known))}"


def _number_within(value: float, least: float, most: float) -> str:
    """Return what is expected instead of a number outside its range."""
    if least > 0 and not value > 0:
        return "a positive number"
    if most >= LONG and not value >= least:
        return f"a number of {least:g} or more"
    return f"a number from {least:g} to {most:,.0f}"


def _number_for(value: object) -> str:
    """Return what is expected instead of a value: for `"2m"`, the number of seconds."""
    try:
        seconds = parse_time(value) if isinstance(value, str) else math.inf
    except ValueError:
        seconds = math.inf
    return "a number" if math.isinf(seconds) else f"the number {seconds:g}"


def trimmed(text: str) -> str:
    """Remove leading blank lines and trailing white space; the first line keeps its indent."""
    kept = text.rstrip()
    if kept[:1] not in (" ", "\n", "\t"):
        return kept
    first = len(kept) - len(kept.lstrip())
    return kept[kept.rfind("\n", 0, first) + 1 :]


def _as_float(value: float) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf


def quoted(value: object) -> str:
    """Return a value for a message: short, and safe for numbers of any length."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and value.bit_length() > 64:
        return "a number with far too many digits"
    if isinstance(value, str):
        line = one_line(value, 40)
        return f'the text "{line}"' if line else "a blank text"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a table"
    return str(value)
