"""Small parts that several screens use."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import OptionList, SelectionList, Static

from simulator.ui.key_footer import NARROW, KeyFooter

SMALLEST = (60, 15)
"""Columns and rows below which a screen only asks for more room."""


class Note(Static):
    """Words that take no room while there are none."""

    def on_mount(self) -> None:
        """Nothing to say yet."""
        self.say(Content(""))

    def say(self, words: Content) -> None:
        """Say this, or nothing."""
        self.update(words)
        self.display = bool(words.plain)


class TooSmall(Static):
    """Shown instead of the screen while the window is too small; nothing is lost behind it."""

    def __init__(self) -> None:
        columns, rows = SMALLEST
        text = f"Please make this window larger: {columns} columns and {rows} rows are enough. "
        super().__init__(Content(text + "Everything is kept, and the clock is as it was."))


class StaysFocused(Widget):
    """A text field that keeps the focus behind the floor: what is typed meanwhile is its text.

    Otherwise letters would become commands because a window was made small for a moment.
    """

    def on_hide(self, event: events.Hide) -> None:
        """Textual's own handler, which gives the focus up, does not run."""
        if self.screen.has_class("-tiny") or self.screen.has_class("-flat"):
            event.prevent_default()


class Line(Horizontal):
    """One line that can be clicked: the key that chooses it, and words that wrap beside it."""

    @dataclass
    class Pressed(Message):
        """The line was clicked."""

        line: Line

        @property
        def control(self) -> Line:
            """The line, for `@on` selectors."""
            return self.line

    def __init__(self, key: Content, words: Content, *, name: str | None = None) -> None:
        super().__init__(id=name)
        self._shown = (key, words)

    def compose(self) -> ComposeResult:
        key, words = self._shown
        yield Static(key, classes="line-key")
        yield Static(words, classes="line-words")

    def show(self, key: Content, words: Content) -> None:
        """Show another key or other words."""
        if self._shown != (key, words):
            self._shown = (key, words)
            self.query_one(".line-key", Static).update(key)
            self.query_one(".line-words", Static).update(words)

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
        yield KeyFooter()

    def compose_body(self) -> ComposeResult:
        """The widgets of the screen."""
        raise NotImplementedError

    def action_help(self) -> None:
        """Explain the screen and its keys."""
        from simulator.ui.dialogs import Help

        if not isinstance(self.app.screen, Help):
            self.app.push_screen(Help(self.HELP_TEXT, self._keys_for_help()))

    def _keys_for_help(self) -> list[tuple[str, str]]:
        keys: dict[str, list[str]] = {}
        for active in self.active_bindings.values():
            binding = active.binding
            if active.enabled and binding.description and not binding.system:
                keys.setdefault(binding.description, []).append(self.app.get_key_display(binding))
        return [(" ".join(shown), what) for what, shown in keys.items()] + [*self.EXTRA_KEYS]


class ListScreen(BaseScreen):
    """A screen that one goes back from."""

    BINDINGS = [Binding("escape,q", "back", "Back", id="back")]

    def action_back(self) -> None:
        """To the screen below."""
        self.app.pop_screen()


class Cramped(OptionList):
    """An option list that lives on where there is no room for it; Textual's raises."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Textual divides by the width that is left; where that is none the height is no matter."""
        return super().get_content_height(container, viewport, width) if width >= 8 else 1

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        # Lines that are not laid out are looked up.
        with contextlib.suppress(LookupError):
            super()._move_page(direction)


class Menu(Cramped):
    """A list of ways on, moved in by arrows or j and k."""

    BINDINGS = [
        Binding("j", "cursor_down", "Down", show=False),
        Binding("k", "cursor_up", "Up", show=False),
    ]


class Ticks(SelectionList[str], Cramped):  # In this order: styles follow the first.
    """A list of names to tick."""


class Choices(Widget):
    """Lines of which one is chosen by its key or a click; says so with `Chosen`."""

    @dataclass
    class Chosen(Message):
        """The line at `place`, counted from 0, was chosen."""

        choices: Choices
        place: int

        @property
        def control(self) -> Choices:
            """The lines, for `@on` selectors."""
            return self.choices

    def __init__(
        self, lines: Iterable[tuple[Content, Content]] = (), *, name: str | None = None
    ) -> None:
        super().__init__(id=name)
        self._lines = list(lines)

    def compose(self) -> ComposeResult:
        for key, words in self._lines:
            yield Line(key, words)

    def show(self, lines: list[tuple[Content, Content]]) -> None:
        """Show these lines; the widgets are kept where their number stays the same."""
        shown = list(self.query(Line))
        same = len(shown) == len(lines) == len(self._lines)
        self._lines = lines
        if not same:
            self.refresh(recompose=True)
            return
        for widget, (key, words) in zip(shown, lines, strict=True):
            widget.show(key, words)

    @on(Line.Pressed)
    def _pressed(self, event: Line.Pressed) -> None:
        event.stop()
        self.post_message(self.Chosen(self, list(self.query(Line)).index(event.line)))
