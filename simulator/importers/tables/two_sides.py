"""Cards as copied from Quizlet: both sides on a line, with any separator between them."""

from __future__ import annotations

import re
from collections import Counter

from simulator.core.bank import Question
from simulator.importers.common.draft import Draft, DraftItem
from simulator.importers.common.line_draft import Lines

_SIGNS = re.compile(
    r"(?<=\S)(?:\s+(?:[-–—]|[=^#@$&*+/~\\]{1,4})\s+|\s*(?:-{2,}|[=~_]{2,}|[-=]+>|[|¦§]{1,4}|[:;]{2,})\s*)"
)
_BULLET = re.compile(r"^\s*(?:[-*+•]|\d{1,4}[.)]|#{1,6}|>|\.\.|//|@|#)\s?")
_LEAST = 3
_LONGEST_FRONT = 200


def looks_like(text: str) -> bool:
    """True if the same separator occurs once in nearly all lines, and few are list items."""
    return sign_of(text) is not None


def sign_of(text: str) -> str | None:
    """The separator between the sides; None if there is no consistent one."""
    lines = [line.strip() for line in text[:200_000].split("\n") if line.strip()]
    if len(lines) < _LEAST or sum(map(bool, map(_BULLET.match, lines))) > 0.2 * len(lines):
        return None
    counts = Counter(sign for line in lines for sign in {m[0] for m in _SIGNS.finditer(line)})
    for sign, count in counts.most_common(3):
        parted = [line.split(sign) for line in lines]
        fronts = {sides[0].strip().casefold() for sides in parted}
        good = [sides for sides in parted if len(sides) == 2 and all(map(str.strip, sides))]
        short = sum(len(sides[0]) <= (60 if sign in _DASHES else _LONGEST_FRONT) for sides in good)
        if count >= 0.9 * len(lines) <= len(fronts) / 0.9 and short >= 0.9 * len(lines):
            return sign
    return None


_DASHES = (" - ", " – ", " — ")


def read(text: str, *, file: str) -> Draft:
    """The cards, one per line."""
    made = Lines(file, text.split("\n"))
    sign = sign_of(text) or "\t"
    for number, line in enumerate(made.lines, 1):
        front, parted, back = line.partition(sign)
        if made.is_full or not parted or not any(map(str.isalnum, front)) or not back.strip():
            made.leave(number, number, f"a line without {sign.strip()} between two sides")
            continue
        question = Question("", front.strip(), back.strip())
        made.items.append(DraftItem(question, file, number, number, 0.9))
    words = f"cards with {sign.strip()} between their sides"
    return made.draft(words, otherwise="not a card", refusal="no card in it.")
