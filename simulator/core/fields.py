"""The fields of what files keep: kind, range, default and presence, each said where it is declared.

A dataclass that is kept in files declares its fields with `kept`; readers, writers, the cache and
forms ask `fields_of` for them.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, dataclass
from datetime import datetime
from enum import Enum, IntEnum, StrEnum, auto
from functools import cache
from typing import Any

LONG = 1e12
"""Seconds beyond which a time can only be a mistake."""


class Kind(Enum):
    """What a file holds for a field."""

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
    RECORD = auto()
    RECORDS = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a dataclass, as files keep it."""

    name: str
    kind: Kind
    type: type
    """The enum of a choice, the dataclass of a record or records; else the plain type."""
    optional: bool
    """None stands for what has not happened; it is not written."""
    default: Any
    required: bool
    when_set: bool
    """Written only where it differs from the default."""
    least: float
    most: float
    private: bool
    """Left out of the cache: what the candidate or the bank wrote at length."""


def kept(
    default: Any = MISSING,
    *,
    required: bool = False,
    least: float = 0,
    most: float = LONG,
    when_set: bool = False,
    private: bool = False,
) -> Any:
    """Declare a field that files keep; `required`, or without a default, they must hold it.

    `least` and `most` bound a number; an infinite `most` allows `inf` itself.
    """
    about = {
        "required": required or default is MISSING,
        "least": least,
        "most": most,
        "when_set": when_set,
        "private": private,
    }
    return dataclasses.field(default=default, metadata={"kept": about})


@cache
def fields_of(record: Any) -> tuple[Field, ...]:
    """The fields that files keep of a dataclass, in the order they are written."""
    hints = typing.get_type_hints(record)
    return tuple(
        _field(each.name, hints[each.name], each.default, each.metadata["kept"])
        for each in dataclasses.fields(record)
        if "kept" in each.metadata
    )


def _field(name: str, hint: Any, default: Any, about: Mapping[str, Any]) -> Field:
    optional = isinstance(hint, types.UnionType)
    if optional:
        hint = next(each for each in typing.get_args(hint) if each is not types.NoneType)
    many = typing.get_origin(hint) is tuple
    plain = typing.get_args(hint)[0] if many else hint
    default = None if default is MISSING else default
    return Field(name, _kind(plain, many), plain, optional, default, **about)


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
}  # fmt: skip
_MANY = {str: Kind.TEXTS, bool: Kind.FLAGS}
