"""The app over a temporary home, with a fake clock."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from simulator.core.bank import Bank
from simulator.core.choices import Order
from simulator.core.setup import Setup
from simulator.speech import SilentSpeaker, Speaker
from simulator.storage.settings.model import Settings
from simulator.storage.store import Store
from simulator.ui.app import SimulatorApp, StartRequest
from simulator.ui.interview import ticker
from simulator.ui.interview.card import Card
from simulator.ui.interview.interviewer import Interviewer
from simulator.ui.keys import ordered
from simulator.usecases import keep
from tests.samples import plain_bank
from tests.ui.driver import FakeClock, MakeApp, RunApp, ship
from tests.ui.toolkit import fit_for_tests

fit_for_tests()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "shipped").mkdir()
    return tmp_path


@pytest.fixture
def quick_eyes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let ratings count at once; tests of the delay set it themselves."""
    monkeypatch.setattr(ticker, "STAND_SECONDS", 0.0)


@pytest.fixture
def no_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no breath end, no save be cut short and no key be given up, however slow the machine."""
    wait = Interviewer._wait
    monkeypatch.setattr(Interviewer, "_wait", lambda self, seconds: wait(self, 200 * seconds))
    monkeypatch.setattr(Card, "set_timer", lambda *_: None)
    monkeypatch.setattr(keep, "KEEP_SECONDS", 2.0)
    monkeypatch.setattr(ordered, "PATIENCE", 60.0)


@pytest.fixture
def many_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the colours independent of the terminal that runs the tests."""
    monkeypatch.setenv("COLORTERM", "truecolor")


@pytest.fixture
def run_app(
    home: Path, clock: FakeClock, quick_eyes: None, no_hurry: None, many_colours: None
) -> RunApp:
    """Runs the app with a bank, over the temporary home."""

    def open_voice(settings: Settings, wanted: bool) -> Speaker:
        return SilentSpeaker()

    @asynccontextmanager
    async def run(
        bank: Bank,
        *,
        size: tuple[int, int] = (80, 24),
        request: StartRequest | None = None,
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
            request=request,
        )
        async with app.run_test(size=size, tooltips=False) as pilot:
            await pilot.pause()
            yield pilot

    return run


@pytest.fixture
def make_app(
    home: Path, clock: FakeClock, quick_eyes: None, no_hurry: None, many_colours: None
) -> MakeApp:
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
