"""Whether a session is over, goes on, or was left."""

from __future__ import annotations

from simulator.core.states import Status
from simulator.storage.sessions.head import SessionHead
from simulator.system.file_lock import is_locked


def status_words(head: SessionHead) -> str:
    """The status for people: `running` only while a program has the interview open, else `left`."""
    left = head.status is Status.RUNNING and not is_locked(head.path)
    return "left" if left else head.status.value
