"""Arranges an interview: an easy start and end, hard questions apart, topics mixed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

from simulator.core.bank import Drawn
from simulator.core.choices import Difficulty

FOR_NEWCOMERS = frozenset({"core", "classics"})
"""Tags of the questions that newcomers are asked first."""

_HARD_AT_AN_END, _HARD_IN_A_ROW, _TOPIC_IN_A_ROW = 40, 30, 1
_TRIES = 12
_MOST_ARRANGED = 60
"""The most questions arranged at once; longer interviews are arranged in parts."""


def arranged(drawn: Sequence[Drawn], rng: random.Random) -> tuple[Drawn, ...]:
    """Return the questions in an order fit for an interview, as far as possible.

    The first and last are easy or medium, and no two hard ones or two of one topic follow each
    other. Chance decides the rest.
    """
    if len(drawn) > _MOST_ARRANGED:
        head, rest = drawn[:_MOST_ARRANGED], drawn[_MOST_ARRANGED:]
        return (*arranged(head, rng), *arranged(rest, rng))
    best = list(drawn)
    for _ in range(_TRIES):
        tried = list(drawn)
        rng.shuffle(tried)
        _improve(tried)
        if _cost(tried) < _cost(best) or best == list(drawn):
            best = tried
        if not _cost(best):
            break
    return tuple(best)


def _improve(order: list[Drawn]) -> None:
    """Swap pairs of questions as long as that helps."""
    cost, better = _cost(order), True
    while better and cost:
        better = False
        for one in range(len(order)):
            for other in range(one + 1, len(order)):
                order[one], order[other] = order[other], order[one]
                now = _cost(order)
                if now < cost:
                    cost, better = now, True
                else:
                    order[one], order[other] = order[other], order[one]


def _cost(order: Sequence[Drawn]) -> int:
    hard = [each.question.difficulty is Difficulty.HARD for each in order]
    ends = (hard[0] + hard[-1]) if hard else 0
    rows = sum(one and other for one, other in pairwise(hard))
    topics = sum(one.question.topic == other.question.topic for one, other in pairwise(order))
    return _HARD_AT_AN_END * ends + _HARD_IN_A_ROW * rows + _TOPIC_IN_A_ROW * topics
