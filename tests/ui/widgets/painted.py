"""A terminal's contents after random steps in a text area: the program's and Textual's."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from typing import Any

import pyte
from textual import events
from textual.app import App, ComposeResult
from textual.drivers.headless_driver import HeadlessDriver
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static, TextArea

from simulator.ui.keys.keymap import KeyedScreen, character_of
from simulator.ui.widgets.text_box import TextBox

Step = tuple[str, Any]
Cells = list[list[Any]]

KEYS = (*"abcdefg hij(x[y)z]", *("enter", "backspace", "space") * 2, "delete", "up", "down", "left",
        "right", "home", "end", "pageup", "pagedown", "shift+up", "shift+down", "shift+left",
        "shift+right", "shift+end", "ctrl+left", "ctrl+right", "ctrl+w", "ctrl+u", "ctrl+k", "f6",
        "f7", "ctrl+z", "ctrl+z", "ctrl+y", "ctrl+x", "ctrl+v", "tab")  # fmt: skip
PASTED = ("x\ny\n", "many words that fill a line and more than it holds, again and again " * 3,
          "one\ttwo\tthree", "世界 wide 字", "e\u0301a\u0300 combining", "line\n" * 14, "🙂 and ok",
          "é", "x" * 90, "\n\n", "[(])")  # fmt: skip
SIZES = ((50, 14), (72, 20), (34, 11))
THEMES = ("textual-dark", "textual-light", "nord")


def steps(seed: int, number: int) -> list[Step]:
    """Return random steps, as a person might take them."""
    chance = random.Random(seed)
    done: list[Step] = []
    while len(done) < number:
        kind = chance.choices(
            ("key", "paste", "click", "drag", "theme", "size", "leave", "load", "pause"),
            (70, 8, 5, 5, 2, 3, 2, 1, 2),
        )[0]
        place = (chance.randrange(1, 30), chance.randrange(1, 9))
        what: Any = {
            "key": chance.choice(KEYS),
            "paste": chance.choice(PASTED),
            "click": place,
            "drag": (place, (chance.randrange(1, 30), chance.randrange(1, 9))),
            "theme": chance.choice(THEMES),
            "size": chance.choice(SIZES),
            "load": chance.choice(PASTED),
        }.get(kind)
        done.append((kind, what))
    return done


class StockArea(TextArea):
    """Textual's, without two faults of its undo, and one that leaves an old wrap on the screen."""

    def on_resize(self) -> None:
        self.refresh()

    def undo(self) -> None:
        super().undo()
        self.history.checkpoint()

    def _recompute_cursor_offset(self) -> None:
        self._cursor_offset = self.wrapped_document.location_to_offset(
            self.clamp_visitable(self.cursor_location)
        )


class _Emulated(HeadlessDriver):
    """A pyte terminal."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        columns, lines = self._size or (50, 14)
        self.screen = pyte.Screen(columns, lines)
        self.written = 0
        self._stream = pyte.Stream(self.screen)

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        self.written += len(data)
        self._stream.feed(data)


class AreaApp(App[None]):
    """A text area among other widgets."""

    CSS = "TextArea { height: 1fr; } Static { height: 2; }"

    def __init__(self, area: TextArea, screen: Callable[[], Screen[None]]) -> None:
        super().__init__(driver_class=_Emulated)
        self.area = area
        self._make_screen = screen

    def get_default_screen(self) -> Screen[None]:
        return self._make_screen()

    def compose(self) -> ComposeResult:
        yield Static("Above it is what was asked")
        yield self.area
        yield Static("below", id="below")

    @property
    def terminal(self) -> pyte.Screen:
        """The app's terminal."""
        assert isinstance(self._driver, _Emulated)
        return self._driver.screen

    @property
    def written(self) -> int:
        """The number of characters sent to the terminal."""
        assert isinstance(self._driver, _Emulated)
        return self._driver.written

    def cells(self) -> Cells:
        """Return every cell of the terminal, with its style."""
        screen = self.terminal
        return [[screen.buffer[y][x] for x in range(screen.columns)] for y in range(screen.lines)]


def ours() -> AreaApp:
    return AreaApp(_still(TextBox()), KeyedScreen)


def textuals() -> AreaApp:
    return AreaApp(_still(StockArea()), Screen)


def _still(area: TextArea) -> TextArea:
    area.cursor_blink = False
    return area


async def follow(app: AreaApp, todo: list[Step], seen: Callable[[], object]) -> None:
    """Take the steps, calling `seen` after each."""
    async with app.run_test(headless=False, size=SIZES[0]) as pilot:
        app.area.focus()
        for step in todo:
            await _do(pilot, app, *step)
            await _rest(app)
            seen()


async def _do(pilot: Pilot[None], app: AreaApp, kind: str, what: Any) -> None:
    match kind:
        case "key":
            character = character_of(what)
            app.post_message(events.Key(what, character))
        case "paste":
            app.post_message(events.Paste(what))
        case "click":
            _mouse(app, events.MouseDown, what)
            _mouse(app, events.MouseUp, what)
        case "drag":
            _mouse(app, events.MouseDown, what[0])
            _mouse(app, events.MouseMove, what[1])
            _mouse(app, events.MouseUp, what[1])
        case "theme":
            app.theme = what
        case "size":
            app.terminal.resize(what[1], what[0])
            await pilot.resize_terminal(*what)
        case "leave":
            app.set_focus(None if app.area.has_focus else app.area)
        case "load":
            app.area.load_text(what)
        case "pause":
            app.area.read_only = not app.area.read_only


def _mouse(app: AreaApp, kind: type[events.MouseEvent], place: tuple[int, int]) -> None:
    x, y = place[0], place[1] + 2
    app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))


async def _rest(app: AreaApp) -> None:
    """Wait until nothing is left to do or paint."""
    calm = 0
    while calm < 5:
        await asyncio.sleep(0.0005)
        screen = app.screen
        pumps: list[MessagePump] = [app, screen, *screen.walk_children()]
        busy = (
            any(pump.message_queue_size or pump._next_callbacks for pump in pumps)
            or screen._dirty_widgets
            or screen._layout_required
            or screen._scroll_required
            or screen._repaint_required
        )
        calm = 0 if busy else calm + 1
