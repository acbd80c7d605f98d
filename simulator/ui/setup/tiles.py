"""The presets as tiles, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from simulator.core.presets import PRESETS, Preset

LEAST = 18
"""The minimum width of a tile, in cells; with less room the presets are an ordinary line."""

GAP = 1
KEY = 3
"""The width of a key and the blanks after it, in cells."""

BLANK = Content(" " * KEY)

ROOM_FOR_ALL = 23
"""The width from which a tile shows all its words."""

ROWS = 3
CHOSEN = "$block-cursor-foreground on $block-cursor-background"
OTHERS = "on $panel"


def tile_width(width: int) -> int:
    """Return the width of each tile in a row of `width` cells; 0 if there is too little room."""
    each = (width - GAP * (len(PRESETS) - 1)) // len(PRESETS)
    return min(each, 30) if each >= LEAST else 0


def tiles(chosen: Preset | None, near: Preset | None, width: int, keys: Sequence[str]) -> Content:
    """Draw a tile for each preset: its name, its numbers, and when answers are judged.

    The `chosen` one is filled; the one `near` to the choices says that they differ. The preset's
    key is before its name. With little room there are fewer words. Every tile has a blank cell at
    both edges.
    """
    each = tile_width(width)
    rows: list[list[Content]] = [[] for _ in range(ROWS)]
    for preset, key in zip(PRESETS, keys, strict=True):
        mark = "●" if preset is chosen else "◐" if preset is near else "○"
        last = "changed below" if preset is near and chosen is None else preset.judged
        words = (preset.name, preset.numbers, last)
        if each < ROOM_FOR_ALL:
            words = _fewer(preset, last, each - KEY - 2)
        texts = (Content.styled(words[0], "bold"), Content(words[1]), Content(f"{mark} {words[2]}"))
        cap = Content.styled(f"{key:<{KEY}}", "bold" if preset is chosen else "bold $text-accent")
        for row, text, before in zip(rows, texts, (cap, BLANK, BLANK), strict=True):
            text = Content.assemble(" ", before, text)
            text = text.truncate(each - 1, ellipsis=True).truncate(each, pad=True)
            row.append(text.stylize_before(CHOSEN if preset is chosen else OTHERS))
    return Content("\n").join([Content(" " * GAP).join(row) for row in rows])


def _fewer(preset: Preset, last: str, room: int) -> tuple[str, str, str]:
    """Shorten the words of a tile: fewer words in the name, no blanks around a plus."""
    name = preset.name
    while len(name) > room and " " in name:
        name = name.rpartition(" ")[0]
    short = last.removeprefix("judged ").removesuffix(" below")
    return name, preset.numbers.replace(" + ", "+"), short


def tile_at(x: int, width: int) -> Preset | None:
    """Return the preset whose tile is at a column; None between two tiles."""
    place, within = divmod(x, tile_width(width) + GAP)
    return PRESETS[place] if place < len(PRESETS) and within < tile_width(width) else None
