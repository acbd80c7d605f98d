"""A bare app around one screen, and what is on it as text."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.app import App
from textual.message import Message
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

UI = Path(__file__).resolve().parents[2] / "simulator" / "ui"

EVERY_SIZE = [(60, 15), (80, 24), (120, 40)]


class Showing(App[None]):
    """Shows one screen, and keeps the messages of screens that reach the app."""

    CSS_PATH = [UI / "app.tcss", UI / "history" / "look_back.tcss"]

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self._first = screen
        self.heard: list[Message] = []

    def on_mount(self) -> None:
        """Show the screen."""
        self.push_screen(self._first)

    def hear(self, message: Message) -> None:
        """Keep what screens announce, each once."""
        if of_our_screens(type(message)) and message not in self.heard:
            self.heard.append(message)


def of_our_screens(message: type[Message]) -> bool:
    """Whether a screen of the program declares this kind of message."""
    module = message.__module__
    owner = getattr(sys.modules[module], message.__qualname__.partition(".")[0])
    return module.startswith("simulator.") and issubclass(owner, Screen)


@asynccontextmanager
async def showing(
    screen: Screen[Any], size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[None]]:
    """Run the screen."""
    app = Showing(screen)
    async with app.run_test(size=size, tooltips=False, message_hook=app.hear) as pilot:
        await pilot.pause()
        yield pilot


def heard(pilot: Pilot[None]) -> list[Message]:
    """The messages of screens that reached the app, in order."""
    assert isinstance(pilot.app, Showing)
    return pilot.app.heard


def everything(pilot: Pilot[None]) -> str:
    """What all widgets of the top screen hold, drawn or not."""
    return "\n".join(str(widget.content) for widget in pilot.app.screen.query(Static))
