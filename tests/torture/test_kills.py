"""Killed at random moments while its candidate types: nothing submitted is lost, all go on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.torture.kills import LIFE_SECONDS, Killer, Tally

MOST_LOST_SECONDS = 0.5


def killed(folder: Path, times: int, *, fault: str = "", life: float = LIFE_SECONDS) -> Tally:
    """Kill so often, in two homes side by side."""

    def one(seed: int) -> Tally:
        return Killer(folder / f"home-{seed}", seed, fault=fault, life=life).kill(times // 2)

    tally = Tally()
    with ThreadPoolExecutor(2) as pool:
        for each in pool.map(one, (1, 2)):
            tally.add(each)
    print(tally)
    return tally


def check(tally: Tally, times: int) -> None:
    """What is promised to the candidate."""
    assert tally.kills == times
    assert tally.faults == []
    assert max(tally.ages) <= MOST_LOST_SECONDS, tally
    assert tally.submitted > 0
    assert tally.resumed > 0


def test_killed_at_random_moments(tmp_path: Path) -> None:
    check(killed(tmp_path, 6, life=0.9), 6)


@pytest.mark.torture
def test_killed_five_hundred_times(tmp_path: Path) -> None:
    check(killed(tmp_path, 500), 500)


@pytest.mark.torture
def test_the_control_writes_in_place_and_loses(tmp_path: Path) -> None:
    assert killed(tmp_path, 60, fault="in place").faults != []
