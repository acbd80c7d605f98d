"""Warnings about questions that are nearly the same, one line for each bank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from simulator.core.bank import Bank
from simulator.core.wording import and_list
from simulator.storage.banks.duplicates import (
    LocatedQuestion,
    SimilarPair,
    duplicates_of,
    located_questions,
    near_duplicates,
)
from simulator.text.cleaning import one_line
from simulator.text.markdown import in_one_line

MOST_TOLD = 3

MOST_COMPARED = 5_000
"""The most questions compared with each other, which takes three seconds; beyond it none are."""


def twins_words(banks: Sequence[Bank]) -> dict[str, str]:
    """Return, by bank, which of its questions it has twice, or shares with another bank."""
    titles = {bank.name: one_line(bank.title, 40) for bank in banks}
    places = located_questions(banks)
    pairs = near_duplicates(places) if len(places) <= MOST_COMPARED else ()
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for group in _within_banks(pairs):
        times = "twice" if len(group) == 2 else f"{len(group)} times"
        found[group[0].bank][f"{_quoted(group[0])} is there {times}"] = None
    for pair in pairs:
        for one, other in _both_ways(pair):
            if one != other:
                found[one][f"{_quoted(pair.first)} is also in {titles[other]}"] = None
    return {name: _words([*told]) for name, told in found.items()}


def _within_banks(pairs: Sequence[SimilarPair]) -> list[list[LocatedQuestion]]:
    """Group the questions within a bank that are nearly the same."""
    group_of: dict[int, list[LocatedQuestion]] = {}
    for pair in pairs:
        if pair.first.bank == pair.second.bank:
            group = group_of.setdefault(id(pair.first), [pair.first])
            other = group_of.setdefault(id(pair.second), [pair.second])
            if group is not other:
                group += other
                group_of |= {id(place): group for place in other}
    return list({id(group): group for group in group_of.values()}.values())


def _quoted(place: LocatedQuestion) -> str:
    return f"“{in_one_line(place.question.question, 60)}”"


def _both_ways(pair: SimilarPair) -> tuple[tuple[str, str], tuple[str, str]]:
    first, second = pair.first.bank, pair.second.bank
    return (first, second), (second, first)


def _words(told: Sequence[str]) -> str:
    more = len(told) - MOST_TOLD
    parts = [*told[:MOST_TOLD], f"{more} more"] if more > 0 else list(told)
    return f"Nearly the same: {and_list(parts)}."


def twins_of(new: Bank, others: Sequence[Bank]) -> dict[str, str]:
    """Return warnings about the questions of a new bank, by their text."""
    titles = {bank.name: one_line(bank.title, 40) for bank in others}
    mine = located_questions([new])
    own = {id(place) for place in mine}
    found: dict[str, str] = {}
    theirs = located_questions(others)
    few = len(mine) * (len(mine) + len(theirs)) <= MOST_COMPARED**2
    for pair in duplicates_of(mine, theirs) if few else ():
        for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
            if id(one) in own:
                where = "here" if id(other) in own else f"in {titles[other.bank]}"
                found.setdefault(one.question.question, f"Nearly the same as a question {where}.")
    return found
