"""Turns a terminal's bytes into Textual's events; no input can crash it."""

from __future__ import annotations

from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable

from textual import constants, events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.message import Message

from simulator.text.patterns import pattern
from simulator.ui.terminal.sequences import (
    CONTROL_SEQUENCE,
    LONGEST,
    STRING,
    UNFINISHED,
    Skipped,
    Text,
    understood,
)

PASTE_PATIENCE = 1.0
"""Seconds of silence after which an unclosed paste counts as ended."""

# Rounding in `select` must not end a wait just before the parser's own deadline.
_MARGIN = 0.001

_CONTROLS = pattern(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_ESCAPE = "\x1b"
_KEYS = (_ESCAPE, "\x1b[")


def without_controls(text: str) -> str:
    """Remove C0 (except tab, newline, carriage return), DEL, C1 and bidi controls."""
    return _CONTROLS.sub("", text)


class TerminalInput:
    """Keeps the state between reads: half a character, half a sequence, an open paste.

    Pastes bypass Textual's parser, which would take escape sequences in them for keys.
    """

    def __init__(self, debug: bool = False) -> None:
        """`debug`: let Textual log the keys in `keys.log`."""
        self._debug = debug
        self._decode: Callable[[bytes], str] = getincrementaldecoder("utf-8")("replace").decode
        self._parser = XTermParser(debug)
        self._parser_waits = False
        self._held = ""
        self._paste: str | None = None
        self._skipped: Skipped | None = None

    @property
    def _may_be_keys(self) -> bool:
        """True if the held text may be Esc, or alt and a key, with more typed after it."""
        return self._held in _KEYS or (bool(self._held) and self._held[1:2] != "[")

    @property
    def patience(self) -> float | None:
        """Seconds of silence after which to call `silence`; None: never."""
        if self._parser_waits or self._may_be_keys:
            return constants.ESCAPE_DELAY + _MARGIN
        waits = self._held or self._paste is not None or self._skipped is not None
        return PASTE_PATIENCE if waits else None

    def feed(self, data: bytes) -> list[Message]:
        """Return the events for the terminal's bytes; anything that isn't UTF-8 becomes U+FFFD."""
        text, self._held = self._held + self._decode(data), ""
        messages: list[Message] = []
        while text:
            if self._paste is not None:
                text, pasted = self._go_on_with_paste(self._paste, text)
                messages += pasted
                continue
            if self._skipped is not None:
                rest = self._skipped.rest(text)
                if rest is None:
                    break
                self._skipped, text = None, rest
                continue
            keys, marker, text = text.partition(BRACKETED_PASTE_START)
            if marker:
                self._paste = ""
            elif beginning := UNFINISHED.search(keys):
                self._hold(beginning[0])
                keys = keys[: beginning.start()]
            messages += self._parse(keys)
        return messages

    def _hold(self, beginning: str) -> None:
        """Hold an unfinished sequence, unless it is already too long to be a key."""
        if len(beginning) > LONGEST:
            self._skipped = Skipped(beginning)
        else:
            self._held = beginning

    def silence(self) -> list[Message]:
        """Return the events due when nothing has come for `patience` seconds."""
        messages: list[Message] = []
        was_short = self._parser_waits or self._may_be_keys
        if self._parser_waits:
            self._parser_waits = False
            messages += self._messages(self._parser.tick)
        if self._held and (self._may_be_keys or not was_short):
            held, self._held = self._held, ""
            if held == _ESCAPE:
                messages.append(events.Key("escape", held))
            elif held[1:2] != "[" or held in _KEYS:  # Otherwise a sequence was cut off.
                messages += self._fed(held)
        if not was_short:
            self._skipped = None
        if self._paste is not None and not was_short:
            messages.append(events.Paste(without_controls(self._paste)))
            self._paste = None
        return messages

    def _go_on_with_paste(self, before: str, text: str) -> tuple[str, list[Message]]:
        """Return the text after the paste, and the paste itself if it has ended."""
        pasted = before + text
        end = pasted.find(BRACKETED_PASTE_END, max(0, len(before) - len(BRACKETED_PASTE_END)))
        if end < 0:
            self._paste = pasted
            return "", []
        self._paste = None
        after = pasted[end + len(BRACKETED_PASTE_END) :]
        return after, [events.Paste(without_controls(pasted[:end]))]

    def _parse(self, keys: str) -> list[Message]:
        if _ESCAPE not in keys:
            return self._fed(keys)
        messages: list[Message] = []
        # Piece by piece, since a key reported by its place is rewritten for the parser.
        for piece in CONTROL_SEQUENCE.split(STRING.sub("", keys)):
            known = understood(piece) if piece.startswith("\x1b[") else piece
            if isinstance(known, Text):
                messages.append(events.Paste(without_controls(known)))
            else:
                messages += self._fed(known)
        return messages

    def _fed(self, keys: str) -> list[Message]:
        if not keys:
            return []
        self._parser_waits = True
        return [_typed(each) for each in self._messages(lambda: self._parser.feed(keys))]

    def _messages(self, produce: Callable[[], Iterable[Message]]) -> list[Message]:
        messages: list[Message] = []
        try:
            messages.extend(produce())
        except Exception:  # e.g. chr() of a key code beyond Unicode, which kills the parser
            self._renew_parser()
        return messages

    def _renew_parser(self) -> None:
        old, self._parser = self._parser, XTermParser(self._debug)
        self._parser.mouse_pixels = old.mouse_pixels
        self._parser.terminal_size = old.terminal_size
        self._parser.terminal_pixel_size = old.terminal_pixel_size


def _typed(message: Message) -> Message:
    """Turn a key whose character Python calls unprintable into a paste.

    Such are the spaces of Japanese and French keyboards, the joiners of Persian and of emoji, and
    letters newer than this Python. As keys, Textual's fields would drop them.
    """
    character = message.character if isinstance(message, events.Key) else None
    if character and character >= "\xa0" and not character.isprintable():
        return events.Paste(without_controls(character))
    return message
