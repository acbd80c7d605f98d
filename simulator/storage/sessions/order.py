"""The order of sessions: by the instant at which they began, whatever their names say."""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from simulator.storage.sessions.head import DamagedSession, SessionHead
from simulator.text.patterns import pattern

AHEAD = timedelta(minutes=10)
"""How far a session may lie in the future before its clock is taken to have run ahead."""

_FURTHEST_WEST = timedelta(hours=12)
"""A name tells local time: it may be that much later in universal time."""

_DATED = pattern(r"\d{4}-\d\d-\d\dT\d{6}", re.ASCII)


def named_moment(stem: str) -> datetime | None:
    """The local time in a session's name, as if it were universal; None where there is none."""
    dated = _DATED.match(stem)
    try:
        return datetime.fromisoformat(dated[0]).replace(tzinfo=UTC) if dated else None
    except ValueError:
        return None


def newest_first(
    stems: Sequence[str],
    head: Callable[[str], SessionHead | DamagedSession],
    now: datetime,
) -> Iterator[SessionHead | DamagedSession]:
    """The heads by the instant at which they began, read little sooner than they are asked for.

    What began after `now` comes last: a clock ran ahead.
    """
    # Such names stand in the order of their moments, which are made out one by one.
    named = sorted(filter(_DATED.match, stems), reverse=True)
    unnamed = set(stems).difference(named)
    waiting: list[tuple[float, str, SessionHead | DamagedSession]] = []
    ahead: list[SessionHead | DamagedSession] = []

    def take(stem: str, moment: datetime | None) -> None:
        one = head(stem)
        began = one.started_at if isinstance(one, SessionHead) else moment or _guess(stem, now)
        if began > now + AHEAD and isinstance(one, SessionHead):
            ahead.append(one)
        else:
            # Of two that began at once the later name comes first, as names are given.
            heapq.heappush(waiting, (-began.timestamp(), _reversed(stem), one))

    for stem in unnamed:
        take(stem, None)
    for stem in named:
        moment = named_moment(stem)
        if moment is not None:  # A 30th of February has none.
            latest = (moment + _FURTHEST_WEST).timestamp()
            while waiting and -waiting[0][0] > latest:
                yield heapq.heappop(waiting)[2]
        take(stem, moment)
    while waiting:
        yield heapq.heappop(waiting)[2]
    yield from sorted(ahead, key=_began, reverse=True)


def _guess(stem: str, now: datetime) -> datetime:
    """Where a damaged file belongs whose name tells no more than a year, or nothing."""
    year = int(stem[:4]) if stem[:4].isdecimal() else 0
    return datetime(year, 12, 31, tzinfo=UTC) if 1970 < year < now.year else now


def _began(head: SessionHead | DamagedSession) -> float:
    return head.started_at.timestamp() if isinstance(head, SessionHead) else 0.0


def _reversed(text: str) -> str:
    """Sorts the other way round than the text does."""
    return "".join(chr(0x10FFFF - ord(letter)) for letter in text) + chr(0x10FFFF)
