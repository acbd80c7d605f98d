"""A one-line microphone level meter, shown before an interview begins."""

from __future__ import annotations

import math

from textual.content import Content

from simulator.speech import RecorderState, RecorderStatus
from simulator.ui.widgets.colours import MUTED

CELLS = 12
"""How wide the meter is."""

QUIETEST_DECIBELS, LOUDEST_DECIBELS = -54.0, -6.0
"""The levels of its first and last cells, relative to full scale."""

GOES_ON = "The interview goes on without it."


def cells_of(level: float) -> int:
    """Return how many cells of the meter a level from 0 to 1 fills."""
    if level <= 0:
        return 0
    span = LOUDEST_DECIBELS - QUIETEST_DECIBELS
    share = (20 * math.log10(level) - QUIETEST_DECIBELS) / span
    return max(0, min(CELLS, round(share * CELLS)))


def microphone_line(status: RecorderStatus) -> Content:
    """Return the microphone's name and level, or why there is none."""
    name = f"Microphone: {status.microphone}" if status.microphone else "Microphone"
    if status.reason:
        return Content(f"{status.reason} {GOES_ON}")
    if status.state is RecorderState.OFF:
        return Content("")
    if status.silent:
        why = "hears only silence: is it muted, or blocked for this terminal?"
        return Content(f"{name} {why}")
    if status.state is RecorderState.OPENING:
        return Content.styled("Opening the microphone …", MUTED)
    full = cells_of(status.level)
    return Content.assemble(
        f"{name}  ", ("▮" * full, "$success"), ("▯" * (CELLS - full), "$surface-lighten-2")
    )
