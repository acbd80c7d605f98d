"""Every mistake in a document's syntax: each is taken out, and reading goes on."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable

from simulator.storage.toml.syntax_errors import explain, is_toml
from simulator.system.faults import Fault

MOST_FAULTS = 50
MOST_WORK = 8 * 1024 * 1024
"""Characters that are parsed again in all, before the rest is left for the next time."""

_HEADER = re.compile(r"\s*\[\[?[^\]=]*\]?\]?\s*(?:#.*)?$")
_CUT_HEADER = re.compile(r"\s*\[\[\s*([\w.-]+)\s*\]")
"""The header of one more table, with its end missing or something behind it."""
_PAIR = re.compile(r"\s*(?P<key>[\w-]+)\s*:?=")

StandIn = Callable[[str, int], str]
"""A value for a key, written in TOML, that can be read in the place of a faulty one; empty for
none. The number is that of the line."""


def recovered(
    text: str, error: ValueError, file: str, stand_in: StandIn
) -> tuple[list[Fault], str | None]:
    """The faults of the syntax by line, and the text without them; None where nothing is left.

    Every line stays where it was. `error` is what tomllib raised for the text.
    """
    faults: list[Fault] = []
    lines = text.split("\n")
    for _ in range(max(1, min(MOST_FAULTS, MOST_WORK // (len(text) + 1)))):
        fault = explain(text, error, file)
        faults.append(fault)
        if fault.line is None or not is_toml(text) or not _take_out(lines, fault, stand_in):
            break
        text = "\n".join(lines)
        try:
            tomllib.loads(text)
        except ValueError as another:
            error = another
        except RecursionError:
            break
        else:
            return _by_line(faults), text
    return _by_line(faults), None


def _by_line(faults: list[Fault]) -> list[Fault]:
    return sorted(dict.fromkeys(faults), key=lambda each: each.line or 0)


def _begins(line: str) -> bool:
    """Whether a statement begins on a line."""
    return _PAIR.match(line) is not None or _HEADER.match(line) is not None


def _take_out(lines: list[str], fault: Fault, stand_in: StandIn) -> bool:
    """Blank the statement on a fault's line; False where there is nothing left to blank."""
    line = (fault.line or 1) - 1
    if lines[line].strip() == "[questions]":
        # Each of them was meant to be one more question.
        lines[:] = ["[[questions]]" if each.strip() == "[questions]" else each for each in lines]
        return True
    if (header := _CUT_HEADER.match(lines[line])) and lines[line].strip() != f"[[{header[1]}]]":
        lines[line] = f"[[{header[1]}]]"
        return True
    start = line
    end = start + 1
    while start > 0 and not _begins(lines[start]):
        start -= 1
    while end < len(lines) and not _begins(lines[end]):
        end += 1
    if not any(each.strip().strip("#") for each in lines[start:end]):
        return False
    pair = _PAIR.match(lines[start])
    value = stand_in(pair["key"], start + 1) if pair else ""
    first = f"{pair['key']} = {value}" if pair and value else "#"
    if lines[start].strip() == first:
        first = "#"
    lines[start:end] = [first, *["#"] * (end - start - 1)]
    return True
