"""Follow-ups from documents: sentences."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.core.bank import FollowUp


def sentences(texts: Iterable[str]) -> tuple[FollowUp, ...]:
    """Follow-ups of which nothing is known but what is asked."""
    return tuple(map(FollowUp, texts))
