"""The colour of secondary text, and how many colours a terminal has."""

from __future__ import annotations

import os

MUTED = "$foreground-muted"
"""Blends with the background; `$text-muted` would be opaque in a span."""

FEW_COLOURS = ("standard", "windows")
"""Rich's names for the colour systems of terminals with 16 colours."""


def has_none() -> bool:
    """Return whether colours are turned off; Textual checks the same variable."""
    return bool(os.environ.get("NO_COLOR"))


def has_few_colours(system: str | None) -> bool:
    """Return whether a colour system has at most 16 colours; None stands for no colours."""
    return system is None or system in FEW_COLOURS
