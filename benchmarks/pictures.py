"""Make the README's pictures: each main screen, drawn by the program itself, as SVG.

    python -m benchmarks.pictures [FOLDER]

The history is the simulated candidate's, so the pictures are the same each time but for the clock.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from benchmarks.simulated_history import END, write_history
from simulator.core.choices import Order
from simulator.core.setup import Setup
from simulator.speech import SilentSpeaker
from simulator.storage.home import shipped_banks
from simulator.storage.settings.model import Settings
from simulator.storage.store import Store
from simulator.ui.app import SimulatorApp

SIZE = (100, 30)
ANSWER = "Gradients are multiplied back through many layers and shrink"

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("home", ()),
    ("setup", ("n",)),
    ("question", ("escape", "enter", "enter", *ANSWER.replace(" ", "_"))),
    ("assessment", ("ctrl+s", "4", "a", "c")),
    ("history", ("enter", "escape", "escape", "down", "enter", "h")),
    ("report", ("down", "enter")),
    ("progress", ("escape", "escape", "d")),
    ("banks", ("escape", "b")),
)
"""Each picture, and the keys that lead to it from the one before; `_` is a space."""


async def draw(home: Path, folder: Path) -> None:
    """Walk through the program and draw each screen."""
    app = SimulatorApp(
        Store(home, shipped_banks()),
        Settings(setup=Setup(topics=("Backpropagation",), order=Order.BANK, questions=5)),
        open_voice=lambda settings, wanted: SilentSpeaker(),
    )
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(1.0)
        for name, keys in STEPS:
            await pilot.press(*("space" if key == "_" else key for key in keys))
            await pilot.pause(1.0)
            (folder / f"{name}.svg").write_text(app.export_screenshot(), encoding="utf-8")


def main() -> None:
    """Draw into the folder that is named, else into `docs`."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        write_history(Path(home), sessions=40, weeks=8, seed=7, end=END)
        asyncio.run(draw(Path(home), folder))


if __name__ == "__main__":
    main()
