"""Makes the README's pictures: screens that the program draws as SVG, dark and light.

    python -m benchmarks.pictures [FOLDER]

The clock stands still unless a picture needs time to pass, so that the same program draws the same
pictures. Reports and charts show the simulated candidate alone: the pictured interview takes place
in another home.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from textual.pilot import Pilot
from textual.strip import Strip

from benchmarks.cells_svg import Frame, film, picture
from benchmarks.simulated_history import END, write_history
from simulator.core.choices import Order
from simulator.core.setup import Setup
from simulator.speech import SilentSpeaker
from simulator.storage.home import shipped_banks
from simulator.storage.settings.model import Settings, UiSettings
from simulator.storage.store import Store
from simulator.system.clock import Clock
from simulator.ui.app import SimulatorApp

SIZE = (112, 34)
LOOKS = {"dark": "ink", "light": "paper"}
"""The versions of each picture, and their themes."""

BANK = '''
title = "Back-end"

[defaults]
time_limit = 120

[[questions]]
question = "What does an index cost, and when does the database not use it?"
topic = "Databases"
answer = "Writes and space; a scan wins if most rows are needed."
key_points = ["Slower writes", "Space", "Not used if most rows are needed"]

[[questions]]
question = "How does TCP keep a slow reader from being flooded?"
topic = "Networks"
answer = "The reader advertises how much it has room for."
key_points = ["The window", "The sender waits"]

[[questions]]
question = "What is an idempotent request, and why does a client care?"
topic = "APIs"
answer = "Sending it twice has the same effect as once, so it can be retried."
key_points = ["Twice has the effect of once", "It can be retried", "Keys make a POST idempotent"]

[[questions]]
question = """
This cache is fast on a laptop but takes the database down in production. What happens, and how
would you fix it?

```python
def get(key):
    value, until = store.get(key, (None, 0.0))
    if time.monotonic() > until:
        value = load(key)                        # (1)
        store[key] = value, time.monotonic() + 60
    return value
```
"""
topic = "Caching"
difficulty = "hard"
answer = """
When an entry expires, **every request that arrives before the first reload finishes** is a miss:
all of them run `load`, and the database gets hundreds of identical queries at once, a *stampede*.

- Let one request load; the others wait for it, or get the old value.
- Randomise expiry times, so that entries filled together don't expire together.
- If a load fails, keep the old value for a while.
"""
key_points = [
  "All misses load at once", "One loads, others wait", "Serve the old value meanwhile",
  "Randomise expiry times", "Failures keep the old value",
]
bonus_points = ["Measures identical queries first"]

[[questions]]
question = "When would you choose a queue over a direct call?"
topic = "Architecture"
answer = "When the caller doesn't have to wait."

[[questions]]
question = "What does a health check tell you, and what not?"
topic = "Operations"
answer = "That the service responds."

[[questions]]
question = "How do you change a table without downtime?"
topic = "Databases"
answer = "Expand, move, contract."
'''

ANSWER = (
    "When an entry expires, every request that misses before the first reload is done runs (1): "
    "the database gets hundreds of identical queries. I'd let one of them load, under a lock for "
    "that key, and give the others the old value meanwhile. And I'd randomise the"
)

WRITTEN = (0, 64, 128, 192, 250)
"""Where in the answer each frame of the film begins."""

NAMES = {
    " ": "space", ".": "full_stop", ",": "comma", "'": "apostrophe", ":": "colon",
    "(": "left_parenthesis", ")": "right_parenthesis",
}  # fmt: skip


class StillClock(Clock):
    """A clock that moves only when told to."""

    def __init__(self) -> None:
        self.time = 1000.0

    def now(self) -> float:
        """Return the time in seconds."""
        return self.time

    def waking(self) -> float:
        """Return the same time: nothing sleeps."""
        return self.time

    def wall(self) -> datetime:
        """Return the day after the simulated candidate's last session."""
        return END + timedelta(days=1, seconds=int(self.time - 1000.0))


@dataclass
class Camera:
    """Draws an app's screens into files."""

    app: SimulatorApp
    pilot: Pilot[int]
    clock: StillClock
    folder: Path
    look: str
    frames: list[Frame] = field(default_factory=list)

    async def press(self, *keys: str) -> None:
        """Press keys, and wait for their effect."""
        await self.pilot.press(*keys)
        await self.pilot.pause(0.4)

    async def type(self, text: str) -> None:
        """Type a text."""
        await self.press(*(NAMES.get(letter, letter) for letter in text))

    async def go_by(self, seconds: float) -> None:
        """Let time pass."""
        self.clock.time += seconds
        await self.pilot.pause(0.6)

    async def until(self, words: str) -> None:
        """Wait until these words are on the screen; TimeoutError after a minute."""
        async with asyncio.timeout(60):
            while not any(words in strip.text for strip in self._strips()):
                await self.pilot.pause(0.05)

    async def draw(self, name: str) -> None:
        """Draw the screen."""
        await self.pilot.pause(0.6)
        self._write(name, picture(self._strips(), self._page))

    async def shoot(self, seconds: float) -> None:
        """Add the screen to the film for this many seconds."""
        await self.pilot.pause(0.6)
        self.frames.append(Frame(self._strips(), seconds))

    def cut(self, name: str) -> None:
        """Draw the film."""
        self._write(name, film(self.frames, self._page))

    def _strips(self) -> list[Strip]:
        return self.app.screen._compositor.render_strips()

    @property
    def _page(self) -> str:
        return self.app.theme_variables["background"][:7]

    def _write(self, name: str, drawn: str) -> None:
        path = self.folder / f"{name}-{self.look}.svg"
        path.write_text(drawn, encoding="utf-8")


async def interview(camera: Camera) -> None:
    """Draw a code question with ten seconds left, after answers of every kind; film its end."""
    await camera.press("enter")
    await camera.until("Press Enter")
    await camera.press("enter")
    for ticks, rating in (("ab", "4"), ("a", "2"), ("", "1")):
        await camera.until("Your answer")
        await camera.type("It is about what it costs")
        await camera.press("ctrl+s")
        await camera.until("How sure")
        await camera.press("4")
        await camera.until("Tick what")
        await camera.go_by(1.0)
        await camera.press(*ticks, rating)
        await camera.go_by(1.0)
        await camera.press("enter")
        await camera.until("Breathe")
        await camera.press("enter")
    await camera.until("Your answer")
    for start, seconds in zip(WRITTEN, (31.0, 22.0, 20.0, 19.0, 18.0), strict=True):
        end = next((each for each in WRITTEN if each > start), len(ANSWER))
        await camera.type(ANSWER[start:end])
        await camera.go_by(seconds)
        await camera.shoot(0.8)
    await camera.draw("question")
    await camera.press("ctrl+s")
    await camera.until("How sure")
    await camera.shoot(1.8)
    await camera.press("4")
    await camera.until("Tick what")
    await camera.go_by(1.0)
    await camera.shoot(1.4)
    for tick in "abc":
        await camera.press(tick)
        await camera.shoot(0.6)
    await camera.press("2")
    await camera.shoot(2.2)
    camera.cut("interview")


async def looking_back(camera: Camera) -> None:
    """Draw the simulated candidate's home, progress and last report."""
    await camera.until("Ready by topic")
    await camera.draw("home")
    await camera.press("g")
    await camera.until("Sessions a week")
    await camera.draw("progress")
    await camera.press("escape")
    await camera.until("Ready by topic")
    await camera.press("h")
    await camera.until("40 sessions · ")
    await camera.press("enter")
    await camera.until("last time")
    await camera.draw("report")


PLACES = ((interview, True), (looking_back, False))
"""The scenes, and whether each needs a separate home."""


async def draw(history: Path, folder: Path, look: str) -> None:
    """Walk through the program and draw each screen."""
    for walk, alone in PLACES:
        with tempfile.TemporaryDirectory() as empty:
            banks = Path(empty) / "banks"
            banks.mkdir()
            (banks / "back_end.toml").write_text(BANK, encoding="utf-8")
            setup = Setup(banks=("back_end",), order=Order.BANK, follow_ups=0)
            clock = StillClock()
            app = SimulatorApp(
                Store(Path(empty) if alone else history, shipped_banks()),
                Settings(setup=setup if alone else Setup(), ui=UiSettings(theme=LOOKS[look])),
                open_voice=lambda settings, wanted: SilentSpeaker(),
                clock=clock,
            )
            async with app.run_test(size=SIZE, tooltips=False) as pilot:
                await pilot.pause(1.0)
                await walk(Camera(app, pilot, clock, folder, look))


def main(arguments: Sequence[str]) -> None:
    """Draw into the named folder, or into `docs`."""
    os.environ["COLORTERM"] = "truecolor"  # Regardless of the terminal.
    folder = Path(arguments[0]) if arguments else Path("docs")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        write_history(Path(home), sessions=40, weeks=8, seed=7, end=END)
        for look in LOOKS:
            asyncio.run(draw(Path(home), folder, look))


if __name__ == "__main__":
    main(sys.argv[1:])
