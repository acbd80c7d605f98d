"""Escape sequences that Textual's parser does not know or misreads."""

from __future__ import annotations

import re

from simulator.text.patterns import pattern
from simulator.ui.terminal.layouts import latin_key

LONGEST = 32
"""Characters in the longest sequence of a key; Textual would type out anything longer."""

CONTROL_SEQUENCE = pattern(r"(\x1b\[[0-?]*[ -/]*[@-~])")
STRING = pattern(r"\x1b[\]P_^X][^\x07\x1b]+(?:\x07|\x1b\\)")
"""A terminal's answer to a query, which is never typed."""

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
    """Several characters typed by one sequence."""

    __slots__ = ()


def understood(sequence: str) -> str:
    """Translate a sequence for Textual's parser; `Text` for several characters, "" for nothing.

    This handles the Kitty protocol's alternate keys and event types, and letters with ctrl in
    xterm's `modifyOtherKeys`. Keys with ctrl count by position, so they work in every layout.
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
    """Skips the rest of a sequence that is too long to mean anything."""

    _END = {"[": pattern(r"[ -?]*([@-~])?"), "]": pattern(r"[^\x07\x1b]*(\x07|\x1b\\?)?")}

    def __init__(self, beginning: str) -> None:
        self._pattern = self._END["[" if beginning.startswith("\x1b[") else "]"]

    def rest(self, text: str) -> str | None:
        """Return the text after the sequence; None if it has not ended yet."""
        match = self._pattern.match(text)
        assert match
        rest = text[match.end() :]
        return rest if match[1] or rest else None
