"""Tables of words with tones, for screens, charts and reports."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Tone(Enum):
    """How good a value is."""

    PLAIN = ""
    SOFT = "soft"
    POOR = "poor"
    FAIR = "fair"
    GOOD = "good"


class Cell(NamedTuple):
    """One value of a table."""

    text: str
    tone: Tone = Tone.PLAIN


NOTHING = Cell("")


class Column(NamedTuple):
    """A column heading; `right` aligns numbers."""

    name: str
    right: bool = False


class Table(NamedTuple):
    """Cells in columns. `shares`, if any, are drawn as bars, from 0 to 1."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[float | None, ...] = ()


def tone_of_share(share: float) -> Tone:
    """POOR below a third, FAIR below three quarters, else GOOD: the thresholds of the ticks."""
    if share < 1 / 3:
        return Tone.POOR
    return Tone.FAIR if share < 3 / 4 else Tone.GOOD
