"""The keys that the settings give to actions, on every screen of the program."""

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
    """A widget whose keys do other things at other moments, and says what they do."""

    def as_shown(self, binding: Binding) -> Binding:
        """A binding in the words of this moment."""


class KeyedScreen(Screen[ScreenResultType]):
    """A screen on which each action has the keys that the settings name for it.

    Textual's own way of doing this forgets what else stands on a key, and asks text fields which
    keys are text before it knows the new ones: a letter given to an action would not be typed.
    """

    # Textual sends the whole screen again whenever the focus moves; styles paint what changes.
    focused = Reactive[Widget | None](None, repaint=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """As Textual's."""
        super().__init__(*arguments, **named)
        paint_narrowly(self)

    @property
    def _binding_chain(self) -> list[tuple[DOMNode, BindingsMap]]:
        """The bindings from the focus up to the app, without the keys that a text field takes."""
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
        """A binding with the words that footer and help have for it at this moment.

        A widget that has the focus may have words of its own.
        """
        return self.focused.as_shown(binding) if isinstance(self.focused, ExplainsKeys) else binding

    def shown_key(self, name: str) -> str:
        """The first key of an action of this screen, as footers write it; "" where it has none."""
        return _key_of(self, name)


def shown_key(widget: Widget, name: str) -> str:
    """The same for a widget: its own key for the action, else that of the nearest above it."""
    found = (_key_of(node, name) for node in widget.ancestors_with_self if node is not widget.app)
    return next(filter(None, found), "")


def _key_of(node: DOMNode, name: str) -> str:
    bindings = remapped(node._bindings, node.app._keymap)
    found = [binding for _, binding in bindings if binding.id == name]
    best = next((binding for binding in found if binding.show), found[0] if found else None)
    return node.app.get_key_display(replace(best, key_display=None)) if best else ""


_ACTION_NAMED = pattern(r"\{([a-z0-9-]+)\}")


def keyed(app: App[Any], sentence: str) -> str:
    """A sentence of the program's own, with the key of each action that it names in braces.

    `"Press {banks} to see why."` becomes `Press b to see why.`, or what the settings put in the
    place of `b`. Words from a file don't belong in it: braces in them would be taken for names.
    """
    from simulator.ui.keys.actions import ACTIONS

    def key(named: re.Match[str]) -> str:
        own = next(iter(ACTIONS[named[1]].keys.values()))
        first = app._keymap.get(named[1], own).split(",")[0]
        return app.get_key_display(Binding(first, ""))

    return _ACTION_NAMED.sub(key, sentence)


def remapped(bindings: BindingsMap, keymap: Mapping[str, str]) -> BindingsMap:
    """A copy of a screen's or widget's bindings, those of which the keymap has the id moved.

    They keep their place in the order. On a key that others have as well they come first.
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
    """The bindings of one action on other keys.

    A key that types a character takes the place of one that does, and any other of one that does
    not, where the action has both: letters are not commands while one types, or ticks.
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
    """The character that a key types; Textual's own way knows none for short names like `slash`."""
    return key_to_character(REPLACED_KEYS.get(key, key))


def types_character(key: str) -> bool:
    """Whether a key is text where text is typed."""
    character = character_of(key)
    return character is not None and character.isprintable()
