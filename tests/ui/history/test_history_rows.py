"""The rows of the past sessions, without a screen: orders and words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from simulator.ui.history.rows import Sort, Wanted, arranged
from tests.ui.history.past_sessions import BAD, FEW, head


def test_orders() -> None:
    def days(sort: Sort) -> list[str]:
        return [row.path.stem[5:10] for row in arranged(FEW, sort)]

    bad = BAD.path.stem[5:10]
    assert days(Sort.NEWEST) == ["11-10", "11-07", "11-04", "11-02", bad]
    assert days(Sort.OLDEST) == ["11-02", "11-04", "11-07", "11-10", bad]
    assert days(Sort.BEST) == ["11-10", "11-02", "11-07", "11-04", bad]
    assert days(Sort.WEAKEST) == ["11-07", "11-02", "11-10", "11-04", bad]
    assert days(Sort.LONGEST) == ["11-10", "11-07", "11-04", "11-02", bad]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("1 nov", ["11-01"]),
        ("nov 1", ["11-01"]),
        ("1st november deep", ["11-01"]),
        ("deep 1 nov practice", ["11-01"]),
        ("11 nov", ["11-11"]),
        ("11 November 2026", ["11-11"]),
        ("11 nov 2025", []),
        ("1 no", ["11-01"]),
        ("2026-11-1", []),
        ("2026-11", ["11-01", "11-11", "11-21"]),
        ("2026-1", []),
        ("1 dec", ["12-01"]),
        ("1 nov, 2026", ["11-01"]),
        ("12-01", ["12-01"]),
        ("1 may", []),
    ],
)
def test_a_date_matches_whole_dates_only(words: str, days: list[str]) -> None:
    """The session is at eleven minutes past eleven, so that its time could be taken for a date."""
    at = datetime(2026, 11, 1, 11, 11, tzinfo=UTC)
    rows = [head(0, started_at=at + timedelta(days=later)) for later in (0, 10, 20)]
    rows.append(head(0, started_at=at.replace(month=12), bank="systems"))
    found = [f"{row.started_at:%m-%d}" for row in rows if Wanted(words).passes(row)]
    assert found == days
    assert not Wanted("1 nov").passes(BAD)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("design", [1]),
        ("System Design", [1]),
        ("interview deep", [0]),
        ("2026-11-04", [3]),
        ("4 nov", [3]),
        ("practise", [1, 3, 4]),
        ("stopped", [3]),
        ("damaged", [2]),
        ("", [0, 1, 2, 3, 4]),
        ("nothing like it", []),
    ],
)
def test_words(words: str, found: list[int]) -> None:
    assert [n for n, row in enumerate(FEW) if Wanted(words).passes(row)] == found
