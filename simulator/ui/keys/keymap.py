"""Applies the keys from the settings to every screen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Protocol, runtime_checkable

from textual.app import App
from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode
from textual.keys import REPLACED_KEYS, key_to_character
from textual.reactive import Reactive
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget

from simulator.text.patterns import pattern
from simulator.ui.terminal.painting import paint_narrowly


@runtime_checkable
class ExplainsKeys(Protocol):
    """A widget whose keys change meaning, and which names their current one."""

    def as_shown(self, binding: Binding) -> Binding:
        """Return a binding with its current description."""


class KeyedScreen(Screen[ScreenResultType]):
    """A screen on which each action has the keys that the settings give it.

    Textual's own keymap drops a key's other bindings, and asks text fields which keys are text
    before it knows the new ones, so a letter bound to an action could not be typed.
    """

    # Textual repaints the whole screen whenever the focus moves; the styles repaint what changes.
    focused = Reactive[Widget | None](None, repaint=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Like Textual's."""
        super().__init__(*arguments, **named)
        paint_narrowly(self)

    @property
    def _binding_chain(self) -> list[tuple[DOMNode, BindingsMap]]:
        """The bindings from the focus up to the app, without keys that a text field takes."""
        focused, nodes = self.focused, [self, self.app]
        if focused is not None and not focused.loading:
            nodes = focused.ancestors_with_self
        keymap = self.app._keymap
        chain: list[tuple[DOMNode, BindingsMap]] = []
        for node in nodes:
            bindings = remapped(node._bindings, keymap)
            keys, below = bindings.key_to_bindings, [field for field, _ in chain]
            for key in list(keys) if below else ():
                character = character_of(key)
                if any(field.check_consume_key(key, character) for field in below):
                    del keys[key]
            chain.append((node, bindings))
        return chain

    def as_shown(self, binding: Binding) -> Binding:
        """Return a binding as footer and help show it now; the focused widget may reword it."""
        return self.focused.as_shown(binding) if isinstance(self.focused, ExplainsKeys) else binding

    def shown_key(self, name: str) -> str:
        """Return the first key of an action on this screen as the footer writes it, "" if none."""
        return _key_of(self, name)


def shown_key(widget: Widget, name: str) -> str:
    """The same for a widget: its own key for the action, or else its nearest ancestor's."""
    found = (_key_of(node, name) for node in widget.ancestors_with_self if node is not widget.app)
    return next(filter(None, found), "")


def _key_of(node: DOMNode, name: str) -> str:
    bindings = remapped(node._bindings, node.app._keymap)
    found = [binding for _, binding in bindings if binding.id == name]
    best = next((binding for binding in found if binding.show), found[0] if found else None)
    return node.app.get_key_display(replace(best, key_display=None)) if best else ""


_ACTION_NAMED = pattern(r"\{([a-z0-9-]+)\}")


def keyed(app: App[Any], sentence: str) -> str:
    """Replace each action's name in braces by its key.

    `"Press {banks} to see why."` becomes `Press b to see why.`, or names the key from the settings.
    Only for sentences of the program: braces in text from a file would be taken for names.
    """
    from simulator.ui.keys.actions import ACTIONS

    def key(named: re.Match[str]) -> str:
        own = next(iter(ACTIONS[named[1]].keys.values()))
        first = app._keymap.get(named[1], own).split(",")[0]
        return app.get_key_display(Binding(first, ""))

    return _ACTION_NAMED.sub(key, sentence)


def remapped(bindings: BindingsMap, keymap: Mapping[str, str]) -> BindingsMap:
    """Copy a screen's or widget's bindings, moving those whose id is in the keymap.

    Moved bindings keep their place in the order, and come first on a key shared with others.
    """
    if not keymap or not any(binding.id in keymap for _, binding in bindings):
        return bindings.copy()
    families: dict[str, list[Binding]] = {}
    for _, binding in bindings:
        if binding.id in keymap:
            families.setdefault(binding.id or "", []).append(binding)
    found: dict[str, list[Binding]] = {}
    for key, binding in bindings:
        if binding.id not in keymap:
            found.setdefault(key, []).append(binding)
        elif family := families.pop(binding.id or "", None):
            for moved in _moved(family, keymap[family[0].id or ""].split(",")):
                found.setdefault(moved.key, []).insert(0, moved)
    return BindingsMap.from_keys(found)


def _moved(family: list[Binding], keys: list[str]) -> Iterator[Binding]:
    """Move the bindings of one action to other keys.

    Where the action has keys that type a character and keys that don't, each new key replaces one
    of its own kind: letters are not commands while one types or ticks.
    """
    shown = any(binding.show for binding in family)
    moved = [_like(family, key) for key in keys]
    if shown and not any(binding.show for binding in moved):
        moved[0] = replace(moved[0], show=True)
    return iter(moved)


def _like(family: list[Binding], key: str) -> Binding:
    types = types_character(key)
    model = next((each for each in family if types_character(each.key) == types), family[0])
    return model.with_key(key)


def character_of(key: str) -> str | None:
    """Return the character that a key types, for short names such as `slash`, too."""
    return key_to_character(REPLACED_KEYS.get(key, key))


def types_character(key: str) -> bool:
    """Return whether a key types text in a text field."""
    character = character_of(key)
    return character is not None and character.isprintable()
