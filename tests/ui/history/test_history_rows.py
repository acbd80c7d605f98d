"""The rows of the past sessions, without a screen: orders and words."""

from __future__ import annotations

import pytest

from simulator.ui.history.rows import Sort, Wanted, arranged
from tests.ui.history.past_sessions import BAD, FEW


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
