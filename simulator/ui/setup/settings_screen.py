"""The settings for every interview: voice, looks, the date of the interview, keys and folders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.theme import Theme
from textual.widgets import Static

from simulator.core.wording import counted
from simulator.storage.settings.model import Settings
from simulator.text.cleaning import printable
from simulator.ui.keys.actions import ACTIONS, split
from simulator.ui.keys.table import bind
from simulator.ui.setup.ask_value import ask_value
from simulator.ui.setup.screen import LISTED, SetupRow, SetupRows, SetupTitle, row_of
from simulator.ui.setup.settings_fields import settings_fields
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.dialogs import Help
from simulator.ui.widgets.screen import ListScreen

if TYPE_CHECKING:
    from simulator.ui.setup.controller import SetupController

KEYS = "keys"
"""The line that is not a field: it lists all keys."""


class SettingsScreen(ListScreen):
    """Lines as in the setup; each change is saved at once."""

    CSS_PATH = "setup.tcss"

    HELP_TEXT = (
        "Settings for every interview. {less} and {more} change a line, {open} opens it, so that "
        "you can type, or choose. Every change is saved at once in settings.toml, where you can "
        "change keys, too."
    )
    BINDINGS = [
        bind("settings", "down", "app.focus_next", "Next", show=False),
        bind("settings", "up", "app.focus_previous", "Previous", show=False),
        bind("settings", "test-voice", "test_voice", "Test voice"),
    ]

    def __init__(
        self,
        settings: Settings,
        controller: SetupController,
        *,
        themes: Sequence[str],
        default_theme: str,
        places: Sequence[tuple[str, Path]],
        today: date,
    ) -> None:
        super().__init__(name="settings")
        self.settings = settings
        self._controller = controller
        self._fields = {each.name: each for each in settings_fields(themes, default_theme)}
        self._places = places
        self._today = today

    def compose_body(self) -> ComposeResult:
        yield SetupTitle("Settings")
        with SetupRows(id="setup-rows"):
            for field in self._fields.values():
                if field.name == "theme":
                    yield SetupRow(field.name, field.label, field.hint, LISTED)
                else:
                    yield row_of(field)
            yield SetupRow(KEYS, "Keys", "change them in settings.toml", LISTED, steps=False)
            yield Static(places_words(self._places), id="settings-places")

    def on_mount(self) -> None:
        """Show the current settings, and follow a theme chosen in its own list."""
        self.show(self.settings)
        self.set_focus(self.query(SetupRow).first())
        self.app.theme_changed_signal.subscribe(self, self._theme_chosen)

    def on_resize(self) -> None:
        """Redraw the hints, which depend on the width."""
        super().on_resize()
        self.show(self.settings)

    def show(self, settings: Settings) -> None:
        """Adopt these settings, and show them in every line."""
        self.settings = settings
        for row in self.query(SetupRow):
            row.show(self._shown(row.field))

    def _shown(self, name: str) -> str:
        if name == KEYS:
            own = len(self.settings.keys)
            return f"{counted(own, 'action')} with keys of your own" if own else "default keys"
        return self._fields[name].shown(self.settings)

    def _change(self, settings: Settings) -> None:
        if settings != self.settings:
            self.show(settings)
            self._controller.keep_settings(settings)

    def _theme_chosen(self, theme: Theme) -> None:
        field = self._fields["theme"]
        if theme.name != field.get(self.settings):
            self.show(field.put(self.settings, theme.name))  # The app saves it.

    @on(SetupRow.Stepped)
    def _stepped(self, event: SetupRow.Stepped) -> None:
        event.stop()
        name = event.row.field
        if name == KEYS:
            self._list_keys()
        else:
            self._change(self._fields[name].step(self.settings, event.by, self._today))

    @on(SetupRow.Opened)
    def _opened(self, event: SetupRow.Opened) -> None:
        event.stop()
        self.set_focus(event.row)
        name = event.row.field
        if name == KEYS:
            self._list_keys()
        elif name == "theme":
            self.app.search_themes()
        elif self._fields[name].parse is None:
            self._change(self._fields[name].step(self.settings, 1, self._today))
        else:
            self._open_typed(name)

    @work(exclusive=True)
    async def _open_typed(self, name: str) -> None:
        field = self._fields[name]
        self._change(await ask_value(self.app, field, self.settings, self._today))

    def _list_keys(self) -> None:
        own = self.settings.keys
        lines = []
        for name, action in sorted(ACTIONS.items(), key=lambda named: named[0] not in own):
            keys = split(own.get(name, action.own))
            shown = " ".join(self.app.get_key_display(Binding(key, "")) for key in keys)
            lines.append((shown, f"{name}{' (yours)' if name in own else ''}: {action.what}"))
        text = (
            "Each action with its keys. To change them, name the action in [keys] of "
            f"{printable(str(dict(self._places)['settings']))}"
        )
        self.app.push_screen(Help(text, [("", lines)]))

    def action_test_voice(self) -> None:
        """Let the voice say a sentence."""
        self._controller.test_voice(self.settings)


def places_words(places: Sequence[tuple[str, Path]]) -> Content:
    """Return where everything is stored, one place on a line."""
    wide = max((len(name) for name, _ in places), default=0)
    return Content("\n").join(
        [
            Content.assemble((f"{name:<{wide}}  ", MUTED), printable(str(place)))
            for name, place in places
        ]
    )
