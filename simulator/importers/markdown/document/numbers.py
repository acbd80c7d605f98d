"""Normalise line numbers so that a parser reads them as the items of one list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import pairwise

_TIGHT = re.compile(r"^(\d{1,3})([.)])(?=[^\W\d]|[¿\"'`*\[(])")
_COUNTED = re.compile(r"^(\d{1,3})([.)])(?=\s+\S)")
_NESTED = re.compile(r"^(?P<indent>\s+)(?P<number>\d{1,3})(?P<end>[.)])(?=\s+\S)")
_ITEM = re.compile(r"^(?P<indent>\s*)(?:[-*+]|\d{1,3}[.)])\s+\S")
_MARKED = re.compile(
    r"^(?P<mark>\((?=\d+\))|[Qq]|(?=\d+(?:[.)]|\s[-–—])))(?P<number>\d{1,3})(?P<end>[.):]|\s[-–—])\s+(?=\S)"
)
_AROUND, _DASH, _DOT = ("(", ")"), ("", "-"), ("", ".")
_HEADING = re.compile(r"^#{1,6}\s")

Numbered = tuple[int, tuple[str, str], re.Match[str]]
"""A line, the text around its number, and the match of all three."""


def part_numbers(lines: list[str]) -> None:
    """Add the space that makes `1)What is it?` a list item, if several lines are like it."""
    found = {at: match for at, line in enumerate(lines) if (match := _TIGHT.match(line))}
    pairs = pairwise(int(match[1]) for match in found.values())
    if len(found) < 3 or sum(b == a + 1 for a, b in pairs) < 0.6 * (len(found) - 1):
        return
    for at in found:
        lines[at] = _TIGHT.sub(r"\1\2 ", lines[at])


def use_one_mark(lines: list[str], code: Collection[int]) -> None:
    """Give a series with mixed marks, `1.` and then `2)`, `(3)`, `4 -` or `Q5:`, its commonest
    mark; not that of `(3)` or `4 -`, which begin no list."""
    for series in _series(lines, code):
        marks = Counter(mark for _, mark, _ in series)
        if len(marks) > 1 or (len(series) > 1 and _DASH in marks):
            known = (mark for mark, _ in marks.most_common() if mark not in (_AROUND, _DASH))
            before, end = next(known, _DOT)
            for at, _, match in series:
                number, rest = match["number"], lines[at][match.end() :]
                lines[at] = f"{before}{number}{end} {rest}"


def _series(lines: list[str], code: Collection[int]) -> Iterator[list[Numbered]]:
    """Lines at the margin that count on, below one heading.

    A mark that has itself counted this far continues its own series, since there may be options
    and steps between questions.
    """
    series: list[Numbered] = []
    counted: dict[tuple[str, str], int] = {}
    for at, line in enumerate(lines):
        if at in code:
            continue
        if _HEADING.match(line):
            yield series
            series, counted = [], {}
        match = _MARKED.match(line)
        if match is None:
            continue
        end = match["end"] if match["end"] in ".):" else _DASH[1]
        mark, number = (match["mark"].upper(), end), int(match["number"])
        _, last, above = series[-1] if series else (0, mark, None)
        step = 0 if above is None else number - int(above["number"])
        goes_on = step == 1 or (step > 1 and mark == _DASH and line.rstrip().endswith("?"))
        own = mark != last and counted.get(mark) == number - 1
        if not goes_on or own or (mark in (_AROUND, _DASH) and _is_in_text(lines, at)):
            yield series
            series = []
        series.append((at, mark, match))
        counted[mark] = number
    yield series


def _is_in_text(lines: list[str], at: int) -> bool:
    """True if the line continues the paragraph above it."""
    above = lines[at - 1] if at else ""
    goes_on = above[:1].strip() != "" and _MARKED.match(above) is None
    return goes_on and not lines[at].rstrip().endswith("?")


def open_nested_items(lines: list[str], code: Collection[int]) -> None:
    """Let a list begin right below its item, whatever its first number.

    Only a list that begins with 1 may interrupt a paragraph. At least two items that count on, or
    one that asks, tell such a list from text with a number in it.
    """
    for at in range(1, len(lines)):
        first, outer = _NESTED.match(lines[at]), _ITEM.match(lines[at - 1])
        if first is None or outer is None or at in code or first["number"] == "1":
            continue
        if len(first["indent"].expandtabs(4)) < len(outer["indent"].expandtabs(4)) + 2:
            continue
        second = _NESTED.match(lines[at + 1]) if at + 1 < len(lines) else None
        goes_on = second is not None and int(second["number"]) == int(first["number"]) + 1
        if goes_on or lines[at].rstrip().endswith("?"):
            lines[at] = f"{first['indent']}1{first['end']}{lines[at][first.end() :]}"


def open_items(lines: list[str], code: Collection[int]) -> None:
    """Let a number that continues a count right below a paragraph begin an item, as `1.` would."""
    last, above = 0, ""
    for at, line in enumerate(lines):
        match = None if at in code else _COUNTED.match(line)
        if match:
            if int(match[1]) == last + 1 and last and above and not _COUNTED.match(above):
                lines[at] = f"1{match[2]}{line[match.end() :]}"
            last = int(match[1])
        above = line.strip()
