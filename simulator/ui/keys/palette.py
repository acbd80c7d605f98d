"""The command palette."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import partial
from typing import Any

from textual.app import App, SystemCommand
from textual.command import CommandPalette, SimpleProvider
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES

from simulator.ui.keys.actions import ACTIONS
from simulator.ui.keys.keymap import KeyedScreen

TEXTUALS = {
    "Theme": "the colours of everything",
    "Quit": ACTIONS["quit"].what,
    "Screenshot": "a picture of the screen, as SVG",
}
"""Textual's own commands that are offered, and their descriptions here."""

WITHOUT = {
    *("palette", "quit", "quit-home", "number-1"),
    *("up", "down", "first", "last", "page-up", "page-down"),
}
"""Actions that the palette leaves out: moving about, one of several digits, and duplicates."""


def commands_of(screen: Screen[object]) -> Iterator[SystemCommand]:
    """Yield the program's own actions that work on a screen now, each once, named as in its footer.

    A chosen action is queued on the screen, so that it runs after the screen has noticed that the
    palette is gone, and has resumed what a dialog holds up, such as the clock.
    """
    named = set()
    for active in screen.active_bindings.values():
        binding = active.binding
        own = binding.id in ACTIONS and binding.id not in WITHOUT
        if own and active.enabled and binding.description and binding.description not in named:
            named.add(binding.description)
            yield SystemCommand(
                binding.description,
                f"{ACTIONS[binding.id or ''].what} · {screen.app.get_key_display(binding)}",
                partial(screen.call_later, screen.app.run_action, binding.action, active.node),
            )


class Palette(CommandPalette, KeyedScreen[None]):
    """Textual's palette, except that it survives tiny windows and takes every letter."""

    CSS_PATH = "palette.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (22, "-normal")]

    def _action_command_list(self, action: str) -> None:
        # Paging looks up lines that are not laid out: a KeyError, or an IndexError if none is.
        with contextlib.suppress(LookupError):
            super()._action_command_list(action)


def theme_palette(app: App[Any]) -> Palette:
    """Return a palette of all themes, the current one first, then the program's own."""
    themes = [
        (name, partial(setattr, app, "theme", name), _about_theme(app, name))
        for name in sorted(app.available_themes, key=lambda name: _theme_order(app, name))
    ]
    offered = SimpleProvider(app.screen, [*themes])
    # Textual itself passes an instance, too, whatever the annotation says.
    sources: list[Any] = [offered]
    return Palette(providers=sources, placeholder="Search for themes…")


def _theme_order(app: App[Any], name: str) -> tuple[bool, bool, str]:
    return name != app.theme, name in BUILTIN_THEMES, name


def _about_theme(app: App[Any], name: str) -> str:
    light = "dark" if app.available_themes[name].dark else "light"
    return f"{light}, in use now" if name == app.theme else light
