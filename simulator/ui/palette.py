"""The command palette."""

from __future__ import annotations

import contextlib

from textual.command import CommandPalette

from simulator.ui.keymap import KeyedScreen


class Palette(CommandPalette, KeyedScreen[None]):
    """Textual's, that lives on where a window has no room for the list, and takes every letter."""

    def _action_command_list(self, action: str) -> None:
        # Paging looks up lines that are not laid out: a KeyError, or without any an IndexError.
        with contextlib.suppress(LookupError):
            super()._action_command_list(action)
