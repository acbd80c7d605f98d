"""Ten thousand random steps: no exception, and the file agrees with the screen after each."""

from __future__ import annotations

import random
import webbrowser
from pathlib import Path

import pytest

from simulator.core.setup import Debrief, Mode
from tests.samples import hostile_bank, plain_bank
from tests.torture.monkey import Monkey, check_files
from tests.torture.places import fill
from tests.ui.driver import FakeClock, RunApp, press, ship

pytestmark = pytest.mark.long


@pytest.fixture
def harmless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Nothing outside of the home is touched; the addresses that a browser was to open."""
    opened: list[str] = []
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_DOWNLOAD_DIR"):
        monkeypatch.setenv(name, str(tmp_path / "user"))
    for name in ("EDITOR", "VISUAL"):
        monkeypatch.setenv(name, "true")
    monkeypatch.setattr(webbrowser, "open", lambda url, *_, **__: opened.append(url))
    (tmp_path / "user").mkdir()
    monkeypatch.chdir(tmp_path / "user")
    return opened


async def play(run_app: RunApp, clock: FakeClock, home: Path, steps: int, seed: int) -> None:
    """So many steps; where the monkey quits the app, it starts anew over the same home."""
    rng, done, agreed, seen = random.Random(seed), 0, 0, set[str]()
    fill(home, hostile_bank())
    ship(home, hostile_bank())
    while done < steps:
        choices = {
            "mode": rng.choice(list(Mode)),
            "debrief": rng.choice(list(Debrief)),
            "think_seconds": rng.choice([0.0, 0.0, 10.0]),
            "banks": ("plain", "hostile"),
            "questions": 3,
            "follow_ups": rng.choice([0, 1, 2]),
        }
        async with run_app(plain_bank(), **choices) as pilot:
            if done == 0 or rng.random() < 0.5:
                await press(pilot, "enter", "enter")  # Not every monkey finds an interview.
            monkey = Monkey(pilot, clock, home, seed * 1_000_003 + done)
            done += max(1, await monkey.play(min(steps - done, 1_500)))
        check_files(home)
        agreed += monkey.agreed
        seen |= monkey.seen
    print(f"{done} steps, the file compared {agreed} times; {', '.join(sorted(seen))}")
    assert agreed > 0


async def test_a_monkey(run_app: RunApp, clock: FakeClock, home: Path, harmless: list[str]) -> None:
    await play(run_app, clock, home, 300, seed=1)
    assert harmless == []


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(2, 12))
async def test_a_patient_monkey(
    run_app: RunApp, clock: FakeClock, home: Path, harmless: list[str], seed: int
) -> None:
    await play(run_app, clock, home, 1_000, seed)
    assert harmless == []
