"""Where in a TOML text each table and value stands: to change one and leave all else as it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from simulator.storage.toml.key_path import KeyPath
from simulator.storage.toml.positions import Walk


@dataclass(frozen=True, slots=True)
class KeyValue:
    """A line `key = value`, or several. Offsets count characters; `end` is behind the line end."""

    key: KeyPath
    start: int
    value: int
    value_end: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A header and what follows it, up to the next. The first section has no header.

    `many` tells `[[name]]` from `[name]`; the body begins behind the header's line.
    """

    key: KeyPath
    many: bool
    start: int
    body: int
    end: int
    pairs: tuple[KeyValue, ...]

    def pair(self, name: str) -> KeyValue | None:
        """The line of a key, also the first of those that begin with `name.`; None without one."""
        return next((pair for pair in self.pairs if pair.key[0] == name), None)


NO_HEADER: tuple[int, tuple[str | int, ...], bool] = (0, (), False)
"""What the keys before the first table stand under."""


@lru_cache(maxsize=2)
def sections(text: str) -> tuple[Section, ...]:
    """The tables of a text that is valid TOML, in the order of the file.

    Remembered for the last texts: an edit asks for the same ones again and again.
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
    """Behind the end of the line."""
    return text.find("\n", at) + 1 or len(text)


def array_items(array: str) -> list[tuple[int, int]]:
    """Where the items of an array stand, white space and comments left out."""
    return Walk(array).inside("]")
