"""Charts as text: pure functions of numbers and sizes, in the theme's colours.

Shares are numbers between 0 and 1. Colours never come without a number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby, pairwise, zip_longest

from textual.content import Content

from simulator.core.table import Cell, Table, Tone, tone_of_share
from simulator.text.wrapping import wrapped
from simulator.ui.widgets.colours import MUTED

LINE, HALF_LINE = "━", "╸"
PARTLY, REST = "╍", "─"
FULL = "█"
"""What bars are drawn with: the same lines as the clock's, so that bars don't touch."""

_TRACK = "$surface-lighten-2"
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bits of a braille cell's dots, by row and column."""

LONGEST_BAR = 60
"""In cells; a longer bar would say no more."""

ENOUGH_BAR = 24
"""Up to this width, in cells, a bar is worth more than the end of a long label."""

_LABEL = len("100 % ")
SPARKS = "▁▂▃▄▅▆"
"""None fills its cell, so lines of them don't touch."""


COLOURS = {
    Tone.PLAIN: "",
    Tone.SOFT: "$foreground-muted",
    Tone.POOR: "$error",
    Tone.FAIR: "$warning",
    Tone.GOOD: "$success",
}
"""The colours of bars and filled cells, by how good the result is."""

WORDS = {
    Tone.PLAIN: "",
    Tone.SOFT: MUTED,
    Tone.POOR: "$text-error",
    Tone.FAIR: "$text-warning",
    Tone.GOOD: "$text-success",
}
"""The same for words."""


def colour_of(share: float) -> str:
    """Return the theme's colour for a share: red, amber or green."""
    return COLOURS[tone_of_share(share)]


def bar(share: float | None, width: int, colour: str = "") -> Content:
    """Draw a horizontal bar, to the nearest half cell, on a thin track; None: only the track."""
    if share is None:
        return Content.styled(REST * width, _TRACK)
    halves = round(min(1.0, max(0.0, share)) * width * 2)
    full, tip = divmod(halves, 2)
    return Content.assemble(
        (LINE * full + HALF_LINE * tip, colour or colour_of(share)),
        (REST * (width - full - tip), _TRACK),
    )


def standing(ready: int, partly: int, of: int, width: int) -> Content:
    """Draw a bar of what is ready, partly ready and not ready, each with its own kind of line.

    Every part that is not empty gets at least one cell.
    """
    counts = (ready, partly, of - ready - partly)
    cells = [max(count > 0, round(width * count / of)) for count in counts]
    cells[cells.index(max(cells))] -= sum(cells) - width
    drawn = zip((LINE, PARTLY, REST), cells, ("$success", "$warning", _TRACK), strict=True)
    return Content.assemble(*((line * number, colour) for line, number, colour in drawn))


STANDING = Content.assemble(
    (LINE, "not bold $success"), (" ready  ", "not bold"),
    (PARTLY, "not bold $warning"), (" partly", "not bold"),
)  # fmt: skip
"""The legend of such a bar."""


Bar = float | Callable[[int], Content] | None
"""A share, or a function that draws a bar of a given width."""


def bars(rows: Sequence[tuple[str, Bar, str | Content]], width: int) -> Content:
    """Draw lines of a label, a bar, and words; `width` cells in all.

    A long label is cut where it would leave the bar fewer than `ENOUGH_BAR` cells.
    """
    if not rows:
        return Content("")
    words = max(_content(text).cell_length for _, _, text in rows)
    label = max(Content(name).cell_length for name, _, _ in rows)
    most = max(30, width // 3, width - words - 4 - ENOUGH_BAR)
    label = max(4, min(label, width - words - 14, most))
    cells = min(LONGEST_BAR, max(4, width - label - words - 4))
    return Content("\n").join(
        Content.assemble(
            Content(name).truncate(label, ellipsis=True, pad=True),
            "  ",
            drawn(cells) if callable(drawn) else bar(drawn, cells),
            "  ",
            _content(text),
        )
        for name, drawn, text in rows
    )


def beside(lines: Sequence[Content], columns: int, width: int) -> Content:
    """Arrange lines in columns `width` cells apart, filling one column after the other."""
    rows = -(-len(lines) // columns)
    return Content("\n").join(
        Content("").join(
            line if at + rows >= len(lines) else line.truncate(width, pad=True)
            for at, line in list(enumerate(lines))[row::rows]
        )
        for row in range(rows)
    )


def _content(words: str | Content) -> Content:
    return Content.styled(words, "bold") if isinstance(words, str) else words


def sparkline(values: Sequence[float], width: int) -> Content:
    """Draw values from 0 to 1 as a line of at most `width` blocks."""
    last = len(SPARKS) - 1
    return Content("".join(SPARKS[round(v * last)] for v in _fitted(values, width)))


def trend(values: Sequence[float], width: int, height: int) -> Content:
    """Draw a faint dot for each value, oldest first, and a bold line through the means of five.

    The scale goes from 0 to 100 %, with a line for each. If there are too many values for dots,
    there is only the bold line.
    """
    columns = max(1, width - _LABEL)
    wide = columns * 2
    dots: set[tuple[int, int]] = set()
    if len(values) <= wide:
        dots = set(_points(values, wide, height))
    line = _line_dots(_points(_fitted(means(values), wide), wide, height))
    return Content("\n").join(
        [
            _trend_line(_row(dots, y, columns), _row(line, y, columns), y, height)
            for y in range(height)
        ]
    )


MEAN_OF = 5


def means(values: Sequence[float]) -> list[float]:
    """Return the running means: of each value and up to four before it."""
    windows = (values[max(0, end - MEAN_OF) : end] for end in range(1, len(values) + 1))
    return [sum(window) / len(window) for window in windows]


def _row(dots: set[tuple[int, int]], y: int, columns: int) -> list[int]:
    """Return the cells of a row as bits of braille dots."""
    cells = [0] * columns
    for x, dot in dots:
        if dot // 4 == y:
            cells[x // 2] |= _DOTS[dot % 4][x % 2]
    return cells


def _trend_line(dots: Sequence[int], line: Sequence[int], place: int, height: int) -> Content:
    labels = {0: "100 % ", height - 1: "  0 % "}
    if height % 2:
        labels.setdefault(height // 2, " 50 % ")
    blank = "┈" if place in labels else " "
    cells = [_trend_cell(*each, blank) for each in zip(dots, line, strict=True)]
    runs = (
        ("".join(cell for cell, _ in run), style)
        for style, run in groupby(cells, key=lambda cell: cell[1])
    )
    return Content.assemble((labels.get(place, " " * _LABEL), MUTED), *runs)


def _trend_cell(faint: int, bold: int, blank: str) -> tuple[str, str]:
    if bold:
        return chr(0x2800 + (bold | faint)), "bold $primary"
    return (chr(0x2800 + faint), MUTED) if faint else (blank, _TRACK)


def _fitted(values: Sequence[float], most: int) -> list[float]:
    """Return the values; if there are more than `most`, average neighbouring ones."""
    count = len(values)
    if count <= most:
        return list(values)
    edges = [count * place // most for place in range(most + 1)]
    return [sum(values[a:b]) / (b - a) for a, b in pairwise(edges)]


def _points(values: Sequence[float], width: int, height: int) -> list[tuple[int, int]]:
    """Return a dot for each value, as column and row from the top left; 0 and 1 are grid lines."""
    last = max(1, len(values) - 1)
    return [
        (
            round(place * (width - 1) / last),
            1 + round((1 - min(1.0, max(0.0, value))) * 4 * (height - 1)),
        )
        for place, value in enumerate(values)
    ]


def _line_dots(points: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return the dots of a line through these points."""
    dots = set(points)
    for (x0, y0), (x1, y1) in pairwise(points):
        steps = max(abs(x1 - x0), abs(y1 - y0), 1)
        dots |= {
            (round(x0 + (x1 - x0) * step / steps), round(y0 + (y1 - y0) * step / steps))
            for step in range(steps)
        }
    return dots


def segments(parts: Sequence[tuple[Cell, int]], width: int) -> Content:
    """Draw one line, split by the parts' counts, with blanks between them; blank if all are 0."""
    total, blanks = sum(count for _, count in parts), len(parts) - 1
    if not total:
        return Content(" " * width)
    edges = [0]
    for _, count in parts:
        edges.append(edges[-1] + count)
    room = width - blanks
    cells = [max(1, round(room * b / total) - round(room * a / total)) for a, b in pairwise(edges)]
    cells[cells.index(max(cells))] -= sum(cells) - room
    filled = [
        Content.styled(FULL * number, COLOURS[name.tone] or "$foreground")
        for (name, _), number in zip(parts, cells, strict=True)
    ]
    return Content(" ").join(filled)


def square(table: Table, width: int = 60) -> Content:
    """Draw confidence against result: counts in filled cells, `!` at the one to look at first."""
    label, *heads = table.columns
    wide = max(len(label.name), *(len(row[0].text) for row in table.rows)) + 2
    cells = max(7, min(17, (width - wide - 2) // 2))
    names = [wrapped(column.name.lower(), cells, "", "") for column in heads]
    lines = []
    for row in zip_longest(*names, fillvalue=""):
        text = " " * wide + "  ".join(f"{name:^{cells}}" for name in row)
        lines.append(Content.styled(text.rstrip(), MUTED))
    for name, *counts in table.rows:
        parts = [Content.styled(f"{name.text:<{wide}}", MUTED)]
        for count in counts:
            filled = FILLED.get(count.tone, "$foreground on $panel")
            text = f"! {count.text}" if count.tone is Tone.POOR else count.text
            parts += [Content.styled(f"{text:^{cells}}", f"bold {filled}"), Content("  ")]
        lines.append(Content("").join(parts[:-1]))
    return Content("\n").join(lines)


FILLED = {Tone.GOOD: "$on-success on $success", Tone.POOR: "$on-error on $error"}
"""The colours of the cells that are good or bad in themselves."""
