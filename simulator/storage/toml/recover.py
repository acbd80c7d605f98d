"""Finds every syntax error in a document by blanking out each one and parsing again."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable

from simulator.storage.toml.syntax_errors import explain, is_toml
from simulator.system.faults import Fault

MOST_FAULTS = 50
MOST_WORK = 8 * 1024 * 1024
"""The most characters parsed again in all; further errors wait for the next run."""

_HEADER = re.compile(r"\s*\[\[?[^\]=]*\]?\]?\s*(?:#.*)?$")
_CUT_HEADER = re.compile(r"\s*\[\[\s*([\w.-]+)\s*\]")
"""A `[[name]]` header with its end missing or something after it."""
_PAIR = re.compile(r"\s*(?P<key>[\w-]+)\s*:?=")

StandIn = Callable[[str, int], str]
"""Takes a key and its line, and returns a TOML value for its faulty one, or an empty text."""


def recovered(
    text: str, error: ValueError, file: str, stand_in: StandIn
) -> tuple[list[Fault], str | None]:
    """Return the syntax faults by line, and the text without them; None if nothing is left.

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
    """True if a statement begins on a line."""
    return _PAIR.match(line) is not None or _HEADER.match(line) is not None


def _take_out(lines: list[str], fault: Fault, stand_in: StandIn) -> bool:
    """Blank the statement on a fault's line; False if nothing is left to blank."""
    line = (fault.line or 1) - 1
    if lines[line].strip() == "[questions]":
        # Each was probably meant as another question.
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
