"""What can be ticked where a bank names no key points: the list items of the model answer, else its
sentences."""

from __future__ import annotations

import re

MOST_POINTS = 12
"""More than this nobody ticks; a longer answer is cut there."""

_FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)
_MARKER = re.compile(r"^ {0,3}(?:[-*+•]|\d{1,3}[.)])\s+", re.MULTILINE)
_MARKS = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|^#{1,6}\s+", re.MULTILINE)
_SENTENCE_END = re.compile(r"(?<=[.!?。！？])[\"')\]]*\s+(?=[^\s\da-z])|(?<=[。！？])|\n\s*\n")


def points_of(answer: str) -> tuple[str, ...]:
    """The list items of a model answer in Markdown if it has at least two, else its sentences.

    Code blocks are left out and marks of emphasis removed; at most `MOST_POINTS` come back.
    """
    prose = _FENCE.sub("", answer)
    items = _items(prose)
    parts = items if len(items) >= 2 else _SENTENCE_END.split(_MARKER.sub("", prose))
    plain = (" ".join(_MARKS.sub("", part).split()) for part in parts)
    kept = [point for point in plain if any(letter.isalnum() for letter in point)]
    return tuple(dict.fromkeys(kept))[:MOST_POINTS]


def _items(prose: str) -> list[str]:
    """The list items at the outer level, each with the lines that it wraps onto."""
    items: list[str] = []
    inside = False
    for line in prose.splitlines():
        if marker := _MARKER.match(line):
            items.append(line[marker.end() :])
            inside = True
        elif inside and line.strip():
            items[-1] += f" {line.strip()}"
        else:
            inside = False
    return items
