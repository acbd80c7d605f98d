"""What all screens share: a minimum size, the footer, back and help."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from simulator.ui.keys.footer import NARROW, KeyFooter
from simulator.ui.keys.keymap import KeyedScreen, keyed
from simulator.ui.keys.table import bind
from simulator.ui.widgets.colours import has_few_colours, has_none

SMALLEST = (60, 15)
"""Columns and rows; in a smaller window a screen only asks for more room."""

EVERYWHERE = ("help", "palette", "quit", "redraw")
"""Actions that every screen has."""

EDITING = {
    "cut": "cut",
    "copy": "copy",
    "paste": "paste",
    "undo": "undo",
    "redo": "redo",
    "delete_word_left": "delete a word",
    "cursor_word_left": "a word back",
    "select_all": "select all",
}
"""Textual's actions in a text field that the help names; arrows need no explanation."""


class TooSmall(Static):
    """Shown instead of the screen while the window is too small; the screen itself is kept."""

    def __init__(self) -> None:
        columns, rows = SMALLEST
        text = f"Please make this window larger: {columns} columns and {rows} rows are enough. "
        super().__init__(Content(text + "Everything is kept; a running clock keeps running."))


class BaseScreen(KeyedScreen[None]):
    """The base of all screens: breakpoints, the footer, help, and a minimum size."""

    HORIZONTAL_BREAKPOINTS = [
        (0, "-tiny"),
        (SMALLEST[0], "-narrow"),
        (NARROW, "-medium"),
        (110, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [
        (0, "-flat"),
        (SMALLEST[1], "-short"),
        (22, "-normal"),
        (28, "-roomy"),
        (34, "-tall"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("home", "help", "help", "Help"),
    ]
    HELP_TEXT = ""
    """What the screen is for, at the top of its help; keys in braces, as for `keyed`."""

    EXTRA_KEYS: tuple[tuple[str, str], ...] = ()
    """Keys for the help that are not bindings."""

    _covered = False
    """True while another screen is on top; Textual also "resumes" a screen shown first."""

    _focused_before: Widget | None = None
    """The widget that had the focus before the window became too small."""

    def compose(self) -> ComposeResult:
        """Compose the screen's body and its footer."""
        self._take_breakpoints()
        few = has_none() or has_few_colours(self.app.console.color_system)
        self.set_class(few, "-few-colours")
        yield from self.compose_body()
        yield KeyFooter()

    def compose_body(self) -> ComposeResult:
        """Compose the screen's own widgets."""
        raise NotImplementedError

    def on_screen_suspend(self) -> None:
        """Another screen has come on top."""
        self._covered = True

    def on_screen_resume(self) -> None:
        """The screen is on top, for the first time or again."""
        if self._covered:
            self._covered = False
            self.came_back()

    def came_back(self) -> None:
        """The screen on top has gone: catch up with changes made in the meantime."""

    def on_resize(self) -> None:
        """Ask for more room where there is too little, with a widget created on demand.

        A hidden widget loses the focus, and gets it back when there is room again.
        """
        columns, rows = self.size
        if columns < SMALLEST[0] or rows < SMALLEST[1]:
            self._focused_before = self._focused_before or self.focused
            if not self.query(TooSmall):
                self.mount(TooSmall(), before=0)
        elif self._focused_before is not None:
            self.call_after_refresh(self._focus_again, self._focused_before)
            self._focused_before = None

    def _focus_again(self, widget: Widget) -> None:
        if self.focused is None and widget.is_attached:
            self.set_focus(widget, scroll_visible=False)

    def _take_breakpoints(self) -> None:
        """Set the breakpoints before anything is composed, or else everything is styled twice."""
        width, height = self.app.size
        self.add_class(
            max(each for each in self.HORIZONTAL_BREAKPOINTS if each[0] <= width)[1],
            max(each for each in self.VERTICAL_BREAKPOINTS if each[0] <= height)[1],
        )

    def action_help(self) -> None:
        from simulator.ui.widgets.dialogs import Help

        if not isinstance(self.app.screen, Help):
            self.app.push_screen(Help(keyed(self.app, self.HELP_TEXT), self.help_groups()))

    def help_groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return titles, and the keys under each with what they do: the screen's own, those for
        other moments, those that work everywhere, and on one line those of a text field."""
        own: dict[str, list[str]] = {}
        anywhere: dict[str, list[str]] = {}
        editing: list[str] = []
        for active in sorted(self.active_bindings.values(), key=lambda a: a.binding.id is None):
            binding = active.binding
            if not active.enabled or not binding.description or binding.system:
                continue
            shown = self.app.get_key_display(binding)
            if binding.id is not None or binding.description in own:
                group = anywhere if binding.id in EVERYWHERE else own
                group.setdefault(binding.description, []).append(shown)
            elif (what := EDITING.get(binding.action)) and not any(what in e for e in editing):
                editing.append(f"{shown} {what}")
        mine, others = self.help_titles
        groups = [(mine, _lines(own)), (others, [*self.extra_keys()])]
        groups.append(("Everywhere", _lines(anywhere)))
        if editing:
            groups.append(("In the text", [("", ", ".join(editing))]))
        return [(title, keys) for title, keys in groups if keys]

    @property
    def help_titles(self) -> tuple[str, str]:
        """The help's titles for the screen's own keys and for its extra ones."""
        return "", "Also"

    def extra_keys(self) -> tuple[tuple[str, str], ...]:
        """Return keys for the help that are not bindings, or not at the moment."""
        return self.EXTRA_KEYS


def _lines(keys: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(" ".join(shown), what) for what, shown in keys.items()]


PAGE_KEYS: list[BindingType] = [
    bind("answer", "down", "scroll(1)", "Down", show=False),
    bind("answer", "up", "scroll(-1)", "Up", show=False),
]
"""For screens of one page of text, where Textual handles the arrows."""


class ListScreen(BaseScreen):
    """A screen with a key to go back."""

    BINDINGS = [bind("report", "back", "back", "Back")]

    def action_back(self) -> None:
        self.app.pop_screen()

    def action_scroll(self, by: int) -> None:
        """Scroll the screen's page by a few lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by * 3, animate=False, immediate=True)
