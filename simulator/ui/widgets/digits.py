"""Large digits, for the clock and for the result of a session."""

from __future__ import annotations

from functools import lru_cache

ROWS = 4
"""The height of the large digits."""

_GLYPHS = {
    "0": ("█▀█", "█ █", "█ █", "█▄█"),
    "1": ("▀█ ", " █ ", " █ ", "▄█▄"),
    "2": ("▀▀█", "▄▄█", "█  ", "█▄▄"),
    "3": ("▀▀█", " ▄█", "  █", "▄▄█"),
    "4": ("█ █", "█▄█", "  █", "  █"),
    "5": ("█▀▀", "█▄▄", "  █", "▄▄█"),
    "6": ("█▀▀", "█▄▄", "█ █", "█▄█"),
    "7": ("▀▀█", "  █", "  █", "  █"),
    "8": ("█▀█", "█▄█", "█ █", "█▄█"),
    "9": ("█▀█", "█▄█", "  █", "▄▄█"),
    ":": (" ", "▄", "▄", " "),
    "+": ("   ", " ▄ ", "▀█▀", "   "),
    "/": ("  █", " █▀", "▄█ ", "█  "),
}
"""In half blocks, which every font draws without gaps."""


@lru_cache(maxsize=2)  # A clock asks for the same second several times.
def large(time: str) -> tuple[str, ...]:
    """Return a time or a score in large digits, row by row."""
    return tuple(" ".join(_GLYPHS[sign][row] for sign in time) for row in range(ROWS))
