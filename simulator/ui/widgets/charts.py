"""Charts as text: pure functions of numbers and sizes, coloured by the theme's variables.

Shares are numbers between 0 and 1. A number always stands beside a colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from textual.content import Content

from simulator.core.report_document import Table, Tone, tone_of_share
from simulator.ui.widgets.colours import MUTED

LINE, HALF_LINE = "━", "╸"
"""What bars are drawn with: as the clock's line is, with room between two bars."""

_TRACK = "$surface-lighten-2"
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bits of a braille cell's dots, by row and column."""

_LABEL = len("100 % ")
SPARKS = "▁▂▃▄▅▆▇█"


_COLOURS = {Tone.POOR: "$error", Tone.FAIR: "$warning", Tone.GOOD: "$success"}


def colour_of(share: float) -> str:
    """The theme's colour for a share: red, amber or green, by its tone."""
    return _COLOURS[tone_of_share(share)]


def bar(share: float | None, width: int, colour: str = "") -> Content:
    """A horizontal bar on its track, to the nearest half cell; only the track for None."""
    if share is None:
        return Content.styled(LINE * width, _TRACK)
    halves = round(min(1.0, max(0.0, share)) * width * 2)
    full, tip = divmod(halves, 2)
    return Content.assemble(
        (LINE * full + HALF_LINE * tip, colour or colour_of(share)),
        (LINE * (width - full - tip), _TRACK),
    )


def bars(rows: Sequence[tuple[str, float | None, str | Content]], width: int) -> Content:
    """Lines of a label, a bar, and what it says in words; `width` cells in all.

    A label is cut where it would leave the bar less than ten cells.
    """
    if not rows:
        return Content("")
    words = max(_content(text).cell_length for _, _, text in rows)
    label = max(Content(name).cell_length for name, _, _ in rows)
    label = max(4, min(label, width - words - 14, 30))
    cells = max(4, width - label - words - 4)
    return Content("\n").join(
        Content.assemble(
            Content(name).truncate(label, ellipsis=True, pad=True),
            "  ",
            bar(share, cells),
            "  ",
            _content(text),
        )
        for name, share, text in rows
    )


def _content(words: str | Content) -> Content:
    return Content.styled(words, "bold") if isinstance(words, str) else words


def sparkline(values: Sequence[float], width: int) -> Content:
    """The values as one line of blocks, at most `width` of them, from 0 to 1."""
    return Content("".join(SPARKS[round(v * 7)] for v in _fitted(values, width)))


def trend(values: Sequence[float], width: int, height: int) -> Content:
    """A line through the values, oldest first, with a scale from 0 to 100 %.

    One value is a single dot; more values than dots are averaged.
    """
    columns = max(1, width - _LABEL)
    cells = [[0] * columns for _ in range(height)]
    for x, y in _line_dots(_fitted(values, columns * 2), columns * 2, height * 4):
        cells[y // 4][x // 2] |= _DOTS[y % 4][x % 2]
    lines = [_trend_line(row, place, height) for place, row in enumerate(cells)]
    return Content("\n").join(lines)


def _trend_line(row: Sequence[int], place: int, height: int) -> Content:
    labels = {0: "100 % ", height - 1: "  0 % "}
    if height % 2:
        labels.setdefault(height // 2, " 50 % ")
    grid = place in labels
    parts: list[tuple[str, str]] = [(labels.get(place, " " * _LABEL), MUTED)]
    for dots in row:
        if dots:
            parts.append((chr(0x2800 + dots), "$accent"))
        else:
            parts.append(("┈" if grid else " ", _TRACK))
    return Content.assemble(*parts)


def _fitted(values: Sequence[float], most: int) -> list[float]:
    """The values, averaged in neighbouring groups where there are more than `most`."""
    count = len(values)
    if count <= most:
        return list(values)
    edges = [count * place // most for place in range(most + 1)]
    return [sum(values[a:b]) / (b - a) for a, b in pairwise(edges)]


def _line_dots(values: Sequence[float], width: int, height: int) -> set[tuple[int, int]]:
    """The dots, as column and row from the top left, of a line through the values."""
    last = max(1, len(values) - 1)
    points = [
        (round(place * (width - 1) / last), round((1 - min(1.0, max(0.0, value))) * (height - 1)))
        for place, value in enumerate(values)
    ]
    dots = set(points)
    for (x0, y0), (x1, y1) in pairwise(points):
        steps = max(abs(x1 - x0), abs(y1 - y0), 1)
        dots |= {
            (round(x0 + (x1 - x0) * step / steps), round(y0 + (y1 - y0) * step / steps))
            for step in range(steps)
        }
    return dots


def square(table: Table) -> Content:
    """Confidence against result, in counts, and where to look first."""
    label, *heads = table.columns
    wide = max(len(label.name), *(len(row[0].text) for row in table.rows)) + 2
    head = " " * wide + "".join(f"{column.name.lower():>17}" for column in heads)
    lines = [Content.styled(head, MUTED)]
    for name, *counts in table.rows:
        parts = [Content.styled(f"  {name.text}".ljust(wide), MUTED)]
        parts += [Content.styled(f"{c.text:>17}", f"bold {_TONES.get(c.tone, '')}") for c in counts]
        wrong = any(count.tone is Tone.POOR for count in counts)
        parts.append(Content.styled("  ◂ look here first" if wrong else "", "$text-error"))
        lines.append(Content("").join(parts))
    return Content("\n").join(lines)


_TONES = {Tone.GOOD: "$text-success", Tone.POOR: "$text-error"}
