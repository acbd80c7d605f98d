"""A bare app around one screen, and its text."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

UI = Path(__file__).resolve().parents[2] / "simulator" / "ui"

EVERY_SIZE = [(60, 15), (80, 24), (120, 40)]


class Asked(Any):  # type: ignore[misc]  # In place of any controller.
    """A fake controller that only records the calls: name and arguments."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *arguments: self.calls.append((name, *arguments))

    def reports(self) -> Asked:
        """Return the controller of reports, as that of the history does."""
        return self


class Showing(App[None]):
    """Shows one screen."""

    CSS_PATH = [UI / "app.tcss", UI / "history" / "look_back.tcss"]

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self._first = screen

    def on_mount(self) -> None:
        """Show the screen."""
        self.push_screen(self._first)


@asynccontextmanager
async def showing(
    screen: Screen[Any], size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[None]]:
    """Run the screen."""
    app = Showing(screen)
    async with app.run_test(size=size, tooltips=False) as pilot:
        await pilot.pause()
        yield pilot


def everything(pilot: Pilot[None]) -> str:
    """Return the text of all widgets of the top screen, drawn or not."""
    return "\n".join(str(widget.content) for widget in pilot.app.screen.query(Static))
