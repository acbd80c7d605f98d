"""Finds duplicate questions, within a bank or across banks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from simulator.core.bank import Bank, Question
from simulator.text.word_list import split_bars

ALIKE = 88.0
"""The similarity, out of 100, from which two questions are reported."""

_MOST_COMPARED = 60
"""The most candidates that one question is compared with; without it, time grows quadratically."""

_CAREFUL = 120
"""Letters; longer questions are first compared by their beginnings, for speed."""

_LITTLE = frozenset(
    split_bars(
        """what|is|are|the|a|an|of|and|in|to|do|does|you|your|how|why|which|when|explain|describe|
    define|can|for|it|its|between|difference|differences|by|on|with|meant|mean|was|were"""
    )
)


class LocatedQuestion(NamedTuple):
    """A question and the name of its bank."""

    bank: str
    question: Question


class SimilarPair(NamedTuple):
    """Two nearly equal questions; `alike` is 100 if they match word for word."""

    first: LocatedQuestion
    second: LocatedQuestion
    alike: float


def near_duplicates(places: Iterable[LocatedQuestion]) -> tuple[SimilarPair, ...]:
    """Return the pairs of questions that say nearly the same, most similar first.

    Word order and small words are ignored. A number or a word that only one of them has is not:
    `L1` and `L2`, or `abstract` and `concrete`, do not make duplicates.
    """
    known = list(places)
    return _pairs(known, range(len(known)))


def duplicates_of(
    new: Sequence[LocatedQuestion], old: Iterable[LocatedQuestion]
) -> tuple[SimilarPair, ...]:
    """Return the pairs of a new question with an old one, or with another new one."""
    known = [*new, *old]
    return _pairs(known, range(len(new)))


def located_questions(banks: Iterable[Bank]) -> tuple[LocatedQuestion, ...]:
    """Return every question of the banks with its bank's name."""
    return tuple(
        LocatedQuestion(bank.name, question) for bank in banks for question in bank.questions
    )


def _pairs(known: Sequence[LocatedQuestion], wanted: range) -> tuple[SimilarPair, ...]:
    texts = [_plain(place.question.question) for place in known]
    found: list[SimilarPair] = []
    singles: list[int] = []
    for same in _same(texts):
        new = [at for at in same if at in wanted]
        old = [at for at in same if at not in wanted]
        singles += new[:1] + old[:1]
        twins = [(at, old[0]) for at in new] if old else [(new[0], at) for at in new[1:]]
        twins += [(at, other) for at in new[:1] for other in old[1:]]
        found += [SimilarPair(known[one], known[other], 100.0) for one, other in twins]
    found += _near(known, texts, sorted(singles), wanted)
    found.sort(key=lambda pair: -pair.alike)
    return tuple(found)


def _same(texts: Sequence[str]) -> Iterable[list[int]]:
    """Return the positions of each text."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        places[text].append(at)
    return places.values()


def _near(
    known: Sequence[LocatedQuestion],
    texts: Sequence[str],
    singles: Sequence[int],
    wanted: range,
) -> list[SimilarPair]:
    """Return pairs of different but similar texts, each text considered once."""
    words = {at: frozenset(texts[at].split()) - _LITTLE for at in singles}
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    for at in singles:
        for word in words[at] or {texts[at]}:
            by_word[word].append(at)
    found: list[SimilarPair] = []
    for at in singles:
        if at not in wanted:
            continue
        for other in _candidates(at, words[at] or {texts[at]}, by_word):
            if texts[at] == texts[other]:
                continue
            score = _alike(texts[at], texts[other], words[at], words[other])
            if score >= ALIKE:
                found.append(SimilarPair(known[at], known[other], score))
    return found


def _candidates(at: int, words: Iterable[str], by_word: Mapping[str, Sequence[int]]) -> set[int]:
    """Return some later questions that share one of this question's three rarest words."""
    found: set[int] = set()
    for word in sorted(words, key=lambda word: len(by_word[word]))[:3]:
        places = by_word[word]
        start = bisect_right(places, at)
        found.update(places[start : start + _MOST_COMPARED])
    return found


def _plain(text: str) -> str:
    """Return the question's words, without punctuation and capitals."""
    return " ".join(re.findall(r"[^\W_]+[+#]*", text[:4_000].casefold()))


def _alike(left: str, right: str, some: frozenset[str], other: frozenset[str]) -> float:
    """Return the similarity, 0 to 100."""
    if left == right:
        return 100.0
    if re.findall(r"\d+", left) != re.findall(r"\d+", right):
        return 0.0
    from rapidfuzz import fuzz

    if fuzz.ratio(left[:_CAREFUL], right[:_CAREFUL]) < 40 and len(left) > _CAREFUL:
        return 0.0
    ratio = max(fuzz.ratio(left, right), fuzz.token_sort_ratio(_content(left), _content(right)))
    if _differ(some, other):
        return 0.0
    return float(ratio)


def _content(text: str) -> str:
    kept = [word for word in text.split() if word not in _LITTLE]
    return " ".join(kept) or text


def _differ(some: frozenset[str], other: frozenset[str]) -> bool:
    """True if each has a significant word that nothing in the other resembles."""
    from rapidfuzz import fuzz

    lone = some - other
    strange = other - some
    if not lone or not strange:
        return False
    return any(all(fuzz.ratio(word, against) < 75 for against in strange) for word in lone) and any(
        all(fuzz.ratio(word, against) < 75 for against in lone) for word in strange
    )
