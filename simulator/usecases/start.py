"""Starting an interview: draw the questions, remember the choices."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from simulator.core.bank import Bank
from simulator.core.choices import Order
from simulator.core.drawing import asked_follow_ups, asked_lately, draw_session, session_over
from simulator.core.session import Session
from simulator.core.setup import Setup
from simulator.core.take import without_takes
from simulator.core.wording import counted
from simulator.storage.store import Store
from simulator.usecases.today import due_keys

NEWCOMER_SESSIONS = 3
"""Interviews after which a candidate is new no more."""


@dataclass(frozen=True, slots=True)
class DrawnSession:
    """A session that was drawn, and the sentence to say where fewer questions fit than wanted."""

    session: Session
    shortfall: str = ""


def draw_interview(
    store: Store, setup: Setup, *, now: datetime, interview_on: date | None
) -> DrawnSession:
    """A session over the banks of the setup, in its order.

    `now` is aware wall time. Raises NothingToAsk where no question fits, and FileFault where a
    bank is missing or faulty.
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
        # A seed of one's own draws the same whatever was asked before.
        lately=asked_lately(counting) if setup.seed is None else None,
        newcomer=setup.seed is None and held < NEWCOMER_SESSIONS,
    )
    number = len(session.answers)
    fewer = f"Only {counted(number, 'question')} fit; all are asked."
    if number == 1:
        fewer = "Only 1 question fits; it is asked."
    return DrawnSession(session, fewer if number < setup.questions else "")


def draw_chosen(
    store: Store,
    banks: Sequence[Bank],
    setup: Setup,
    keys: Sequence[tuple[str, str]],
    *,
    now: datetime,
) -> Session:
    """A session over just these questions, by the rules of a setup.

    Raises NothingToAsk where the banks hold none of them any more.
    """
    used = tuple(dict.fromkeys(name for name, _ in keys))
    chosen = replace(setup, banks=used, topics=(), difficulties=(), tags=(), seed=None)
    asked_on = asked_follow_ups(store.sessions.past()) if setup.follow_ups else {}
    return session_over(banks, chosen, keys, started_at=now, seed=_seed(), asked_on=asked_on)


def remembered(store: Store, setup: Setup, last: Setup) -> Setup:
    """The setup as the next start proposes it: the same choices, another draw.

    The banks stay those of the `last` one where some were there for this run only. Whether to
    record stays as well: beginning one interview with it is no consent to the next.
    """
    lent = store.shelf.lent.intersection(setup.banks)
    banks = last.banks if lent else setup.banks
    return replace(setup, seed=None, banks=banks, record=last.record)


def _seed() -> int:
    return random.randrange(2**31)
