"""The title of a session, and whether it is over, running or left."""

from __future__ import annotations

from simulator.core.states import Status
from simulator.core.wording import bank_titles
from simulator.storage.sessions.head import SessionHead
from simulator.system.file_lock import is_locked


def status_words(head: SessionHead) -> str:
    """The status for people: `running` only while a program has the interview open, else `left`."""
    left = head.status is Status.RUNNING and not is_locked(head.path)
    return "left" if left else head.status.value


def titles_of(head: SessionHead) -> str:
    """Return the banks of a session; if it repeats another, as `take of Deep learning`."""
    titles = bank_titles(head.banks, head.titles)
    return titles if head.take_of is None else f"take of {titles}"
