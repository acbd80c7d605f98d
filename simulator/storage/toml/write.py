"""Writes values as readable TOML that reads back to the same characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from simulator.text.cleaning import is_clean
from simulator.text.patterns import pattern

_BARE = pattern(r"[A-Za-z0-9_-]+")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_UNSEEN = (
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    r"\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)
"""Characters that a terminal would obey, or an editor would not show."""

_HIDDEN = pattern(_UNSEEN)
_SPECIAL = pattern(r'["\\\n\t]|' + _UNSEEN)


def key(name: str) -> str:
    """Return a key, quoted if needed."""
    return name if _BARE.fullmatch(name) else short_string(name)


def short_string(text: str) -> str:
    """Return a one-line string with invisible characters escaped."""
    return '"' + _SPECIAL.sub(_escape, text) + '"'


def string(text: str) -> str:
    """Return a string as a person would write it: over several lines, backslashes unescaped.

    Uses `'''` if that can hold the text, else an escaped form.
    """
    if "\n" not in text:
        literal = "\\" in text and "'" not in text and is_clean(text)
        return f"'{text}'" if literal else short_string(text)
    if "'''" not in text and not text.endswith("'") and is_clean(text):
        return f"'''\n{text}'''"
    inner = escaped(text.replace("\\", "\\\\")).replace('"""', '""\\"')
    if inner.endswith('"'):
        inner = inner[:-1] + '\\"'
    return f'"""\n{inner}"""'


def escaped(text: str) -> str:
    """Escape invisible characters; lone surrogates, which no file can hold, become U+FFFD."""
    return _HIDDEN.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    letter, code = match[0], ord(match[0])
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return _ESCAPES.get(letter) or (f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}")


def with_offset(value: datetime) -> datetime:
    """Return the same moment with an offset that TOML can hold: whole minutes."""
    offset = value.utcoffset()
    if offset is None or not offset % timedelta(minutes=1):
        return value
    return value.astimezone(timezone(timedelta(minutes=round(offset / timedelta(minutes=1)))))


def value(item: Any, *, lines: bool = True) -> str:
    """Return any TOML value; strings span several lines only if `lines` allows.

    Raises TypeError for anything else.
    """
    if isinstance(item, str):
        return string(item) if lines else short_string(item)
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, int) and item.bit_length() > 10_000:
        return hex(item)  # Python could read it, but refuses to write it otherwise.
    if isinstance(item, (int, float)):
        return repr(item)
    if isinstance(item, datetime) and item.tzinfo:
        return with_offset(item).isoformat(timespec="seconds")
    if isinstance(item, (date, time)):
        return item.isoformat()
    if isinstance(item, Mapping):
        pairs = (f"{key(name)} = {value(each, lines=False)}" for name, each in item.items())
        return f"{{ {', '.join(pairs)} }}" if item else "{}"
    if isinstance(item, Iterable):
        return _array([value(each, lines=False) for each in item], lines)
    raise TypeError(f"TOML has no {type(item).__name__}")


def _array(items: list[str], lines: bool) -> str:
    on_one = f"[{', '.join(items)}]"
    if not lines or len(items) < 2 or len(on_one) <= 80:
        return on_one
    return "[\n" + "".join(f"  {item},\n" for item in items) + "]"


def pair(name: str, item: Any) -> str:
    """Return `name = value`, on one line or several."""
    return f"{key(name)} = {value(item)}\n"
