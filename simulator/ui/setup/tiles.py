"""The presets as tiles, beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from simulator.core.presets import PRESETS, Preset

LEAST = 18
"""Cells of a tile, below which the presets are a line like all others."""

GAP = 1
KEY = 3
"""Cells of a key and the blanks behind it."""

ROOM_FOR_KEYS = 22
"""Cells of a tile from which all that is in it stands behind its key."""

ROWS = 3
CHOSEN = "$block-cursor-foreground on $block-cursor-background"
OTHERS = "on $panel"


def tile_width(width: int) -> int:
    """How wide each tile is in so many cells; 0 where there is too little room."""
    each = (width - GAP * (len(PRESETS) - 1)) // len(PRESETS)
    return min(each, 30) if each >= LEAST else 0


def tiles(chosen: Preset | None, near: Preset | None, width: int, keys: Sequence[str]) -> Content:
    """A tile for each preset: its name, its numbers, and when it is judged.

    One is filled if it is `chosen`; the one that is `near` to the choices says that they differ.
    Before the name stands the key that takes it, or where there is too little room before the
    numbers.
    """
    each = tile_width(width)
    key_row, indent = (0, " ") if each >= ROOM_FOR_KEYS else (1, "")
    rows: list[list[Content]] = [[] for _ in range(ROWS)]
    for preset, key in zip(PRESETS, keys, strict=True):
        mark = "●" if preset is chosen else "◐" if preset is near else "○"
        last = "changed below" if preset is near and chosen is None else preset.judged
        style = CHOSEN if preset is chosen else OTHERS
        texts = (
            Content.styled(preset.name, "bold"),
            Content(preset.numbers),
            Content(f"{mark} {last}"),
        )
        cap = (f"{key:<{KEY}}", "bold" if preset is chosen else "bold $text-accent")
        for place, (row, text) in enumerate(zip(rows, texts, strict=True)):
            blank = " " * KEY if indent else ""
            text = Content.assemble(indent, cap if place == key_row else blank, text)
            text = text.truncate(each, ellipsis=True, pad=True)
            row.append(text.stylize_before(style))
    return Content("\n").join([Content(" " * GAP).join(row) for row in rows])


def tile_at(x: int, width: int) -> Preset | None:
    """The preset whose tile is at a column; None between two."""
    place, within = divmod(x, tile_width(width) + GAP)
    return PRESETS[place] if place < len(PRESETS) and within < tile_width(width) else None
