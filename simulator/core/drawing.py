"""From the candidate's choices to a session with its questions drawn."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from simulator.core.bank import Bank, Drawn, FollowUp, draw, matching
from simulator.core.choices import Order
from simulator.core.session import Session
from simulator.core.setup import Setup
from simulator.core.shape import FOR_NEWCOMERS, arranged
from simulator.core.times import DEFAULT_TIME_LIMIT

FollowUpKey = tuple[str, str, str]
"""A bank's name, a question's id, and a follow-up's text."""


LATELY_SESSIONS = 10
"""Sessions whose questions a shuffled draw leaves alone while there are others."""


class NothingToAsk(Exception):
    """No question fits the choices; the message says which and what to do."""


def draw_session(
    banks: Sequence[Bank],
    setup: Setup,
    *,
    started_at: datetime,
    seed: int,
    due: Sequence[tuple[str, str]] = (),
    asked_on: Mapping[FollowUpKey, bool] | None = None,
    lately: Mapping[tuple[str, str], int] | None = None,
    newcomer: bool = False,
) -> Session:
    """Draw the questions of an interview. `seed` holds where the setup has none of its own.

    The order selects them; in which order they are asked is a matter of the interview's shape,
    but for the order of the bank. A newcomer gets the core questions first. `asked_on` is what
    `asked_follow_ups` says of the past, `lately` what `asked_lately` does: a shuffled order takes
    other questions, where there are enough.
    The session's setup records the seed that was used, so that the same draw can be had again.
    Raises NothingToAsk where no question fits.
    """
    candidates = matching(
        banks, topics=setup.topics, difficulties=setup.difficulties, tags=setup.tags
    )
    if not candidates:
        raise NothingToAsk(_nothing(setup))
    chosen = _seeded(setup, seed)
    rng = random.Random(chosen.seed)
    drawn = draw(
        candidates,
        setup.questions,
        order=setup.order,
        rng=rng,
        due=due,
        first_tags=FOR_NEWCOMERS if newcomer else (),
        lately=lately,
    )
    if setup.order is not Order.BANK:
        drawn = arranged(drawn, rng)
    return _session(chosen, drawn, started_at, asked_on)


def session_over(
    banks: Sequence[Bank],
    setup: Setup,
    keys: Sequence[tuple[str, str]],
    *,
    started_at: datetime,
    seed: int,
    asked_on: Mapping[FollowUpKey, bool] | None = None,
) -> Session:
    """An interview over just these questions, by bank and id, in this order.

    Those that the banks hold no more are left out; raises NothingToAsk where none is left.
    """
    known = {drawn.key: drawn for drawn in matching(banks)}
    drawn = [known[key] for key in keys if key in known]
    if not drawn:
        raise NothingToAsk("The banks hold none of these questions any more.")
    chosen = replace(_seeded(setup, seed), questions=len(drawn))
    return _session(chosen, drawn, started_at, asked_on)


def asked_lately(sessions: Iterable[Session]) -> Mapping[tuple[str, str], int]:
    """The questions asked in the last sessions, from 1 for the earliest of these sessions up."""
    last = sorted(sessions, key=lambda session: session.started_at)[-LATELY_SESSIONS:]
    return {
        answer.key: number
        for number, session in enumerate(last, 1)
        for answer in session.answers
        if answer.outcome is not None
    }


def asked_follow_ups(sessions: Iterable[Session]) -> Mapping[FollowUpKey, bool]:
    """Every follow-up that was ever asked, and whether it was missed the last time."""
    known: dict[FollowUpKey, bool] = {}
    for session in sorted(sessions, key=lambda session: session.started_at):
        for answer in session.answers:
            missed = answer.missed_follow_ups
            for each in answer.asked_on:
                known[(*answer.key, each.question)] = each in missed
    return known


def _session(
    setup: Setup,
    drawn: Sequence[Drawn],
    started_at: datetime,
    asked_on: Mapping[FollowUpKey, bool] | None,
) -> Session:
    past = asked_on or {}

    def chosen(each: Drawn) -> tuple[FollowUp, ...]:
        return _follow_ups(each, setup, past)

    return Session.of(setup, drawn, started_at, chosen)


def _follow_ups(
    drawn: Drawn, setup: Setup, past: Mapping[FollowUpKey, bool]
) -> tuple[FollowUp, ...]:
    """What is asked on: missed last time, then never asked, then the rest.

    Within each those with key points come first, and then the seed decides, for each question by
    itself.
    """
    rng = random.Random(f"{setup.seed} {drawn.bank.name} {drawn.question.id}")
    shuffled = list(drawn.question.follow_ups)
    rng.shuffle(shuffled)

    def place(each: FollowUp) -> tuple[int, bool]:
        missed = past.get((*drawn.key, each.question))
        return (1 if missed is None else 0 if missed else 2), not each.key_points

    return tuple(sorted(shuffled, key=place)[: setup.follow_ups])


def _seeded(setup: Setup, seed: int) -> Setup:
    return replace(setup, seed=seed if setup.seed is None else setup.seed)


def _nothing(setup: Setup) -> str:
    kinds = (("topic", setup.topics), ("difficulty", setup.difficulties), ("tag", setup.tags))
    asked = [f"{kind} {', '.join(names)}" for kind, names in kinds if names]
    if not asked:
        return "The chosen banks hold no questions."
    return f"No question of the chosen banks fits {' and '.join(asked)}; choose more of them."


def forecast(banks: Sequence[Bank], setup: Setup) -> tuple[int, float]:
    """How many questions there will be, and about how many seconds it takes."""
    candidates = matching(
        banks, topics=setup.topics, difficulties=setup.difficulties, tags=setup.tags
    )
    number = min(setup.questions, len(candidates))
    if not number:
        return 0, 0.0
    limits = [drawn.bank.time_limit_of(drawn.question) for drawn in candidates]
    asking_on = sum(_seconds_asking_on(drawn, setup) for drawn in candidates)
    return number, (setup.seconds_for(limits) + asking_on) * number / len(limits)


def _seconds_asking_on(drawn: Drawn, setup: Setup) -> float:
    """About how long a question's follow-ups take; without a limit a third of the usual one."""
    limit = setup.follow_up_limit(None, drawn.bank.time_limit_of(drawn.question))
    assumed = DEFAULT_TIME_LIMIT / 3 * setup.extra_time if math.isinf(limit) else limit
    return assumed * min(setup.follow_ups, len(drawn.question.follow_ups))
