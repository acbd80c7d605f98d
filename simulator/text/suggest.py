"""The known word that a misspelt one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable

CUTOFF = 0.6
"""How like two words must be, from 0 to 1, for one to be taken for the other."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` is most likely a misspelling of; None where none is near."""
    from difflib import get_close_matches  # Only a mistake needs it.

    folded = {each.casefold(): each for each in known}
    near = get_close_matches(word.casefold(), folded, n=1, cutoff=CUTOFF)
    return folded[near[0]] if near else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'start'?`, or nothing where no known word is near."""
    near = nearest(word, known)
    return f"; did you mean '{near}'?" if near else ""


def no_such(kind: str, name: str, known: Iterable[str]) -> str:
    """The sentence for a name that is not there, with the nearest one that is."""
    near = nearest(name, known)
    return f"there is no such {kind}" + (f"; did you mean {near}?" if near else "")
