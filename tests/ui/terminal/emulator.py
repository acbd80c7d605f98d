"""A terminal's state: two screens, its modes, and the answers to a program's queries."""

from __future__ import annotations

import re

import pyte

# Sequences that pyte would print as text: kitty keyboard sequences and mode queries.
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=][\d;:]*[A-Za-z]|\x1b\[\?[\d;]*\$p")
_SWITCH = re.compile(rb"(\x1b\[\?1049[hl])")
_MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
_KITTY = re.compile(rb"\x1b\[([<>])\d*u")
_QUERY = re.compile(rb"\x1b\[\?(\d+)\$p|\x1b\[(6n|c|5n)")
_UNFINISHED = re.compile(rb"\x1b(?:\[[\x20-\x3f]*)?\Z")

ALT_SCREEN = 1049
SYNCHRONISED = 2026
# Mode number -> (its name, the state in which a shell expects it).
MODES: dict[int, tuple[str, bool]] = {
    25: ("cursor shown", True),
    7: ("line wrap", True),
    1000: ("mouse", False),
    1002: ("mouse drag", False),
    1003: ("mouse moves", False),
    1004: ("focus reports", False),
    1006: ("mouse SGR", False),
    1015: ("mouse urxvt", False),
    1016: ("mouse pixels", False),
    2004: ("bracketed paste", False),
    SYNCHRONISED: ("synchronised output", False),
    2048: ("resize reports", False),
    ALT_SCREEN: ("alternate screen", False),
}


class Emulator:
    """A terminal without a window; feed it the program's output."""

    def __init__(self, columns: int, lines: int, *, synchronised: bool = True) -> None:
        """`synchronised`: report mode 2026 as known, as modern terminals do."""
        self.modes = {mode: state for mode, (_name, state) in MODES.items()}
        self.kitty_depth = 0
        self._known = {SYNCHRONISED} if synchronised else set()
        self._screens = [pyte.Screen(columns, lines) for _ in range(2)]
        self._streams = [pyte.ByteStream(screen) for screen in self._screens]
        self._rest = b""

    @property
    def in_alt_screen(self) -> bool:
        """True while the full-screen buffer is shown, not the shell's."""
        return self.modes[ALT_SCREEN]

    @property
    def screen(self) -> pyte.Screen:
        """The screen that is shown."""
        return self._screens[self.in_alt_screen]

    @property
    def text(self) -> str:
        """The lines that are shown, without trailing blanks."""
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip("\n")

    @property
    def in_frame(self) -> bool:
        """True while a synchronised frame is half drawn."""
        return self.modes[SYNCHRONISED]

    def resize(self, columns: int, lines: int) -> None:
        """Change the size, in cells."""
        for screen in self._screens:
            screen.resize(lines, columns)

    def feed(self, data: bytes) -> bytes:
        """Show the program's output; return what a terminal would answer."""
        data = self._rest + data
        unfinished = _UNFINISHED.search(data)
        self._rest = data[unfinished.start() :] if unfinished else b""
        data = data[: unfinished.start()] if unfinished else data
        for part in _SWITCH.split(data):
            self._follow_modes(part)
            if not _SWITCH.fullmatch(part):
                self._streams[self.in_alt_screen].feed(_UNKNOWN_TO_PYTE.sub(b"", part))
            elif part.endswith(b"h"):
                self._screens[True].reset()
        return b"".join(self._answer(query) for query in _QUERY.finditer(data))

    def faults(self) -> list[str]:
        """Return how the terminal differs from what a shell expects, in words."""
        faults = [
            f"{name} is {'on' if self.modes[mode] else 'off'}"
            for mode, (name, expected) in MODES.items()
            if self.modes[mode] != expected
        ]
        if self.kitty_depth > 0:
            faults.append(f"kitty keyboard flags pushed {self.kitty_depth} deep")
        return faults

    def _follow_modes(self, data: bytes) -> None:
        for match in _MODE.finditer(data):
            for number in match[1].split(b";"):
                if number and int(number) in self.modes:
                    self.modes[int(number)] = match[2] == b"h"
        for match in _KITTY.finditer(data):
            self.kitty_depth = max(0, self.kitty_depth + (1 if match[1] == b">" else -1))

    def _answer(self, query: re.Match[bytes]) -> bytes:
        if query[1]:
            return b"\x1b[?%b;%d$y" % (query[1], 2 if int(query[1]) in self._known else 0)
        if query[2] == b"6n":
            cursor = self.screen.cursor
            return b"\x1b[%d;%dR" % (cursor.y + 1, cursor.x + 1)
        return b"\x1b[0n" if query[2] == b"5n" else b"\x1b[?62;22c"
