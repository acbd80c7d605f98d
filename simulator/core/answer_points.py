"""Key points for a bank that names none: list items of the model answer, or its sentences."""

from __future__ import annotations

import re

from simulator.text.formulas import Formulas
from simulator.text.markdown import joined_lines
from simulator.text.patterns import pattern

MOST_POINTS = 12
"""Key points taken from one answer; nobody ticks more, so the rest is dropped."""

_FENCE = pattern(r"^(```|~~~).*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)
_MARKER = pattern(r"^ {0,3}(?:[-*+•]|\d{1,3}[.)])\s+", re.MULTILINE)
_CODE = pattern(r"(?<![`\\])(`+)(?!`)[^\n]+?(?<!`)\1(?!`)")
_HIDDEN = pattern("\ue010(\\d+)\ue011")
_MARKS = pattern(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|^#{1,6}\s+", re.MULTILINE)
_SENTENCE_END = pattern(r"(?<=[.!?。！？])[\"')\]]*\s+(?=[^\s\da-z])|(?<=[。！？])|\n\s*\n")


def key_points_from_answer(answer: str) -> tuple[str, ...]:
    """Return the list items of a Markdown model answer if it has at least two, else its sentences.

    Drops code blocks and emphasis marks, keeps formulas and inline code, and returns at most
    `MOST_POINTS`.
    """
    # Never split formulas or code; their characters are not Markdown syntax.
    formulas = Formulas(_FENCE.sub("", answer))
    kept_code: list[str] = []

    def hide(found: re.Match[str]) -> str:
        kept_code.append(found[0])
        return f"\ue010{len(kept_code) - 1}\ue011"

    prose = _CODE.sub(hide, formulas.marked)
    items = _items(prose)
    parts = items if len(items) >= 2 else _SENTENCE_END.split(_MARKER.sub("", prose))
    plain = (joined_lines(_MARKS.sub("", part)) for part in parts)
    whole = (
        formulas.restored(_HIDDEN.sub(lambda found: kept_code[int(found[1])], part))
        for part in plain
    )
    kept = [point for point in whole if any(letter.isalnum() for letter in point)]
    return tuple(dict.fromkeys(kept))[:MOST_POINTS]


def _items(prose: str) -> list[str]:
    """Return the outermost list items, each with its continuation lines."""
    items: list[str] = []
    inside = False
    for line in prose.splitlines():
        if marker := _MARKER.match(line):
            items.append(line[marker.end() :])
            inside = True
        elif inside and line.strip():
            items[-1] += f"\n{line.strip()}"
        else:
            inside = False
    return items
