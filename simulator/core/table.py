"""A table of words, and how good what it says is, for screens, charts and reports."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Tone(Enum):
    """How good what is said is, for those who can show it."""

    PLAIN = ""
    SOFT = "soft"
    POOR = "poor"
    FAIR = "fair"
    GOOD = "good"


class Cell(NamedTuple):
    """What a table says in one place."""

    text: str
    tone: Tone = Tone.PLAIN


NOTHING = Cell("")


class Column(NamedTuple):
    """The head of a column; numbers stand to the right."""

    name: str
    right: bool = False


class Table(NamedTuple):
    """Cells in columns. `shares`, where there are some, are what bars are drawn of, 0 to 1."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[float | None, ...] = ()


def tone_of_share(share: float) -> Tone:
    """Poor under a third, fair under three quarters, else good: as ticks propose ratings."""
    if share < 1 / 3:
        return Tone.POOR
    return Tone.FAIR if share < 3 / 4 else Tone.GOOD
