"""Small parts that several screens use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Footer, OptionList, Static
from textual.widgets._footer import FooterKey

NARROW = 80
"""Columns below which the footer shows only the keys that matter."""

SMALLEST = (60, 15)
"""Columns and rows below which a screen only asks for more room."""


class KeyFooter(Footer):
    """The keys that work now; in a narrow window only the first four."""

    def compose(self) -> ComposeResult:
        keys: Iterable[Widget] = super().compose()
        if self.app.size.width < NARROW:
            keys = islice((key for key in keys if isinstance(key, FooterKey)), 4)
        yield from keys

    def on_resize(self) -> None:
        """The number of keys that fit may have changed."""
        self.refresh(recompose=True)


class TooSmall(Static):
    """Shown instead of the screen while the window is too small; nothing is lost behind it."""

    def __init__(self) -> None:
        columns, rows = SMALLEST
        text = f"Please make this window larger: {columns} columns and {rows} rows are enough. "
        super().__init__(Content(text + "Everything is kept, and the clock is as it was."))


class Line(Static):
    """One line that can be clicked, and chosen by a key that it shows."""

    @dataclass
    class Pressed(Message):
        """The line was clicked."""

        line: Line

        @property
        def control(self) -> Line:
            """The line, for `@on` selectors."""
            return self.line

    def on_click(self, event: events.Click) -> None:
        """A click is the key of the line."""
        event.stop()
        self.post_message(self.Pressed(self))


class BaseScreen(Screen[None]):
    """What all screens share: breakpoints, the footer, back, help, and a floor to the size."""

    HORIZONTAL_BREAKPOINTS = [
        (0, "-tiny"),
        (SMALLEST[0], "-narrow"),
        (NARROW, "-medium"),
        (110, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (SMALLEST[1], "-short"), (22, "-normal"), (34, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "help", "Help", id="help"),
    ]
    HELP_TEXT = ""
    """What the screen is for, said at the top of its help."""

    EXTRA_KEYS: tuple[tuple[str, str], ...] = ()
    """Keys that are no bindings, for the help."""

    def compose(self) -> ComposeResult:
        """The screen's body, between its floor and its footer."""
        yield TooSmall()
        yield from self.compose_body()
        yield KeyFooter(show_command_palette=False)

    def compose_body(self) -> ComposeResult:
        """The widgets of the screen."""
        raise NotImplementedError

    def action_help(self) -> None:
        """Explain the screen and its keys."""
        from simulator.ui.dialogs import Help

        if not isinstance(self.app.screen, Help):
            self.app.push_screen(Help(self.HELP_TEXT, self._keys_for_help()))

    def _keys_for_help(self) -> list[tuple[str, str]]:
        keys = [
            (self.app.get_key_display(active.binding), active.binding.description)
            for active in self.active_bindings.values()
            if active.enabled and active.binding.description
        ]
        return [*dict.fromkeys(keys), *self.EXTRA_KEYS]


class ListScreen(BaseScreen):
    """A screen that one goes back from."""

    BINDINGS = [Binding("escape,q", "back", "Back", id="back")]

    def action_back(self) -> None:
        """To the screen below."""
        self.app.pop_screen()


class Menu(OptionList):
    """A list of ways on, moved in by arrows or j and k."""

    BINDINGS = [
        Binding("j", "cursor_down", "Down", show=False),
        Binding("k", "cursor_up", "Up", show=False),
    ]


class Choices(Widget):
    """Lines of which one is chosen by its key or a click; says so with `Chosen`."""

    @dataclass
    class Chosen(Message):
        """The line at `place`, counted from 0, was chosen."""

        place: int

    def __init__(self, lines: Iterable[Content] = (), *, name: str | None = None) -> None:
        super().__init__(id=name)
        self._first = list(lines)

    def compose(self) -> ComposeResult:
        for line in self._first:
            yield Line(line)

    def show(self, lines: list[Content]) -> None:
        """Show these lines; the widgets are kept where their number stays the same."""
        shown = list(self.query(Line))
        if len(shown) == len(lines):
            for widget, line in zip(shown, lines, strict=True):
                if widget.content != line:
                    widget.update(line)
            return
        self._first = lines
        self.refresh(recompose=True)

    @on(Line.Pressed)
    def _pressed(self, event: Line.Pressed) -> None:
        event.stop()
        self.post_message(self.Chosen(list(self.query(Line)).index(event.line)))
