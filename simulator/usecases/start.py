"""Starts interviews: draws the questions and remembers the choices."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from simulator.core.bank import Bank
from simulator.core.choices import Order
from simulator.core.drawing import (
    NothingToAsk,
    asked_follow_ups,
    asked_lately,
    draw_session,
    session_over,
)
from simulator.core.session import Session
from simulator.core.setup import Setup
from simulator.core.take import without_takes
from simulator.core.wording import counted
from simulator.storage.settings.model import Settings
from simulator.storage.store import Store
from simulator.usecases.today import due_keys, plan_of_day

NEWCOMER_SESSIONS = 3
"""After this many interviews a candidate is no longer new."""


class DrawnSession(NamedTuple):
    """A drawn session, and the sentence to say if fewer questions fit than wanted."""

    session: Session
    shortfall: str = ""


def draw_interview(
    store: Store, setup: Setup, *, now: datetime, interview_on: date | None
) -> DrawnSession:
    """Draw a session from the banks of a setup, in its order.

    `now` is an aware time. Raises NothingToAsk if no question fits, and FileFault if a bank is
    missing or faulty.
    """
    banks = [store.shelf.bank(name) for name in setup.banks]
    seed = _seed() if setup.seed is None else setup.seed
    due: Sequence[tuple[str, str]] = ()
    if setup.order is Order.DUE:
        due = due_keys(store, banks, now.date(), interview_on, seed)
    past = store.sessions.past()
    counting = without_takes(past)
    held = sum(any(answer.was_answered for answer in session.answers) for session in counting)
    session = draw_session(
        banks,
        setup,
        started_at=now,
        seed=seed,
        due=due,
        asked_on=asked_follow_ups(past),
        # An explicit seed always draws the same, whatever was asked before.
        lately=asked_lately(counting) if setup.seed is None else None,
        newcomer=setup.seed is None and held < NEWCOMER_SESSIONS,
    )
    number = len(session.answers)
    fewer = f"Only {counted(number, 'question')} fit; all are asked."
    if number == 1:
        fewer = "Only 1 question fits; it is asked."
    return DrawnSession(session, fewer if number < setup.questions else "")


def keys_for_today(store: Store, day: date, settings: Settings) -> tuple[tuple[str, str], ...]:
    """Return the (bank, id) of the questions planned for a day, for `draw_chosen`.

    Raises NothingToAsk if nothing is left to do that day.
    """
    _, made = plan_of_day(store, day, settings)
    if not made.questions:
        raise NothingToAsk(made.sentence)
    return tuple(each.key for each in made.questions)


def draw_chosen(
    store: Store,
    banks: Sequence[Bank],
    setup: Setup,
    keys: Sequence[tuple[str, str]],
    *,
    now: datetime,
) -> Session:
    """Create a session of exactly these questions by the rules of a setup.

    Raises NothingToAsk if the banks no longer hold any of them.
    """
    used = tuple(dict.fromkeys(name for name, _ in keys))
    chosen = replace(setup, banks=used, topics=(), difficulties=(), tags=(), seed=None)
    asked_on = asked_follow_ups(store.sessions.past()) if setup.follow_ups else {}
    return session_over(banks, chosen, keys, started_at=now, seed=_seed(), asked_on=asked_on)


def remembered(store: Store, setup: Setup, last: Setup) -> Setup:
    """Return the setup to propose next time: the same choices, another draw.

    Keeps the banks of `last` if some are there for this run only. Keeps its choice of recording,
    too: recording one interview does not mean consent to record the next.
    """
    lent = store.shelf.lent.intersection(setup.banks)
    banks = last.banks if lent else setup.banks
    return replace(setup, seed=None, banks=banks, record=last.record)


def _seed() -> int:
    return random.randrange(2**31)
