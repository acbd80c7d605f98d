"""The shape of an interview: an easy way in and out, hard ones apart, topics in turn."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

from simulator.core.bank import Drawn
from simulator.core.choices import Difficulty

FOR_NEWCOMERS = frozenset({"core", "classics"})
"""The tags of questions that somebody new is asked first."""

_HARD_AT_AN_END, _HARD_IN_A_ROW, _TOPIC_IN_A_ROW = 40, 30, 1
_TRIES = 12
_MOST_ARRANGED = 60
"""Questions up to which all exchanges are tried; a longer interview is arranged in such parts."""


def arranged(drawn: Sequence[Drawn], rng: random.Random) -> tuple[Drawn, ...]:
    """The same questions in an order fit for an interview, as far as they allow it.

    The first and the last are easy or medium, hard ones are not in a row, and no two of one topic
    are. Chance decides the rest.
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
    """Exchange two at a time as long as that makes it better."""
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
