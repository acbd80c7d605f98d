"""A place in a TOML document, and how it is called."""

from __future__ import annotations

DEEPEST = 16
"""How many tables and arrays may stand inside each other, and names in one dotted key."""

KeyPath = tuple[str | int, ...]
"""Keys, and positions in arrays counted from 0."""


def field_name(path: KeyPath) -> str:
    """`questions[2].time_limit`; positions count from 1."""
    name = ""
    for part in path:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if name else part
    return name
