"""The screens of banks over a temporary home."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from simulator.storage.store import Store
from simulator.ui.banks.bank_screen import BankScreen
from simulator.ui.banks.bank_tools import StartBank
from simulator.ui.banks.rows import AskedBy
from simulator.ui.banks.screen import BanksScreen
from tests.ui.driver import screen_text, until, until_screen

UI = Path(__file__).resolve().parents[3] / "simulator" / "ui"

FIRST = """\
# mine
title = "Networks"
description = "What [/foo] is asked about networks."

# the first
[[questions]]
id = "osi"
question = "What are the *layers* of OSI?"   # a classic
answer = '''
Seven of them.

- physical
'''
topic = "Models"
key_points = ["seven"]

[[questions]]
id = "tcp"
question = "How does [b]TCP[/b] open a connection?"
answer = "SYN, SYN-ACK, ACK."
topic = "Transport"
difficulty = "hard"
time_limit = 90
"""

BROKEN = 'title = "x"\n[[questions]]\nquestion = "a"\ntime_limit = -5\nanswr = "x"\n'

SIZES = [(60, 15), (120, 40)]


class BanksApp(App[None]):
    """Shows all banks, and records what is asked for."""

    CSS_PATH = UI / "app.tcss"

    def __init__(self, store: Store, asked: AskedBy) -> None:
        super().__init__()
        self.store = store
        self.asked = asked
        self.started: list[str] = []
        self.told: list[str] = []

    def on_mount(self) -> None:
        """Show the banks."""
        self.push_screen(BanksScreen(self.store, self.asked))

    def on_start_bank(self, event: StartBank) -> None:
        """Record the bank."""
        self.started.append(event.bank)

    def notify(self, message: str, **options: Any) -> None:
        """Record the toasts; foreign text must not be taken for markup."""
        assert options.get("markup") is False
        self.told.append(message)


@asynccontextmanager
async def banks_app(
    home: Path,
    *,
    size: tuple[int, int] = (80, 24),
    asked: AskedBy | None = None,
    **banks: str,
) -> AsyncIterator[Pilot[None]]:
    """Run the app over a home with these banks, by name."""
    (home / "shipped").mkdir(exist_ok=True)
    (home / "banks").mkdir(exist_ok=True)
    for name, text in banks.items():
        (home / "banks" / f"{name}.toml").write_text(text, encoding="utf-8")
    app = BanksApp(Store(home, home / "shipped"), asked or {})
    async with app.run_test(size=size, tooltips=False) as pilot:
        await until(pilot, lambda: "Reading" not in screen_text(pilot))
        yield pilot


def app_of(pilot: Pilot[None]) -> BanksApp:
    """Return the app under test."""
    assert isinstance(pilot.app, BanksApp)
    return pilot.app


async def open_first(pilot: Pilot[None]) -> BankScreen:
    """Open the bank under the cursor, and wait until it can be edited."""
    await pilot.press("enter")
    await until_screen(pilot, BankScreen)
    screen = pilot.app.screen
    assert isinstance(screen, BankScreen)
    await until(pilot, lambda: screen.check_action("add", ()))
    return screen


def file_of(pilot: Pilot[None], name: str = "networks") -> Path:
    return app_of(pilot).store.banks_folder / f"{name}.toml"
