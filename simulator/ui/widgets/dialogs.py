"""Dialogs: small modal screens that ask the user something and return the choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option
from textual.widgets.selection_list import Selection

from simulator.text.wrapping import wrapped
from simulator.ui.keys.footer import KeyFooter
from simulator.ui.keys.keymap import KeyedScreen, keyed
from simulator.ui.keys.table import bind
from simulator.ui.widgets.choices import CheckList
from simulator.ui.widgets.menu import Menu

Result = TypeVar("Result")


WIDEST_KEYS = 16
"""The width of the help's column of keys, in cells; longer ones stick out."""

HELP_WIDTH, HELP_EDGES = 76, 6
"""The maximum width of the help, as in its style, and that of its border, padding and scrollbar."""


class Dialog(ModalScreen[Result | None], KeyedScreen[Result | None]):
    """A modal that Escape closes without a choice; its footer covers the screen's own."""

    CSS_PATH = "dialogs.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-medium"), (116, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [bind("dialog", "close", "close", "Close")]
    HINT = ""
    """What the keys do, shown below the content; keys in braces, as for `keyed`."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = Content(self._title)
            box.border_subtitle = keyed(self.app, self.HINT)
            yield from self.compose_body()

    def compose_body(self) -> ComposeResult:
        """Compose the dialog's own widgets."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Show the keys that work now."""
        self.mount(KeyFooter())

    def action_close(self) -> None:
        """Close without a choice."""
        self.dismiss(None)


class Help(Dialog[None]):
    """What a screen is for, and its keys."""

    BINDINGS = [bind("explained", "close", "close", "Close", show=False, first=False)]

    def __init__(self, text: str, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        """Each group has a title, which may be empty, and keys with what they do."""
        super().__init__("Help")
        self._text = text
        self._groups = groups

    def compose(self) -> ComposeResult:
        wide = max((len(key) for _, keys in self._groups for key, _ in keys), default=0)
        wide = min(wide, WIDEST_KEYS)
        room = min(HELP_WIDTH, self.app.size.width * 9 // 10) - HELP_EDGES
        parts = [Content(self._text)] if self._text else []
        for title, keys in self._groups:
            lines = [Content.styled(title, "bold $text-primary")] if title else []
            lines += [
                _key_line(key, what, wide, room) if key else Content(what) for key, what in keys
            ]
            parts.append(Content("\n").join(lines))
        with VerticalScroll(classes="dialog", id="help") as box:
            box.border_title = self._title
            box.border_subtitle = keyed(self.app, "{close} closes")
            yield Static(Content("\n\n").join(parts))


def _key_line(key: str, what: str, wide: int, room: int) -> Content:
    """Return one line of the help: keys and, wrapped beside them, what they do."""
    key, indent = key.rjust(wide), " " * (wide + 2)
    told = wrapped(what, room, " " * (len(key) + 2), indent)
    return Content.assemble((key, "bold $text-accent"), "\n".join(told)[len(key) :])


class Choose(Dialog[str]):
    """Asks for one of a few named choices; costly ones must be confirmed."""

    HINT = "Enter chooses · {close} closes"

    def __init__(
        self,
        title: str,
        text: str,
        choices: Sequence[tuple[str, str]],
        *,
        costly: Mapping[str, tuple[str, str]] | None = None,
    ) -> None:
        """`costly`: for some choices, a confirming question, and the words for yes."""
        super().__init__(title)
        self._text = text
        self._choices = choices
        self._costly = costly or {}
        self._sure = False

    def compose_body(self) -> ComposeResult:
        if self._text:
            yield Static(Content(self._text), id="dialog-text")
        yield Menu(*self._options(), compact=True)

    def _options(self) -> list[Option]:
        return [Option(Content(words), id=name) for name, words in self._choices]

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        name = event.option_id
        if self._sure and name is None:
            self._show(self._title, self._options(), sure=False)
        elif not self._sure and name is not None and name in self._costly:
            question, yes = self._costly[name]
            options = [Option("No, go back"), Option(Content(yes), id=name)]
            self._show(question, options, sure=True)
        else:
            self.dismiss(name)

    def _show(self, title: str, options: Sequence[Option], *, sure: bool) -> None:
        self._sure = sure
        self.query_one(".dialog").border_title = Content(title)
        menu = self.query_one(Menu)
        menu.set_options(options)
        menu.highlighted = 0


class ChooseMany(Dialog[tuple[str, ...]]):
    """A list of names to tick; Enter accepts them, or the one under the cursor."""

    BINDINGS = [
        bind("ticking", "accept", "accept", "Accept", priority=True),
        bind("ticking", "tick-all", "all", "All or none"),
    ]
    HINT = "Space ticks · {tick-all} all or none · {accept} accepts"

    def __init__(
        self, title: str, choices: Sequence[tuple[str, str]], chosen: Sequence[str]
    ) -> None:
        super().__init__(title)
        self._choices = choices
        self._chosen = set(chosen)

    def compose_body(self) -> ComposeResult:
        ticks = (
            Selection(Content(words), name, name in self._chosen) for name, words in self._choices
        )
        yield CheckList(*ticks, compact=True)

    def action_accept(self) -> None:
        """Return the ticked names; if there are none, the one under the cursor."""
        ticks = self.query_one(CheckList)
        ticked = set(ticks.selected)
        if not ticked and ticks.highlighted is not None:
            ticked = {ticks.get_option_at_index(ticks.highlighted).value}
        self.dismiss(tuple(name for name, _ in self._choices if name in ticked))

    def action_all(self) -> None:
        ticks = self.query_one(CheckList)
        if len(ticks.selected) == ticks.option_count:
            ticks.deselect_all()
        else:
            ticks.select_all()


class Ask(Dialog[str]):
    """Asks for one line of text."""

    HINT = "Enter accepts · {close} closes"
    FIELD = Input

    def __init__(self, title: str, hint: str, value: str = "", *, again: bool = False) -> None:
        """`again`: the value was typed here and is to be corrected; else typing replaces it."""
        super().__init__(title)
        self._again = again
        self._hint = hint
        self._value = value

    def compose_body(self) -> ComposeResult:
        yield Static(Content(self._hint), id="dialog-text")
        yield self.FIELD(self._value, select_on_focus=not self._again)

    def on_mount(self) -> None:
        """Show the end of a value to be corrected, where the cursor is; Textual shows its start."""
        if self._again:
            self.call_after_refresh(self._show_end)

    def _show_end(self) -> None:
        field = self.query_one(Input)
        field.action_home()
        field.action_end()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value)
