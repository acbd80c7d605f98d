"""Detect the language of a text by its script, else by its commonest words."""

from __future__ import annotations

import re
from collections import Counter

from simulator.importers.common.vocabulary import WORDS

_SCRIPTS = (
    ("ko", "\uac00", "\ud7a3"),
    ("ja", "\u3040", "\u30ff"),
    ("zh", "\u4e00", "\u9fff"),
    ("he", "\u05d0", "\u05ea"),
    ("ar", "\u0621", "\u064a"),
    ("hi", "\u0900", "\u097f"),
    ("th", "\u0e00", "\u0e7f"),
    ("el", "\u0370", "\u03ff"),
    ("ru", "\u0400", "\u04ff"),
)
_WORDS = {name: frozenset(words.split()) for name, words in WORDS["languages"].items()}


def language_of(text: str) -> str:
    """A BCP 47 tag for the text's language; `en` unless there is evidence for another."""
    sample = text[:60_000]
    letters = [letter for letter in sample if letter.isalpha()]
    if not letters:
        return "en"
    counts = Counter(
        name
        for letter in letters
        if letter > "\u036f"
        for name, first, last in _SCRIPTS
        if first <= letter <= last
    )
    if counts["ja"] * 20 > counts["zh"] and counts["ja"] * 10 > len(letters) * 0.3:
        return "ja"
    name, most = max(counts.items(), key=lambda entry: entry[1], default=("en", 0))
    if most > 0.25 * len(letters):
        if name == "ar" and any(letter in sample for letter in "پچژگ"):
            return "fa"
        return "uk" if name == "ru" and sum(map(sample.count, "іїєґ")) * 30 > most else name
    words = Counter(re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", sample.casefold()))
    found = {name: sum(words[word] for word in known) for name, known in _WORDS.items()}
    best = max(found, key=lambda one: found[one])
    return best if found[best] > found["en"] * 1.3 else "en"
