"""Draws the questions of a session from the candidate's choices."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from simulator.core.bank import Bank, Drawn, FollowUp, draw, matching
from simulator.core.choices import Order
from simulator.core.session import Session
from simulator.core.setup import Setup
from simulator.core.shape import FOR_NEWCOMERS, arranged

FollowUpKey = tuple[str, str, str]
"""A bank's name, a question's id, and a follow-up's text."""


LATELY_SESSIONS = 10
"""Shuffled draws avoid the questions of this many recent sessions while others are left."""


class NothingToAsk(Exception):
    """No question fits the choices; the message says which choices and what to do."""


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
    """Draw the questions of an interview. `seed` is used if the setup has none.

    `setup.order` selects the questions; except in bank order, they are then arranged into a good
    interview. Newcomers get the core questions first. `asked_on` comes from `asked_follow_ups`,
    `lately` from `asked_lately`: a shuffled draw avoids those questions if it can. The returned
    setup records the seed, so that the draw can be repeated. Raises NothingToAsk.
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
    session = Session.of(chosen, drawn, started_at, partial(_follow_ups, chosen, asked_on or {}))
    return replace(session, forecast=forecast(banks, setup)[1])


def session_over(
    banks: Sequence[Bank],
    setup: Setup,
    keys: Sequence[tuple[str, str]],
    *,
    started_at: datetime,
    seed: int,
    asked_on: Mapping[FollowUpKey, bool] | None = None,
) -> Session:
    """Create an interview from exactly these questions (bank, id), in this order.

    Skips questions that no longer exist; raises NothingToAsk if none is left.
    """
    known = {drawn.key: drawn for drawn in matching(banks)}
    drawn = [known[key] for key in keys if key in known]
    if not drawn:
        raise NothingToAsk("None of these questions is in the banks any more.")
    chosen = replace(_seeded(setup, seed), questions=len(drawn))
    session = Session.of(chosen, drawn, started_at, partial(_follow_ups, chosen, asked_on or {}))
    return replace(session, forecast=sum(seconds_for(each, setup) for each in drawn))


def asked_lately(sessions: Iterable[Session]) -> Mapping[tuple[str, str], int]:
    """Map the questions of the latest sessions to their session's number, 1 for the earliest."""
    last = sorted(sessions, key=lambda session: session.started_at)[-LATELY_SESSIONS:]
    return {
        answer.key: number
        for number, session in enumerate(last, 1)
        for answer in session.answers
        if answer.outcome is not None
    }


def asked_follow_ups(sessions: Iterable[Session]) -> Mapping[FollowUpKey, bool]:
    """Map each follow-up ever asked to whether it was missed last time."""
    known: dict[FollowUpKey, bool] = {}
    for session in sorted(sessions, key=lambda session: session.started_at):
        for answer in session.answers:
            missed = answer.missed_follow_ups
            for each in answer.asked_on:
                known[(*answer.key, each.question)] = each in missed
    return known


def _follow_ups(
    setup: Setup, past: Mapping[FollowUpKey, bool], drawn: Drawn
) -> tuple[FollowUp, ...]:
    """Choose the follow-ups: missed last time first, then never asked, then the others.

    Within each group those with key points come first; the question's own seed decides ties.
    """
    rng = random.Random(f"{setup.seed} {drawn.bank.name} {drawn.question.id}")
    shuffled = list(drawn.question.follow_ups)
    rng.shuffle(shuffled)

    def index(each: FollowUp) -> tuple[int, bool]:
        missed = past.get((*drawn.key, each.question))
        return (1 if missed is None else 0 if missed else 2), not each.key_points

    return tuple(sorted(shuffled, key=index)[: setup.follow_ups])


def _seeded(setup: Setup, seed: int) -> Setup:
    return replace(setup, seed=seed if setup.seed is None else setup.seed)


def _nothing(setup: Setup) -> str:
    kinds = (("topic", setup.topics), ("difficulty", setup.difficulties), ("tag", setup.tags))
    asked = [f"{kind} {', '.join(names)}" for kind, names in kinds if names]
    if not asked:
        return "The chosen banks hold no questions."
    return f"No question in the chosen banks matches {' and '.join(asked)}; choose others."


def forecast(banks: Sequence[Bank], setup: Setup) -> tuple[int, float]:
    """Estimate the number of questions and the duration in seconds.

    The interview that is drawn keeps the estimate, though its questions may have other limits.
    """
    candidates = matching(
        banks, topics=setup.topics, difficulties=setup.difficulties, tags=setup.tags
    )
    number = min(setup.questions, len(candidates))
    if not number:
        return 0, 0.0
    return number, sum(seconds_for(each, setup) for each in candidates) * number / len(candidates)


def seconds_for(drawn: Drawn, setup: Setup) -> float:
    """Estimate the seconds for one question, its follow-ups included."""
    question = drawn.question
    return setup.forecast(drawn.bank.time_limit_of(question), len(question.follow_ups))
