"""Locates tables and values in TOML text, so that one can be changed and the rest kept."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from simulator.storage.toml.key_path import KeyPath
from simulator.storage.toml.positions import Walk


class KeyValue(NamedTuple):
    """A `key = value` on one or more lines, as character offsets; `end` follows the line end."""

    key: KeyPath
    start: int
    value: int
    value_end: int
    end: int


class Section(NamedTuple):
    """A header and its content up to the next one. The first section has no header.

    `many` is True for `[[name]]`; the body begins after the header's line.
    """

    key: KeyPath
    many: bool
    start: int
    body: int
    end: int
    pairs: tuple[KeyValue, ...]

    def pair(self, name: str) -> KeyValue | None:
        """Return a key's line, or the first of those beginning with `name.`; None if absent."""
        return next((pair for pair in self.pairs if pair.key[0] == name), None)


NO_HEADER: tuple[int, tuple[str | int, ...], bool] = (0, (), False)
"""The header of keys before the first table."""


@lru_cache(maxsize=2)
def sections(text: str) -> tuple[Section, ...]:
    """Return the tables of valid TOML in file order.

    Cached for the latest texts: an edit asks for the same ones repeatedly.
    """
    walk = Walk(text).read()
    pairs = [_pair(text, *each) for each in walk.pairs]
    headers = [(_line_start(text, start), key, many) for start, key, many in walk.headers]
    ends = [*(start for start, *_ in headers), len(text)]
    found: list[Section] = []
    done = 0
    for (start, key, many), end in zip([NO_HEADER, *headers], ends, strict=True):
        first = done
        while done < len(pairs) and pairs[done].start < end:
            done += 1
        body = _line_end(text, start) if found else 0
        found.append(Section(key, many, start, body, end, tuple(pairs[first:done])))
    return tuple(found)


def _pair(text: str, start: int, key: KeyPath, value: tuple[int, int]) -> KeyValue:
    return KeyValue(key, _line_start(text, start), *value, _line_end(text, value[1]))


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    """Return the offset after the end of the line."""
    return text.find("\n", at) + 1 or len(text)
