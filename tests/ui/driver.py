"""Drives the screens in tests: presses keys, and returns the screen as text."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from simulator.core.bank import Bank
from simulator.core.states import Phase
from simulator.storage.banks.write import bank_toml
from simulator.ui.app import SimulatorApp
from simulator.ui.interview.screen import InterviewScreen
from tests.clocks import StillClock

Running = AbstractAsyncContextManager[Pilot[int]]
RunApp = Callable[..., Running]
MakeApp = Callable[..., SimulatorApp]


class FakeClock(StillClock):
    """A fake clock whose date and time of day advance with it."""

    def wall(self) -> datetime:
        started = datetime(2026, 11, 22, 18, 30, 5, tzinfo=UTC)
        return started + timedelta(seconds=int(self.now() - 1000.0))


def ship(home: Path, bank: Bank) -> None:
    """Make a bank ship with the program under test."""
    (home / "shipped" / f"{bank.name}.toml").write_text(bank_toml(bank), encoding="utf-8")


def lines(pilot: Pilot[Any]) -> list[str]:
    """Return the screen, line by line."""
    strips = pilot.app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def screen_text(pilot: Pilot[Any]) -> str:
    """Return the screen as one text."""
    return "\n".join(lines(pilot))


def has(pilot: Pilot[Any], text: str) -> Callable[[], bool]:
    """Return whether the screen shows a text."""
    return lambda: text in screen_text(pilot)


async def until(pilot: Pilot[Any], condition: Callable[[], object]) -> None:
    """Let the app run until a condition holds; fail after half a minute."""
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, f"never came about:\n{screen_text(pilot)}"
        await asyncio.sleep(0.002)
    await pilot.pause()


async def until_screen(pilot: Pilot[Any], kind: type[Screen[Any]]) -> None:
    """Let the app run until a screen of this class is on top."""
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))


async def wait_until(pilot: Pilot[Any], words: str) -> None:
    """Wait until background work has brought a text onto the screen."""
    await until(pilot, has(pilot, words))


def interview_screen(pilot: Pilot[Any]) -> InterviewScreen:
    """Return the screen of the running interview."""
    assert isinstance(pilot.app, SimulatorApp)
    screen = pilot.app.interview_screen()
    assert screen is not None
    return screen


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys, and wait until the app is idle."""
    await pilot.press(*keys)
    await pilot.pause()


async def type_text(pilot: Pilot[Any], text: str) -> None:
    """Type text, including spaces and full stops."""
    names = {" ": "space", ".": "full_stop", ",": "comma", "[": "left_square_bracket"}
    await press(pilot, *(names.get(letter, letter) for letter in text))


async def to_the_question(pilot: Pilot[Any], go_on: str = "enter") -> None:
    """Go from home to the first question."""
    await pilot.pause()
    await press(pilot, "enter")
    shown = "Enter" if go_on == "enter" else go_on
    assert f"Press {shown} when you are ready" in screen_text(pilot)
    await press(pilot, go_on)
    assert interview_screen(pilot).interview.phase is Phase.ANSWERING
