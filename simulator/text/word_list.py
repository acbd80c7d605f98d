"""Lists of words as data: between bars, over as many lines as they need."""

from __future__ import annotations


def split_bars(words: str) -> list[str]:
    """The words and phrases between bars, white space within them folded."""
    return [" ".join(word.split()) for word in words.split("|")]
