"""From the candidate's choices to a session with its questions drawn."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from simulator.core.bank import Bank, draw, matching
from simulator.core.session import Session
from simulator.core.setup import Setup


class NothingToAsk(Exception):
    """No question fits the choices; the message says which and what to do."""


def draw_session(
    banks: Sequence[Bank],
    setup: Setup,
    *,
    started_at: datetime,
    seed: int,
    due: Sequence[tuple[str, str]] = (),
) -> Session:
    """Draw the questions of an interview. `seed` holds where the setup has none of its own.

    The session's setup records the seed that was used, so that the same draw can be had again.
    Raises NothingToAsk where no question fits.
    """
    candidates = matching(
        banks, topics=setup.topics, difficulties=setup.difficulties, tags=setup.tags
    )
    if not candidates:
        raise NothingToAsk(_nothing(setup))
    chosen = _seeded(setup, seed)
    drawn = draw(
        candidates, setup.questions, order=setup.order, rng=random.Random(chosen.seed), due=due
    )
    return Session.of(chosen, drawn, started_at)


def session_over(
    banks: Sequence[Bank],
    setup: Setup,
    keys: Sequence[tuple[str, str]],
    *,
    started_at: datetime,
    seed: int,
) -> Session:
    """An interview over just these questions, by bank and id, in this order.

    Those that the banks hold no more are left out; raises NothingToAsk where none is left.
    """
    known = {drawn.key: drawn for drawn in matching(banks)}
    drawn = [known[key] for key in keys if key in known]
    if not drawn:
        raise NothingToAsk("The banks hold none of these questions any more.")
    chosen = replace(_seeded(setup, seed), questions=len(drawn))
    return Session.of(chosen, drawn, started_at)


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
    return number, setup.seconds_for(limits) * number / len(limits)
