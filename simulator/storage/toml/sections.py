"""Where in a TOML text each table and value stands: to change one and leave all else as it is."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache

from simulator.storage.toml.positions import strings

Key = tuple[str, ...]

COMMENT = re.compile(r"#[^\n]*")
_HEADER = re.compile(r"[ \t]*(?P<open>\[\[?)(?P<name>[^\[\]\n]*)\]\]?[^\n]*(?:\n|\Z)")
_PAIR = re.compile(r"[ \t]*(?P<name>[^=\[\]{}\n]*?)[ \t]*=[ \t]*")
_BRACKET = re.compile(r"[\[\]{}\n]")
_LINE = re.compile(r"[^\n]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Pair:
    """A line `key = value`, or several. Offsets count characters; `end` is behind the line end."""

    key: Key
    start: int
    value: int
    value_end: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A header and what follows it, up to the next. The first section has no header.

    `many` tells `[[name]]` from `[name]`; the body begins behind the header's line.
    """

    key: Key
    many: bool
    start: int
    body: int
    end: int
    pairs: tuple[Pair, ...]

    def pair(self, name: str) -> Pair | None:
        """The line of a key, also the first of those that begin with `name.`; None without one."""
        return next((pair for pair in self.pairs if pair.key[0] == name), None)


def masked(text: str) -> str:
    """The text with strings blotted out and comments blank, every offset kept.

    What is left of brackets, commas, equal signs and line ends is syntax.
    """
    parts: list[str] = []
    done = 0
    for string in strings(text):
        parts += [_without_comments(text[done : string.start()]), "_" * len(string[0])]
        done = string.end()
    parts.append(_without_comments(text[done:]))
    return "".join(parts).replace("\ufeff", " ")


def _without_comments(text: str) -> str:
    return COMMENT.sub(lambda comment: " " * len(comment[0]), text)


@lru_cache(maxsize=2)
def sections(text: str) -> tuple[Section, ...]:
    """The tables of a text that is valid TOML, in the order of the file.

    Remembered for the last texts: an edit asks for the same ones again and again.
    """
    mask = masked(text)
    found: list[Section] = []
    key: Key = ()
    many = False
    start = body = at = 0
    pairs: list[Pair] = []
    while at < len(mask):
        header = _HEADER.match(mask, at)
        if header:
            found.append(Section(key, many, start, body, at, tuple(pairs)))
            key = _key(text[header.start("name") : header.end("name")])
            many, start, body, pairs = header["open"] == "[[", at, header.end(), []
            at = header.end()
        elif pair := _pair(text, mask, at):
            pairs.append(pair)
            at = pair.end
        else:
            line = _LINE.match(mask, at)
            at = line.end() if line else len(mask)
    found.append(Section(key, many, start, body, len(text), tuple(pairs)))
    return tuple(found)


def _pair(text: str, mask: str, at: int) -> Pair | None:
    match = _PAIR.match(mask, at)
    if match is None:
        return None
    depth = 0
    end = len(mask)
    for bracket in _BRACKET.finditer(mask, match.end()):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(bracket[0], 0)
        if bracket[0] == "\n" and depth <= 0:
            end = bracket.end()
            break
    value_end = match.end() + len(mask[match.end() : end].rstrip())
    name = text[match.start("name") : match.end("name")].lstrip("\ufeff")
    return Pair(_key(name), at, match.end(), value_end, end)


def _key(name: str) -> Key:
    """The parts of a key as it is written: bare, quoted, dotted."""
    if re.fullmatch(r"[A-Za-z0-9_-]+", name.strip()):
        return (name.strip(),)
    parts: list[str] = []
    value: object = tomllib.loads(f"{name.strip()} = 0")
    while isinstance(value, dict):
        part, value = next(iter(value.items()))
        parts.append(part)
    return tuple(parts)


def array_items(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Where the items of the array between two offsets stand, white space and comments left out."""
    mask = masked(text[start:end])
    found: list[tuple[int, int]] = []
    depth = 0
    begin = 1
    for place, letter in enumerate(mask):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(letter, 0)
        if (letter == "," and depth == 1) or (letter == "]" and depth == 0):
            inner = mask[begin:place]
            if inner.strip():
                first = begin + len(inner) - len(inner.lstrip())
                found.append((start + first, start + begin + len(inner.rstrip())))
            begin = place + 1
    return tuple(found)
