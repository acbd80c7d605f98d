"""Writes TOML with tomli-w, first converting what tomli-w can't write."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import tomli_w

from simulator.storage.toml.write import escaped, with_offset


def dumps(values: Mapping[str, Any], *, lines: bool = True) -> str:
    """Return a document; long texts span several lines if `lines` allows it.

    Invisible characters become escapes. Lone surrogates, which no file can hold, become U+FFFD;
    times lose their microseconds.
    """
    carriage_returns = lines and _any_text(values, "\r\n")  # tomli-w would make them "\n".
    text = tomli_w.dumps(_writable(values), multiline_strings=lines and not carriage_returns)
    return text if text.isascii() else escaped(text)


def _any_text(item: Any, part: str) -> bool:
    if isinstance(item, str):
        return part in item
    if isinstance(item, Mapping):
        return any(_any_text(each, part) for each in item.values())
    return isinstance(item, (list, tuple)) and any(_any_text(each, part) for each in item)


class _Moment(datetime):
    """Written with a T between date and time."""

    __str__ = datetime.isoformat


class _Hexadecimal(int):
    """A number that Python could read as hexadecimal but refuses to write."""

    def __str__(self) -> str:
        return hex(self)


def _writable(item: Any) -> Any:
    if isinstance(item, datetime):
        return _moment(item)
    if isinstance(item, int) and not isinstance(item, bool) and item.bit_length() > 10_000:
        return _Hexadecimal(item)
    if isinstance(item, Mapping):
        return {name: _writable(each) for name, each in item.items()}
    if isinstance(item, (list, tuple)):
        return [_writable(each) for each in item]
    return item


def _moment(value: datetime) -> datetime:
    """Drop the microseconds, and make the offset one that TOML can hold."""
    value = with_offset(value).replace(microsecond=0)
    return _Moment.combine(value.date(), value.timetz())
