"""The TOML tokeniser: finds how deep text nests, and where keys and values are."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator

from simulator.storage.toml.key_path import DEEPEST, KeyPath

# Possessive throughout, and closed by the end of the text as well, so that any text takes linear
# time. No lookahead within a possessive group: Python before 3.11.5 misses matches.
_MULTI_BASIC = r'"""(?:[^"\\]++|\\.|"[^"\\]|""[^"\\]|"\\.|""\\.)*+(?:"{3,5}+|"{0,2}\\?\Z)'
_MULTI_LITERAL = r"'''(?:[^']++|'[^']|''[^'])*+(?:'{3,5}+|'{0,2}\Z)"
_BASIC = r'"(?:[^"\\\n]++|\\[^\n])*+(?:"|(?=\\?(?:\n|\Z)))'
_LITERAL = r"'[^'\n]*+(?:'|(?=\n|\Z))"
_COMMENT = r"#[^\n]*+"
_STRING = re.compile(f"{_MULTI_BASIC}|{_MULTI_LITERAL}|{_BASIC}|{_LITERAL}", re.DOTALL)
_OPAQUE = re.compile(f"{_STRING.pattern}|{_COMMENT}", re.DOTALL)
_NAME = rf"[ \t]*+(?:[\w-]++|{_BASIC}|{_LITERAL})[ \t]*+"
_DOTS = re.compile(rf"\.{_NAME}(?:\.{_NAME}){{{DEEPEST - 1}}}")
_SHAPE = re.compile(
    f"(?P<dots>{_DOTS.pattern})|(?P<opaque>{_OPAQUE.pattern})|(?P<open>[\\[{{])|[\\]}}]", re.DOTALL
)


def has_long_key(text: str) -> bool:
    """True if any text, valid or not, has a key of more than `DEEPEST` names."""
    return any(match["dots"] for match in _SHAPE.finditer(text))


def deep_line(text: str) -> int | None:
    """Return the line on which nesting first exceeds `DEEPEST`, or None."""
    depth = 0
    for match in _SHAPE.finditer(text):
        if match["opaque"]:
            continue
        if match["dots"]:
            return line_at(text, match.start())
        depth = depth + 1 if match["open"] else max(0, depth - 1)
        if depth > DEEPEST:
            return line_at(text, match.start())
    return None


def line_at(text: str, offset: int) -> int:
    """Return the line, from 1, of an offset."""
    return text.count("\n", 0, offset) + 1


class Lines:
    """Looks up the lines of many positions in one text."""

    def __init__(self, text: str) -> None:
        self._ends = [match.start() for match in re.finditer("\n", text)]

    def at(self, offset: int) -> int:
        """Return the line of a position, counted from 1."""
        return bisect_right(self._ends, offset - 1) + 1


def strings(text: str) -> Iterator[re.Match[str]]:
    """Yield every string outside comments with its quotes, even if unclosed."""
    return (match for match in _OPAQUE.finditer(text) if match[0][0] != "#")


def without_texts(text: str) -> str:
    """Blank out strings and comments; line numbers stay the same."""
    return _OPAQUE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


# Text without escapes is skipped in one go, which is three times as fast.
_SKIPPED = (
    rf"[^\"'#]++|{_COMMENT}|{_MULTI_LITERAL}|'[^'\n]*+'?+|"
    r'"""(?:[^"\\]++|"[^"\\]|""[^"\\])*+"{3,5}+|"[^"\\\n]++"|""[^"#\x27]'
)
_NEXT_ESCAPING = re.compile(f"(?:{_SKIPPED})*+({_MULTI_BASIC}|{_BASIC})", re.DOTALL)


def escaping_strings(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and text, with quotes, of strings in which backslashes are escapes.

    Strings without any backslash are left out.
    """
    match = _NEXT_ESCAPING.match(text)
    while match is not None:
        if "\\" in match[1]:
            yield match.start(1), match[1]
        match = _NEXT_ESCAPING.match(text, match.end())


_SPACE = re.compile(rf"(?:[\s\ufeff]++|{_COMMENT})*+")
_KEY_PART = re.compile(rf"[ \t]*+(?:(?P<bare>[\w-]++)|(?P<quoted>{_BASIC}|{_LITERAL}))[ \t]*+")
_PLAIN_VALUE = re.compile(r"[^,\[\]{}#\n]*+")


def key_lines(text: str) -> dict[KeyPath, int]:
    """Return the line of every key, table and array item of valid TOML."""
    lines = Lines(text)
    return {place: lines.at(offset) for place, offset in Walk(text).read().offsets.items()}


def line_of(lines: dict[KeyPath, int], path: KeyPath) -> int | None:
    """Return the line of a path, of the nearest table around it, or of the first thing inside it.

    None for the document itself.
    """
    for end in range(len(path), 0, -1):
        if path[:end] in lines:
            return lines[path[:end]]
    inside = (line for place, line in lines.items() if path and place[: len(path)] == path)
    return next(inside, None)


Span = tuple[int, int]


class Walk:
    """Walks through a valid document once and records where everything is.

    `offsets` has the offset of every key, table and array item. `headers` has the offset of every
    `[name]` and `[[name]]`, with its keys and whether it has two brackets. `pairs` has the offset
    of every line `key = value` outside of values, its key, and the start and end of its value.
    """

    def __init__(self, text: str, at: int = 0) -> None:
        self._text = text
        self._at = at
        self._tables: dict[KeyPath, int] = {}
        self.offsets: dict[KeyPath, int] = {}
        self.headers: list[tuple[int, KeyPath, bool]] = []
        self.pairs: list[tuple[int, KeyPath, Span]] = []

    def read(self) -> Walk:
        """Walk to the end."""
        base: KeyPath = ()
        while self._skip() < len(self._text):
            start = self._at
            if self._text[start] == "[":
                base = self._header()
            else:
                self.pairs.append((start, *self._pair(base)))
            if self._at == start:
                break  # Not valid after all, but the findings so far are right.
        return self

    def _skip(self) -> int:
        space = _SPACE.match(self._text, self._at)
        self._at = space.end() if space else self._at
        return self._at

    def _note(self, path: KeyPath, offset: int) -> None:
        self.offsets.setdefault(path, offset)

    def _header(self) -> KeyPath:
        start, many = self._at, self._text.startswith("[[", self._at)
        self._at += 2 if many else 1
        keys = self._key()
        self._at += 2 if many else 1
        self.headers.append((start, keys, many))
        path = self._resolve(keys[:-1]) + keys[-1:]
        if many:
            self._note(path, start)
            self._tables[path] = self._tables.get(path, -1) + 1
        path = self._resolve(keys)
        self._note(path, start)
        return path

    def _resolve(self, keys: KeyPath) -> KeyPath:
        path: KeyPath = ()
        for key in keys:
            path += (key,)
            if path in self._tables:
                path += (self._tables[path],)
        return path

    def _key(self) -> KeyPath:
        keys: list[str | int] = []
        while part := _KEY_PART.match(self._text, self._at):
            quoted = part["quoted"]
            keys.append(tomllib.loads(f"k = {quoted}")["k"] if quoted else part["bare"])
            self._at = part.end()
            if self._text[self._at : self._at + 1] != ".":
                break
            self._at += 1
        return tuple(keys)

    def _pair(self, base: KeyPath) -> tuple[KeyPath, Span]:
        start = self._at
        path, keys = base, self._key()
        for key in keys:
            path += (key,)
            self._note(path, start)
        self._at += 1
        return keys, self._value(path)

    def _value(self, path: KeyPath) -> Span:
        start = self._skip()
        opening = self._text[start : start + 1]
        if opening in ("'", '"'):
            string = _STRING.match(self._text, start)
            self._at = string.end() if string else len(self._text)
        elif opening == "[":
            self.inside("]", path)
        elif opening == "{":
            self.inside("}", path)
        else:
            plain = _PLAIN_VALUE.match(self._text, start)
            self._at = start + len(plain[0].rstrip()) if plain else len(self._text)
        return start, self._at

    def inside(self, closing: str, path: KeyPath = ()) -> list[Span]:
        """Walk through a list or inline table; return the spans of a list's items."""
        self._at += 1
        items: list[Span] = []
        while self._skip() < len(self._text) and self._text[self._at] != closing:
            start = self._at
            if closing == "]":
                item = (*path, len(items))
                self._note(item, start)
                items.append(self._value(item))
            else:
                self._pair(path)
            if self._skip() < len(self._text) and self._text[self._at] == ",":
                self._at += 1
            if self._at == start:
                break
        self._at += 1
        return items
