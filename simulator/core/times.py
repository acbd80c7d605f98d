"""Parses and shows times: `90`, `2m`, `1:30`, `no limit`."""

from __future__ import annotations

import math

from simulator.text.patterns import pattern

DEFAULT_TIME_LIMIT = 120.0
"""Seconds for a question if neither it, its bank nor the candidate sets a limit."""

NO_LIMIT = math.inf
"""The limit of an answer that may take any time."""

OWN = "own"
"""Typed to choose each question's own limit."""

LONGEST = 86_400.0
"""The longest time that can be chosen: a day, in seconds."""

_TIME = pattern(r"(?:(?P<hours>\d{1,99})h)?(?:(?P<minutes>\d{1,99})m)?(?:(?P<seconds>\d{1,99})s?)?")
_CLOCK = pattern(r"(?P<minutes>\d{1,99}):(?P<seconds>[0-5]\d)")


def parse_time(text: str) -> float:
    """Parse `90`, `90s`, `2m`, `1m30s`, `1:30` or `1h` into seconds, `off` into `NO_LIMIT`.

    Raises ValueError, with a message for the user, for anything else and for more than a day.
    """
    written = text.strip().casefold()
    if written == "off":
        return NO_LIMIT
    match = _CLOCK.fullmatch(written) or _TIME.fullmatch(written)
    if not match or not written:
        raise ValueError(f"a time is written like 90, 2m, 1m30s or 1:30, or off; not {text!r}")
    part = {unit: int(number) for unit, number in match.groupdict().items() if number}
    seconds = part.get("hours", 0) * 3600 + part.get("minutes", 0) * 60 + part.get("seconds", 0)
    if seconds > LONGEST:
        raise ValueError("a time is at most a day, 86400 seconds")
    return float(seconds)


def time_limit(text: str) -> float:
    """Parse a time limit of at least a second, or `off`. Raises ValueError like `parse_time`."""
    seconds = parse_time(text)
    if seconds < 1:
        raise ValueError("a time limit is at least one second; off means none")
    return seconds


def chosen_limit(text: str) -> float | str:
    """Parse a time limit, or `OWN`. Raises ValueError like `parse_time`."""
    return OWN if text.strip().casefold() == OWN else time_limit(text)


def think_time(text: str) -> float:
    """Parse a think time; `off` is 0 seconds. Raises ValueError like `parse_time`."""
    seconds = parse_time(text)
    return 0.0 if math.isinf(seconds) else seconds


def show_time(seconds: float) -> str:
    """Format seconds as `1:30`, `1:02:05` or `no limit`; fractions are cut off."""
    if math.isinf(seconds):
        return "no limit"
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
