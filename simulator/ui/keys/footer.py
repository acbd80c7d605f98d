"""The keys that work now, on the last line of every screen; a single widget, for speed."""

from __future__ import annotations

from typing import Any, NamedTuple

from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from simulator.text.patterns import pattern
from simulator.ui.keys.keymap import KeyedScreen

NARROW = 80
"""Below this many columns the footer shows only the keys that matter."""

FUNCTION_KEY = pattern(r"f\d+")
"""Shown as a second key: function keys work where ctrl does not reach the program."""

EDGES = 2
"""Cells to the left and right of the keys, together."""

MATTER = 4
"""How many keys are shown in a narrow window, not counting help."""


class KeyLabel(NamedTuple):
    """One key in the footer."""

    action: str
    key: str
    shown: str
    words: str
    enabled: bool
    padded: bool = False

    @property
    def cap(self) -> str:
        """The key as drawn on its own background, padded where there is room."""
        return f" {self.shown} " if self.padded else self.shown

    @property
    def cells(self) -> int:
        """The width in cells, including the gap after it."""
        return Content(f"{self.cap} {self.words}").cell_length + 2


class KeyFooter(Widget, can_focus=False):
    """Keys and what they do, help last; in a narrow window only the first four and help.

    Clicking a key presses it.
    """

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._keys: tuple[KeyLabel, ...] = ()

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._look)

    def on_unmount(self) -> None:
        self.screen.bindings_updated_signal.unsubscribe(self)

    def on_resize(self) -> None:
        self._look(self.screen)

    def render(self) -> Content:
        parts: list[Content | tuple[str, str]] = []
        for key in self._keys:
            dim = "" if key.enabled else " dim"
            cap = f"bold $footer-key-foreground{dim} on $footer-background"
            parts.append((key.cap, cap))
            parts.append((f" {key.words}  ", f"$foreground-muted{dim}"))
        return Content.assemble(*parts).rstrip()

    def place_of(self, action: str) -> int | None:
        """Return the column at which an action's key is shown; None if it is not."""
        column = 0
        for key in self._keys:
            if key.action == action:
                return column
            column += key.cells
        return None

    def on_click(self, event: events.Click) -> None:
        column = 0
        for key in self._keys:
            column += key.cells
            if event.x < column:
                if key.enabled:
                    self.app.simulate_key(key.key)
                return

    def _look(self, screen: Screen[Any]) -> None:
        if not self.is_attached or screen is not self.screen:
            return
        keys = self._shown_now()
        if keys != self._keys:
            self._keys = keys
            self.refresh()

    def _shown_now(self) -> tuple[KeyLabel, ...]:
        found: dict[str, KeyLabel] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if isinstance(self.screen, KeyedScreen):
                binding = self.screen.as_shown(binding)
            if binding.show and binding.description and binding.action not in found:
                found[binding.action] = KeyLabel(
                    binding.action,
                    binding.key,
                    self.app.get_key_display(binding),
                    binding.description,
                    active.enabled,
                )
            elif binding.show and FUNCTION_KEY.fullmatch(binding.key):
                known = found[binding.action]
                also = f"{known.shown}/{self.app.get_key_display(binding)}"
                found[binding.action] = known._replace(shown=also)
        for hidden in ("command_palette", "app.command_palette"):
            found.pop(hidden, None)
        keys = sorted(found.values(), key=lambda key: key.action == "help")
        if self.app.size.width < NARROW:
            keys = keys[:MATTER] + [key for key in keys[MATTER:] if key.action == "help"]
        else:
            keys = [key._replace(padded=True) for key in keys]
        return _fitting(keys, self.app.size.width - EDGES)


def _fitting(keys: list[KeyLabel], width: int) -> tuple[KeyLabel, ...]:
    """Return the keys for which there is room, always with help, which names the others."""
    kept = list(keys)
    while len(kept) > 1 and sum(key.cells for key in kept) - 2 > width:
        del kept[-2 if kept[-1].action == "help" else -1]
    return tuple(kept)
