"""Describes the fields that files keep: kind, range, default and presence, each stated once.

Dataclasses declare such fields with `kept`; readers, writers, the cache and forms ask `fields_of`
for them.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING
from datetime import UTC, date, datetime, timedelta
from enum import Enum, IntEnum, StrEnum, auto
from functools import cache
from typing import Any, NamedTuple

LONG = 1e12
"""Seconds; anything longer can only be a mistake."""

LONGEST_TEXT = 100_000
"""Characters in one field of a bank, at most."""

MOST_QUESTIONS = 20_000
"""Questions in one bank, at most."""

FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2199, 12, 31)
"""Any other date can only be a mistake; near the ends of the calendar, adding days would fail."""

_FIRST_SECOND, _AFTER = (
    datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
    for day in (FIRST_DAY, LAST_DAY + timedelta(days=1))
)


def is_sound(when: date) -> bool:
    """True for a date from `FIRST_DAY` to `LAST_DAY`, or an aware time on these days in UTC."""
    if isinstance(when, datetime):
        return _FIRST_SECOND <= when.timestamp() < _AFTER
    return FIRST_DAY <= when <= LAST_DAY


class Kind(Enum):
    """The kind of value that a file holds for a field."""

    TEXT = auto()
    TEXTS = auto()
    FLAG = auto()
    FLAGS = auto()
    WHOLE = auto()
    NUMBER = auto()
    CHOICE = auto()
    CHOICES = auto()
    RANK = auto()
    MOMENT = auto()
    DAY = auto()
    TABLE = auto()
    RECORD = auto()
    RECORDS = auto()


class Field(NamedTuple):
    """One field of a dataclass as it is kept in files."""

    name: str
    kind: Kind
    type: type
    """The enum of a choice, the dataclass of a record, otherwise the plain type."""
    optional: bool
    """May be None, meaning that it has not happened; then it is not written."""
    default: Any
    required: bool
    when_set: bool
    """Written only if it differs from the default."""
    least: float
    most: float
    private: bool
    """Left out of the session cache: too long, or of no use across many sessions."""
    line: bool
    """Each of its texts is a single line."""
    label: str
    """Its name on screen."""
    about: str
    """Its purpose in one sentence."""

    @property
    def is_list(self) -> bool:
        """True for a list of tables, or of texts that may span several lines."""
        return self.kind is Kind.RECORDS or (self.kind is Kind.TEXTS and not self.line)


def kept(
    default: Any = MISSING,
    *,
    required: bool | None = None,
    least: float = 0,
    most: float = LONG,
    when_set: bool = False,
    private: bool = False,
    line: bool = False,
    label: str = "",
    about: str = "",
) -> Any:
    """Declare a field kept in files; required if it has no default, unless `required` is set.

    `least` and `most` bound a number; an infinite `most` allows `inf` itself. The default `dict`
    stands for an empty table.
    """
    described = {
        "required": default is MISSING if required is None else required,
        "least": least,
        "most": most,
        "when_set": when_set,
        "private": private,
        "line": line,
        "label": label,
        "about": about,
    }
    if default is dict:
        return dataclasses.field(default_factory=dict, hash=False, metadata={"kept": described})
    return dataclasses.field(default=default, metadata={"kept": described})


@cache
def fields_of(record: Any) -> tuple[Field, ...]:
    """Return a dataclass's kept fields in the order in which they are written."""
    hints = typing.get_type_hints(record)
    return tuple(
        _field(each.name, hints[each.name], each.default, each.metadata["kept"])
        for each in dataclasses.fields(record)
        if "kept" in each.metadata
    )


def _field(name: str, hint: Any, default: Any, described: Mapping[str, Any]) -> Field:
    optional = isinstance(hint, types.UnionType)
    if optional:
        hint = next(each for each in typing.get_args(hint) if each is not types.NoneType)
    many = typing.get_origin(hint) is tuple
    plain = typing.get_args(hint)[0] if many else typing.get_origin(hint) or hint
    default = None if default is MISSING else default
    label = described["label"] or name.replace("_", " ").capitalize()
    rest = {**described, "label": label}
    return Field(name, _kind(plain, many), plain, optional, default, **rest)


def _kind(plain: type, many: bool) -> Kind:
    if dataclasses.is_dataclass(plain):
        return Kind.RECORDS if many else Kind.RECORD
    if issubclass(plain, StrEnum):
        return Kind.CHOICES if many else Kind.CHOICE
    if issubclass(plain, IntEnum):
        return Kind.RANK
    return _MANY[plain] if many else _ONE[plain]


_ONE = {
    str: Kind.TEXT, bool: Kind.FLAG, int: Kind.WHOLE, float: Kind.NUMBER, datetime: Kind.MOMENT,
    date: Kind.DAY, Mapping: Kind.TABLE,
}  # fmt: skip
_MANY = {str: Kind.TEXTS, bool: Kind.FLAGS}
