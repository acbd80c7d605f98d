"""What all screens share: a floor to their size, the footer, back and help."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from simulator.ui.keys.footer import NARROW, KeyFooter
from simulator.ui.keys.keymap import KeyedScreen, keyed

SMALLEST = (60, 15)
"""Columns and rows below which a screen only asks for more room."""

OBVIOUS = ("scroll_", "page_", "focus_", "copy_text")
"""How Textual's actions begin that every screen has, and that no help need name."""


class TooSmall(Static):
    """Shown instead of the screen while the window is too small; nothing is lost behind it."""

    def __init__(self) -> None:
        columns, rows = SMALLEST
        text = f"Please make this window larger: {columns} columns and {rows} rows are enough. "
        super().__init__(Content(text + "All is kept; a running clock runs on."))


class BaseScreen(KeyedScreen[None]):
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
    """What the screen is for, said at the top of its help; keys as `keyed` takes them."""

    EXTRA_KEYS: tuple[tuple[str, str], ...] = ()
    """Keys that are no bindings, for the help."""

    def compose(self) -> ComposeResult:
        """The screen's body, between its floor and its footer."""
        self._take_breakpoints()
        yield from self.compose_body()
        yield KeyFooter()

    def compose_body(self) -> ComposeResult:
        """The widgets of the screen."""
        raise NotImplementedError

    def on_resize(self) -> None:
        """Say so where there is too little room; there is no widget for it before."""
        columns, rows = self.size
        if (columns < SMALLEST[0] or rows < SMALLEST[1]) and not self.query(TooSmall):
            self.mount(TooSmall(), before=0)

    def _take_breakpoints(self) -> None:
        """Be as wide and high as the window from the start; else all is styled twice."""
        width, height = self.app.size
        self.add_class(
            max(each for each in self.HORIZONTAL_BREAKPOINTS if each[0] <= width)[1],
            max(each for each in self.VERTICAL_BREAKPOINTS if each[0] <= height)[1],
        )

    def action_help(self) -> None:
        """Explain the screen and its keys."""
        from simulator.ui.widgets.dialogs import Help

        if not isinstance(self.app.screen, Help):
            self.app.push_screen(Help(keyed(self.app, self.HELP_TEXT), self._keys_for_help()))

    def _keys_for_help(self) -> list[tuple[str, str]]:
        """The program's own keys; after them those of a text field or a table."""
        own: dict[str, list[str]] = {}
        rest: dict[str, list[str]] = {}
        for active in sorted(self.active_bindings.values(), key=lambda a: a.binding.id is None):
            binding = active.binding
            if not active.enabled or not binding.description or binding.system:
                continue
            if binding.id is None and binding.action.split(".")[-1].startswith(OBVIOUS):
                continue
            keys = own if binding.id is not None or binding.description in own else rest
            keys.setdefault(binding.description, []).append(self.app.get_key_display(binding))
        return [*_lines(own), *self.extra_keys(), *_lines(rest)]

    def extra_keys(self) -> tuple[tuple[str, str], ...]:
        """Keys that are no bindings, or none now, for the help."""
        return self.EXTRA_KEYS


def _lines(keys: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(" ".join(shown), what) for what, shown in keys.items()]


class ListScreen(BaseScreen):
    """A screen that one goes back from."""

    BINDINGS = [Binding("escape,q", "back", "Back", id="back")]

    def action_back(self) -> None:
        """To the screen below."""
        self.app.pop_screen()
