"""How the main screens of looking back are laid out at three sizes, as text.

Each picture is a file in `pictures/`. One that is meant to change is deleted; the next run writes
it anew, and fails so that it is looked at.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from simulator.ui.history.report_screen import Around
from tests.samples import plain_bank, sample_session
from tests.ui.driver import RunApp, press, screen_text, wait_until
from tests.ui.history.reports import screen
from tests.ui.showing import EVERY_SIZE, showing

PICTURES = Path(__file__).parent / "pictures"


def compare(pilot: Pilot[int] | Pilot[None], name: str, size: tuple[int, int]) -> None:
    """Assert that the screen is as it was when last reviewed."""
    path = PICTURES / f"{name}_{size[0]}x{size[1]}.txt"
    strips = pilot.app.screen._compositor.render_strips()
    lines = ["".join(segment.text for segment in strip).rstrip() for strip in strips]
    drawn = "\n".join(lines) + "\n"
    if not path.exists():
        path.write_text(drawn, encoding="utf-8")
        pytest.fail(f"{path.name} was written: look at it")
    assert drawn == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("size", EVERY_SIZE)
async def test_a_report(size: tuple[int, int]) -> None:
    around = Around("Today: 3 questions, about 9 minutes.")
    async with showing(screen(sample_session(), around=around), size) as p:
        compare(p, "report", size)


@pytest.mark.parametrize("size", EVERY_SIZE)
async def test_home(run_app: RunApp, size: tuple[int, int]) -> None:
    async with run_app(plain_bank(), size=size, questions=1) as pilot:
        await press(pilot, "enter", "enter", "ctrl+s", "3", "1", "enter", "q")
        await wait_until(pilot, "Last sessions" if size[0] >= 110 else "Practise next")
        assert "Mock Interview" in screen_text(pilot)
        compare(pilot, "home", size)


@pytest.mark.parametrize("size", EVERY_SIZE)
async def test_home_for_the_first_time(run_app: RunApp, size: tuple[int, int]) -> None:
    async with run_app(plain_bank(), size=size) as pilot:
        await wait_until(pilot, "For example")
        compare(pilot, "first", size)
