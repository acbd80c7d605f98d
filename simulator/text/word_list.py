"""Lists of words as data, between bars and over several lines."""

from __future__ import annotations


def split_bars(words: str) -> list[str]:
    """Return the words and phrases between bars, white space collapsed."""
    return [" ".join(word.split()) for word in words.split("|")]
