"""Escape sequences that Textual's parser does not know, or takes for something else."""

from __future__ import annotations

import re

from simulator.text.patterns import pattern
from simulator.ui.terminal.layouts import latin_key

LONGEST = 32
"""Characters beyond which no sequence stands for a key; Textual would type what is longer."""

CONTROL_SEQUENCE = pattern(r"(\x1b\[[0-?]*[ -/]*[@-~])")
STRING = pattern(r"\x1b[\]P_^X][^\x07\x1b]+(?:\x07|\x1b\\)")
"""What a terminal tells a program that asked: it is never typed."""

UNFINISHED = pattern(r"\x1b(?:\[[0-?]*[ -/]*|[\]P_^X][^\x07\x1b]+\x1b?)?\Z")

_KITTY = pattern(
    r"\x1b\[(?P<code>\d+)(?::(?P<shifted>\d*))?(?::(?P<base>\d+))?"
    r"(?:;(?P<modifiers>\d*)(?::(?P<event>\d+))?)?(?:;(?P<text>[\d:]*))?u"
)
_MODIFY_OTHER_KEYS = pattern(r"\x1b\[27;(?P<modifiers>\d+);(?P<code>\d+)~")
_ALT_CTRL = 2 | 4
_RELEASED = 3
_LARGEST = 0x10FFFF


class Text(str):
    """What a sequence types, several characters at once."""

    __slots__ = ()


def understood(sequence: str) -> str:
    """The sequence as Textual's parser knows it, `Text` for several characters, "" for nothing.

    Of the Kitty protocol the alternate keys and kinds of events, of xterm's `modifyOtherKeys` a
    letter with ctrl: they count by the key's place, so that ctrl works in every layout.
    """
    if match := _KITTY.fullmatch(sequence):
        return _kitty(match)
    if match := _MODIFY_OTHER_KEYS.fullmatch(sequence):
        modifiers, code = int(match["modifiers"]), int(match["code"])
        if (modifiers - 1) & _ALT_CTRL and code <= _LARGEST:
            return f"\x1b[{latin_key(code, None)};{modifiers}u"
    return "" if len(sequence) > LONGEST else sequence


def _kitty(match: re.Match[str]) -> str:
    code, modifiers = int(match["code"]), int(match["modifiers"] or 1)
    if code > _LARGEST or int(match["event"] or 1) == _RELEASED:
        return ""
    if (modifiers - 1) & _ALT_CTRL:
        base = match["base"] and int(match["base"])
        return f"\x1b[{latin_key(code, base or None)};{modifiers}u"
    points = [int(each) for each in (match["text"] or "").split(":") if each]
    if len(points) > 1:
        return Text("".join(chr(point) for point in points if point <= _LARGEST))
    typed = f";{points[0]}" if points else ""
    with_modifiers = f";{match['modifiers'] or ''}" if typed or match["modifiers"] else ""
    return f"\x1b[{code}{with_modifiers}{typed}u"


class Skipped:
    """The rest of a sequence that is too long to mean anything."""

    _END = {"[": pattern(r"[ -?]*([@-~])?"), "]": pattern(r"[^\x07\x1b]*(\x07|\x1b\\?)?")}

    def __init__(self, beginning: str) -> None:
        self._pattern = self._END["[" if beginning.startswith("\x1b[") else "]"]

    def rest(self, text: str) -> str | None:
        """What comes behind it; None where it goes on."""
        match = self._pattern.match(text)
        assert match
        rest = text[match.end() :]
        return rest if match[1] or rest else None
