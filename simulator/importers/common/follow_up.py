"""Follow-ups from documents: sentences, and where our own files hold them, more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from simulator.core.bank import FollowUp


def sentences(texts: Iterable[str]) -> tuple[FollowUp, ...]:
    """Follow-ups of which nothing is known but what is asked."""
    return tuple(map(FollowUp, texts))


def follow_up_of(item: Any) -> FollowUp | None:
    """A follow-up as `storage.banks.write.follow_up_item` gives it; None for what is none."""
    if isinstance(item, str):
        return FollowUp(item)
    if not isinstance(item, Mapping) or not isinstance(item.get("question"), str):
        return None
    points, limit = item.get("key_points"), item.get("time_limit")
    return FollowUp(
        item["question"],
        tuple(map(str, points)) if isinstance(points, list) else (),
        str(item.get("answer") or ""),
        float(limit) if isinstance(limit, int | float) else None,
    )


def follow_ups_of(items: Any) -> tuple[FollowUp, ...]:
    """The follow-ups of a list as our own files hold it."""
    read = map(follow_up_of, items) if isinstance(items, list) else ()
    return tuple(each for each in read if each is not None)
