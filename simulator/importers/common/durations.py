"""Times as people write them in a table: `90`, `2 min`, `1:30`, with the unit in the header."""

from __future__ import annotations

import re

from simulator.core.times import LONGEST

_MINUTES = re.compile(
    r"(?<![^\W\d_])(?:min(?:s|\.|ute[ns]?|utos?|uti)?|минут\w*|мин|分钟?|分|분)(?![^\W\d_])"
)
_HOURS = re.compile(r"(?<![^\W\d_])(?:h|hours?|std|stunden?|horas?|heures?)(?![^\W\d_])")
_NUMBER = re.compile(r"(\d{1,5}(?:[.,]\d+)?)\s*([^\W\d]*)\W*")
_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})")


def unit_of(text: str) -> float:
    """The seconds of the unit that a header or a cell names; 1 where it names none."""
    words = text.casefold()
    return 60.0 if _MINUTES.search(words) else 3_600.0 if _HOURS.search(words) else 1.0


def seconds_in(cell: str, unit: float) -> float | None:
    """The seconds that a cell gives; `unit` counts where it names none itself."""
    cell = cell.strip()
    if clock := _CLOCK.fullmatch(cell):
        limit = float(clock[1] or 0) * 3_600 + float(clock[2]) * 60 + float(clock[3])
    elif number := _NUMBER.fullmatch(cell):
        own = unit if not number[2] else unit_of(number[2])
        limit = float(number[1].replace(",", ".")) * own
    else:
        return None
    return limit if 1 <= limit <= LONGEST else None
