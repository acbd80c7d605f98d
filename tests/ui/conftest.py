"""The app over a temporary home, with a clock that moves only when it is told to."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual import _wait
from textual.pilot import Pilot

from simulator.core.bank import Bank
from simulator.core.choices import Order
from simulator.core.setup import Setup
from simulator.core.states import Phase
from simulator.speech import SilentSpeaker, Speaker
from simulator.storage.banks.write import bank_toml
from simulator.storage.settings.model import Settings
from simulator.storage.store import Store
from simulator.ui.app import SimulatorApp, Wish
from simulator.ui.interview import ticker
from simulator.ui.interview.screen import InterviewScreen
from tests.clocks import StillClock
from tests.samples import plain_bank

# After each key a pilot looks twice whether the app is idle; Textual's 20 ms a look are most of
# what a test takes.
_wait.SLEEP_GRANULARITY = 0.004
_wait.SLEEP_IDLE = _wait.SLEEP_GRANULARITY / 20


class FakeClock(StillClock):
    """One whose date and time of day go on with it."""

    def wall(self) -> datetime:
        started = datetime(2026, 11, 22, 18, 30, 5, tzinfo=UTC)
        return started + timedelta(seconds=int(self.now() - 1000.0))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "shipped").mkdir()
    return tmp_path


def ship(home: Path, bank: Bank) -> None:
    """Make a bank one that ships with the program under test."""
    (home / "shipped" / f"{bank.name}.toml").write_text(bank_toml(bank), encoding="utf-8")


Running = AbstractAsyncContextManager[Pilot[int]]
RunApp = Callable[..., Running]


@pytest.fixture
def quick_eyes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is to be judged counts as read at once; tests of the wait set it themselves."""
    monkeypatch.setattr(ticker, "STAND_SECONDS", 0.0)


@pytest.fixture
def run_app(home: Path, clock: FakeClock, quick_eyes: None) -> RunApp:
    """Runs the app with a bank, over the temporary home."""

    def open_voice(settings: Settings, wanted: bool) -> Speaker:
        return SilentSpeaker()

    @asynccontextmanager
    async def run(
        bank: Bank,
        *,
        size: tuple[int, int] = (80, 24),
        wish: Wish | None = None,
        **choices: object,
    ) -> AsyncIterator[Pilot[int]]:
        ship(home, bank)
        setup = Setup(banks=(bank.name,), seed=1, follow_ups=0)
        setup = replace(setup, **choices)  # type: ignore[arg-type]
        app = SimulatorApp(
            Store(home, home / "shipped"),
            Settings(setup=setup),
            open_voice=open_voice,
            clock=clock,
            wish=wish,
        )
        async with app.run_test(size=size, tooltips=False) as pilot:
            await pilot.pause()
            yield pilot

    return run


def interview_screen(pilot: Pilot[int]) -> InterviewScreen:
    """The interview that is going on."""
    assert isinstance(pilot.app, SimulatorApp)
    screen = pilot.app.interview_screen()
    assert screen is not None
    return screen


def screen_text(pilot: Pilot[int]) -> str:
    """What is on the screen, as text, line by line."""
    lines = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in lines)


async def wait_until(pilot: Pilot[int], words: str) -> None:
    """Wait for background work to bring words onto the screen, for at most five seconds."""
    for _ in range(100):
        if words in screen_text(pilot):
            return
        await pilot.pause(0.05)
    raise AssertionError(f"{words!r} never came up:\n{screen_text(pilot)}")


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys and let the app come to rest."""
    await pilot.press(*keys)
    await pilot.pause()


async def type_text(pilot: Pilot[int], text: str) -> None:
    """Type text, spaces and stops included."""
    names = {" ": "space", ".": "full_stop", ",": "comma", "[": "left_square_bracket"}
    await press(pilot, *(names.get(letter, letter) for letter in text))


MakeApp = Callable[..., SimulatorApp]


@pytest.fixture
def make_app(home: Path, clock: FakeClock, quick_eyes: None) -> MakeApp:
    """Makes the app with keys of the settings, over a temporary home."""
    ship(home, plain_bank())

    def make(**keys: str) -> SimulatorApp:
        named = {name.replace("_", "-"): value for name, value in keys.items()}
        settings = Settings(
            setup=Setup(banks=("plain",), questions=2, order=Order.BANK, follow_ups=0), keys=named
        )
        return SimulatorApp(
            Store(home, home / "shipped"),
            settings,
            open_voice=lambda *_: SilentSpeaker(),
            clock=clock,
        )

    return make


async def to_the_question(pilot: Pilot[int], go_on: str = "enter") -> None:
    """From home into the first question."""
    await pilot.pause()
    await press(pilot, "enter")
    shown = "Enter" if go_on == "enter" else go_on
    assert f"Press {shown} when you are ready" in screen_text(pilot)
    await press(pilot, go_on)
    assert interview_screen(pilot).interview.phase is Phase.ANSWERING
