"""From a terminal's bytes to Textual's events; no byte can end it."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable

from textual import constants
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.message import Message

PASTE_PATIENCE = 1.0
"""Seconds of silence after which a paste that was never closed counts as ended."""

# Rounding in select must not end a wait just before the parser's own deadline.
_MARGIN = 0.001

_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def without_controls(text: str) -> str:
    """Text without C0 (but tab, newline, carriage return), DEL, C1 and bidi controls."""
    return _CONTROLS.sub("", text)


class TerminalInput:
    """The state between two reads: half a character, half a sequence, an open paste."""

    def __init__(self, debug: bool = False) -> None:
        """`debug`: Textual writes the keys into `keys.log`."""
        self._debug = debug
        self._decode: Callable[[bytes], str] = getincrementaldecoder("utf-8")("replace").decode
        self._parser = XTermParser(debug)
        self._waiting = False
        self._in_paste = False
        self._tail = ""

    @property
    def patience(self) -> float | None:
        """Seconds of silence after which `silence` has something to say; None: never."""
        if self._waiting:
            return constants.ESCAPE_DELAY + _MARGIN
        return PASTE_PATIENCE if self._in_paste else None

    def feed(self, data: bytes) -> list[Message]:
        """What the terminal's bytes mean; what isn't UTF-8 becomes U+FFFD."""
        text = self._decode(data)
        if not text:
            return []
        self._follow_paste(text)
        self._waiting = True
        return self._messages(lambda: self._parser.feed(text))

    def silence(self) -> list[Message]:
        """What it means that nothing came for `patience` seconds."""
        if self._waiting:
            self._waiting = False
            return self._messages(self._parser.tick)
        if self._in_paste:
            return self.feed(BRACKETED_PASTE_END.encode())
        return []

    def _messages(self, produce: Callable[[], Iterable[Message]]) -> list[Message]:
        messages: list[Message] = []
        try:
            messages.extend(produce())
        except Exception:  # e.g. a key code beyond Unicode: chr() raises, the parser is dead
            self._renew_parser()
        return messages

    def _renew_parser(self) -> None:
        old, self._parser = self._parser, XTermParser(self._debug)
        self._parser.mouse_pixels = old.mouse_pixels
        self._parser.terminal_size = old.terminal_size
        self._parser.terminal_pixel_size = old.terminal_pixel_size
        self._in_paste = False

    def _follow_paste(self, text: str) -> None:
        seen = self._tail + text
        start, end = seen.rfind(BRACKETED_PASTE_START), seen.rfind(BRACKETED_PASTE_END)
        if start != end:
            self._in_paste = start > end
        self._tail = seen[1 - len(BRACKETED_PASTE_START) :]
