"""A path of keys in a TOML document, and its name."""

from __future__ import annotations

DEEPEST = 16
"""The deepest nesting of tables and arrays, and the most names in a dotted key."""

KeyPath = tuple[str | int, ...]
"""Keys, and array indexes from 0."""


def field_name(path: KeyPath) -> str:
    """Return `questions[2].time_limit`; indexes are shown from 1."""
    name = ""
    for part in path:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if name else part
    return name
