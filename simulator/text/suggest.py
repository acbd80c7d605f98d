"""Suggests the known word that a misspelt one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable

CUTOFF = 0.6
"""The least similarity, 0 to 1, of a suggestion."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most similar to `word`, or None."""
    from difflib import get_close_matches  # Needed only after a mistake.

    folded = {each.casefold(): each for each in known}
    near = get_close_matches(word.casefold(), folded, n=1, cutoff=CUTOFF)
    return folded[near[0]] if near else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean 'start'?`, or nothing if no known word is similar."""
    near = nearest(word, known)
    return f"; did you mean '{near}'?" if near else ""


def no_such(kind: str, name: str, known: Iterable[str]) -> str:
    """Return the message for an unknown name, with the most similar known one."""
    near = nearest(name, known)
    return f"there is no such {kind}" + (f"; did you mean {near}?" if near else "")
