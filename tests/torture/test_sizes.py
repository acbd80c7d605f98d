"""Every screen at every size, with the keys that page: nothing raises, nothing is lost."""

from __future__ import annotations

import random

import pytest
from textual.pilot import Pilot

from simulator.ui.widgets import SMALLEST
from tests.samples import plain_bank
from tests.torture.places import PLACES, check_alive, fill, go_to, send
from tests.ui.conftest import FakeClock, RunApp, interview_screen, screen_text

SIZES = [
    (80, 24), (20, 5), (1, 1), (7, 3), (80, 3), (500, 1), (1, 200), (59, 15), (60, 14), (60, 15),
    (79, 23), (500, 200), (120, 40),
]  # fmt: skip
PAGING = ("pagedown", "end", "pageup", "home", "down", "tab")


async def at_every_size(pilot: Pilot[int], place: str) -> None:
    """Take all sizes; the floor's words exactly where the window is below it."""
    for size in SIZES:
        await pilot.resize_terminal(*size)
        await pilot.pause()
        check_alive(pilot, (place, size))
        await send(pilot, PAGING)
        check_alive(pilot, (place, size, PAGING))
        roomy = size[0] >= SMALLEST[0] and size[1] >= SMALLEST[1]
        if size[0] >= 40 and size[1] >= 5 and not pilot.app.screen.is_modal:
            assert ("window larger" in screen_text(pilot)) is not roomy, (place, size)


@pytest.mark.parametrize("place", PLACES)
async def test_sizes(run_app: RunApp, place: str, home) -> None:
    fill(home, plain_bank())
    async with run_app(plain_bank()) as pilot:
        await go_to(pilot, place)
        await at_every_size(pilot, place)
