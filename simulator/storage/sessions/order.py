"""Sorts sessions by the instant at which they began, whatever their names say."""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count

from simulator.core.fields import is_sound
from simulator.storage.sessions.head import DamagedSession, SessionHead
from simulator.text.patterns import pattern

AHEAD = timedelta(minutes=10)
"""Sessions dated further in the future than this come from a clock that was ahead."""

_FURTHEST_WEST = timedelta(hours=12)
"""Names hold local time, which may be this far behind UTC."""

_DATED = pattern(r"\d{4}-\d\d-\d\dT\d{6}", re.ASCII)


def named_moment(stem: str) -> datetime | None:
    """Return the local time in a session's name as if it were UTC; None if there is none."""
    dated = _DATED.match(stem)
    try:
        moment = datetime.fromisoformat(dated[0]).replace(tzinfo=UTC) if dated else None
    except ValueError:
        return None
    return moment if moment is not None and is_sound(moment) else None


def newest_first(
    stems: Sequence[str],
    head: Callable[[str], SessionHead | DamagedSession],
    now: datetime,
) -> Iterator[SessionHead | DamagedSession]:
    """Yield heads by the instant they began, newest first, read on demand.

    Sessions that began after `now` come last: their clock was ahead.
    """
    # Dated names sort by time, so they need to be parsed only one by one.
    named = sorted(filter(_DATED.match, stems), reverse=True)
    unnamed: list[str] = []
    if len(named) < len(stems):
        unnamed = sorted(set(stems).difference(named), reverse=True)
    waiting: list[tuple[float, int, SessionHead | DamagedSession]] = []
    places = count()
    ahead: list[SessionHead | DamagedSession] = []

    def take(stem: str, moment: datetime | None) -> None:
        one = head(stem)
        began = one.started_at if isinstance(one, SessionHead) else moment or _guess(stem, now)
        if began > now + AHEAD and isinstance(one, SessionHead):
            ahead.append(one)
        else:
            # Of two that began at the same time, the later name is the newer session.
            heapq.heappush(waiting, (-began.timestamp(), next(places), one))

    for stem in unnamed:
        take(stem, None)
    for stem in named:
        moment = named_moment(stem)
        if moment is not None:  # A 30th of February is not one, nor is the year 9999.
            latest = (moment + _FURTHEST_WEST).timestamp()
            while waiting and -waiting[0][0] > latest:
                yield heapq.heappop(waiting)[2]
        take(stem, moment)
    while waiting:
        yield heapq.heappop(waiting)[2]
    yield from sorted(ahead, key=_began, reverse=True)


def _guess(stem: str, now: datetime) -> datetime:
    """Guess the date of a damaged file whose name gives at most a year."""
    year = int(stem[:4]) if stem[:4].isdecimal() else 0
    return datetime(year, 12, 31, tzinfo=UTC) if 1970 < year < now.year else now


def _began(head: SessionHead | DamagedSession) -> float:
    return head.started_at.timestamp() if isinstance(head, SessionHead) else 0.0
