"""Questions that are nearly the same, said in a line for each bank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from simulator.bank import Bank
from simulator.bank_files.duplicates import Pair, duplicates_of, near_duplicates, places_of
from simulator.phrases import listed
from simulator.text import one_line

MOST_TOLD = 3

MOST_COMPARED = 5_000
"""Questions compared with each other, which takes three seconds; of more nothing is said."""


def twins_words(banks: Sequence[Bank]) -> dict[str, str]:
    """What to say of each bank, by name: which questions it has twice, or another bank has too."""
    titles = {bank.name: one_line(bank.title, 40) for bank in banks}
    found: dict[str, list[str]] = defaultdict(list)
    places = places_of(banks)
    for pair in near_duplicates(places) if len(places) <= MOST_COMPARED else ():
        text = one_line(pair.first.question.question, 60)
        if pair.first.bank == pair.second.bank:
            found[pair.first.bank].append(f"“{text}” is there twice")
            continue
        for one, other in _both_ways(pair):
            found[one].append(f"“{text}” is also in {titles[other]}")
    return {name: _words(told) for name, told in found.items()}


def _both_ways(pair: Pair) -> tuple[tuple[str, str], tuple[str, str]]:
    first, second = pair.first.bank, pair.second.bank
    return (first, second), (second, first)


def _words(told: Sequence[str]) -> str:
    more = len(told) - MOST_TOLD
    parts = [*told[:MOST_TOLD], f"{more} more"] if more > 0 else list(told)
    return f"Nearly the same: {listed(parts)}."


def twins_of(new: Bank, others: Sequence[Bank]) -> dict[str, str]:
    """What to say of the questions of a bank that is not among the others, by their text."""
    titles = {bank.name: one_line(bank.title, 40) for bank in others}
    mine = places_of([new])
    own = {id(place) for place in mine}
    found: dict[str, str] = {}
    theirs = places_of(others)
    few = len(mine) * (len(mine) + len(theirs)) <= MOST_COMPARED**2
    for pair in duplicates_of(mine, theirs) if few else ():
        for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
            if id(one) in own:
                where = "here" if id(other) in own else f"in {titles[other.bank]}"
                found.setdefault(one.question.question, f"Nearly the same as a question {where}.")
    return found
