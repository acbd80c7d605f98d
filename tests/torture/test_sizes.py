"""Every screen at every size, with the keys that page: nothing raises, the floor is kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot

from simulator.ui.widgets.screen import SMALLEST
from tests.samples import hostile_bank, plain_bank
from tests.torture.places import PLACES, check_alive, fill, go_to, send
from tests.ui.driver import RunApp, screen_text

pytestmark = pytest.mark.long

SIZES = [
    (80, 24), (20, 5), (1, 1), (7, 3), (80, 3), (500, 1), (1, 200), (59, 15), (60, 14), (60, 15),
    (79, 23), (500, 200), (120, 40),
]  # fmt: skip
FEW_SIZES = [(80, 3), (20, 5), (60, 15), (300, 80)]
FEW_PLACES = ("setup, a list", "judging", "palette", "report", "a bank", "a question edited")
PAGING = ("pagedown", "end", "pageup", "home", "down", "tab")


async def at_sizes(pilot: Pilot[int], place: str, sizes: Sequence[tuple[int, int]]) -> None:
    """Take all sizes; the floor's words exactly where the window is below it."""
    for size in sizes:
        await pilot.resize_terminal(*size)
        await pilot.pause()
        check_alive(pilot, (place, size))
        await send(pilot, PAGING)
        check_alive(pilot, (place, size, PAGING))
        roomy = size[0] >= SMALLEST[0] and size[1] >= SMALLEST[1]
        if size[0] >= 40 and size[1] >= 5 and not pilot.app.screen.is_modal:
            assert ("window larger" in screen_text(pilot)) is not roomy, (place, size)


@pytest.mark.parametrize("place", FEW_PLACES)
async def test_sizes(run_app: RunApp, home: Path, place: str) -> None:
    fill(home, hostile_bank())
    async with run_app(plain_bank()) as pilot:
        await go_to(pilot, place)
        await at_sizes(pilot, place, FEW_SIZES)


@pytest.mark.torture
@pytest.mark.parametrize("place", PLACES)
async def test_every_size_of_every_screen(run_app: RunApp, home: Path, place: str) -> None:
    fill(home, hostile_bank())
    async with run_app(hostile_bank()) as pilot:
        await go_to(pilot, place)
        await at_sizes(pilot, place, SIZES)
