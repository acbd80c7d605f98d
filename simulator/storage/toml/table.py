"""A table of a parsed file, asked for one value after another; what does not fit is noted."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeVar

from simulator.core.times import parse_time
from simulator.storage.toml.parse import Document
from simulator.storage.toml.place import KeyPath
from simulator.text.cleaning import clean, one_line
from simulator.text.suggest import nearest

Choice = TypeVar("Choice", bound=StrEnum)


class Table:
    """The values of one table. Every reading method returns its default where it notes a fault.

    All text comes out clean.
    """

    __slots__ = ("document", "place", "values")

    def __init__(self, document: Document, values: dict[str, Any], place: KeyPath = ()) -> None:
        self.document = document
        self.values = values
        self.place = place

    def note(self, key: str | None, message: str) -> None:
        """Something is wrong with the value of a key, or with the table itself."""
        self.document.note(self.place if key is None else (*self.place, key), message)

    def _wrong(self, key: str, expected: str) -> None:
        self.note(key, f"expected {expected}, got {shown(self.values[key])}")

    def text(self, key: str, *, required: bool = False) -> str:
        """Text of any number of lines, clean, and exactly as it is otherwise."""
        value = self.values.get(key)
        if value is None:
            if required:
                self.note(key, "is missing")
            return ""
        return self._text(value, key)

    def _text(self, value: object, *where: str | int) -> str:
        document = self.document
        if not isinstance(value, str):
            wrong = f"expected text in quotes, got {shown(value)}"
        elif len(value) > document.longest_text:
            wrong = f"too long: at most {document.longest_text:,} characters"
        else:
            return value if document.is_clean else clean(value)
        document.note((*self.place, *where), wrong)
        return ""

    def prose(self, key: str) -> str:
        """Text without blank lines around it."""
        return trimmed(self.text(key))

    def line(self, key: str, default: str = "", *, required: bool = False) -> str:
        """Text on one line; the default where it is absent or blank."""
        if key not in self.values and not required:
            return default
        return one_line(self.text(key, required=required)) or default

    def texts(self, key: str, tidy: Callable[[str], str] | None = None) -> tuple[str, ...]:
        """A list of texts, each tidied; those of which nothing is left then are left out."""
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
        """A finite number in a range; the greatest may be infinity, then `inf` is allowed too."""
        value = self.values.get(key, default)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            if least <= value <= most:
                return _as_float(value)
            if not value > 0 < least:
                self._wrong(key, "a positive number" if least > 0 else "a number from 0 on")
            else:
                self._wrong(key, f"a number of at least {least:g} and at most {most:,.0f}")
        elif key in self.values:
            self._wrong(key, _number_for(value))
        return default

    def whole(self, key: str, default: int, *, least: int, most: int) -> int:
        """A whole number in a range."""
        value = self.values.get(key)
        if value is None:
            return default
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        self._wrong(key, f"a whole number from {least} to {most:,}")
        return default

    def flag(self, key: str, default: bool = False) -> bool:
        """true or false."""
        value = self.values.get(key, default)
        if isinstance(value, bool):
            return value
        self._wrong(key, "true or false")
        return default

    def choice(self, key: str, kind: type[Choice]) -> Choice | None:
        """One of an enum's values; None where it is absent or wrong."""
        value = self.values.get(key)
        if value is None:
            return None
        return self._choice(value, kind, (*self.place, key))

    def choices(self, key: str, kind: type[Choice]) -> tuple[Choice, ...]:
        """A list of an enum's values."""
        value = self.values.get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self._wrong(key, "a list of " + ", ".join(kind))
            return ()
        read = (self._choice(v, kind, (*self.place, key, i)) for i, v in enumerate(value))
        return tuple(choice for choice in read if choice is not None)

    def _choice(self, value: object, kind: type[Choice], place: KeyPath) -> Choice | None:
        if isinstance(value, str):
            try:
                return kind(value)
            except ValueError:
                pass
        allowed = ", ".join(kind)
        self.document.note(place, f"expected one of {allowed}; got {shown(value)}")
        return None

    def moment(self, key: str) -> datetime | None:
        """A date with time and offset; one without offset is taken as local time."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, datetime):
            try:
                return value if value.tzinfo else value.astimezone()
            except (OverflowError, OSError, ValueError):
                pass
        self._wrong(key, "a date with time and offset, like 2026-11-22T18:30:05+01:00")
        return None

    def day(self, key: str) -> date | None:
        """A date without a time."""
        value = self.values.get(key)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        self._wrong(key, "a date like 2026-12-01, without quotes")
        return None

    def table(self, key: str) -> Table:
        """The table under a key; an empty one where it is absent or wrong."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            self._wrong(key, f"a table [{key}]")
            value = {}
        return Table(self.document, value, (*self.place, key))

    def tables(self, key: str) -> Iterator[Table]:
        """The tables of a list [[key]]."""
        value = self.values.get(key, [])
        if not isinstance(value, list):
            self._wrong(key, f"a list of tables [[{key}]]")
            return
        for index, each in enumerate(value):
            place = (*self.place, key, index)
            if isinstance(each, dict):
                yield Table(self.document, each, place)
            else:
                self.document.note(place, f"expected a table [[{key}]], got {shown(each)}")

    def unknown(self, known: Collection[str]) -> dict[str, Any]:
        """The values under keys that are not among the known ones."""
        return {key: value for key, value in self.values.items() if key not in known}

    def refuse_unknown(
        self, known: frozenset[str], elsewhere: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        """Note every key that is not known, with where it belongs or the nearest one that is."""
        for key, value in self.unknown(known).items():
            table = isinstance(value[0] if isinstance(value, list) and value else value, dict)
            place = "" if table else elsewhere.get(key)
            self.note(key, place or f"unknown key; {_hint(key, known)}")


@lru_cache(maxsize=64)
def _hint(key: str, known: frozenset[str]) -> str:
    """Which key was meant; the same slip comes again and again."""
    near = nearest(key, sorted(known))
    return f"did you mean {near}?" if near else f"known are {', '.join(sorted(known))}"


def _number_for(value: object) -> str:
    """What is expected instead of another value; of `"2m"` the number of seconds."""
    try:
        seconds = parse_time(value) if isinstance(value, str) else math.inf
    except ValueError:
        seconds = math.inf
    return "a number" if math.isinf(seconds) else f"the number {seconds:g}"


def trimmed(text: str) -> str:
    """Without blank lines before and white space behind; the first line keeps its indentation."""
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


def shown(value: object) -> str:
    """A value as a message shows it: short, and safe for numbers of any length."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and value.bit_length() > 64:
        return "a number of far too many digits"
    if isinstance(value, str):
        line = one_line(value, 40)
        return f'the text "{line}"' if line else "a blank text"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a table"
    return str(value)
