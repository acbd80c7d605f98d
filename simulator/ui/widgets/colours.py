"""The colour of what is said besides, in spans of text, and how many colours there are."""

from __future__ import annotations

import os

MUTED = "$foreground-muted"
"""Blends with what lies behind; `$text-muted` would be laid on at full strength in a span."""

FEW_COLOURS = ("standard", "windows")
"""What terminals of 16 colours are called."""


def has_none() -> bool:
    """Whether there are to be no colours; Textual goes by the same variable."""
    return bool(os.environ.get("NO_COLOR"))


def has_few_colours(system: str | None) -> bool:
    """Whether a terminal, by the name of its colours, has no more than 16; None: it has none."""
    return system is None or system in FEW_COLOURS
