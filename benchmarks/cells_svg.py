"""Draws a screen of cells as SVG without embedding a font: symbols are drawn as shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import accumulate, groupby
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import Color
from rich.style import Style
from rich.terminal_theme import SVG_EXPORT_THEME
from textual.strip import Strip

WIDE, HIGH = 9, 20
"""The size of a cell in pixels; shapes reach its edges, so that lines join."""

EDGE = 18
"""The margin around the cells."""

FONTS = "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace"
_LAST_OF_LATIN = "\u024f"


class Cell(NamedTuple):
    """A character with its position, colours and style."""

    x: int
    text: str
    front: str
    behind: str
    style: Style


class Frame(NamedTuple):
    """The lines of a screen, and for how many seconds they are shown."""

    strips: Sequence[Strip]
    seconds: float


def picture(strips: Sequence[Strip], page: str) -> str:
    """Draw the lines of a screen on a page of this colour."""
    return _svg(strips, page, [*_lines(strips, page)])


def film(frames: Sequence[Frame], page: str) -> str:
    """Draw screens of one size one after another, in a loop.

    With reduced motion, only the last one shows. An unchanged line is in the file once.
    """
    whole = sum(frame.seconds for frame in frames)
    ends = [0.0, *accumulate(frame.seconds for frame in frames)]
    drawn: list[str] = []
    times: dict[tuple[int, int], str] = {}
    for versions in zip(*(_lines(frame.strips, page) for frame in frames), strict=True):
        for line, run in groupby(enumerate(versions), lambda version: version[1]):
            shown = [at for at, _ in run]
            first, last = shown[0], shown[-1]
            if (first, last) == (0, len(frames) - 1):
                drawn.append(line)
            elif line:
                name = times.setdefault((first, last), f"t{len(times)}")
                drawn.append(f'<g class="film {name}">{line}</g>')
    styles = [f".film {{ animation: none {whole:g}s step-end infinite; visibility: hidden; }}"]
    for (first, last), name in times.items():
        start, end = (100 * ends[at] / whole for at in (first, last + 1))
        steps = f"{start:.2f}% {{ visibility: visible; }} {end:.2f}% {{ visibility: hidden; }}"
        before = "0% { visibility: hidden; } " if first else ""
        stays = " visibility: visible;" if last == len(frames) - 1 else ""
        styles.append(f"@keyframes {name} {{ {before}{steps} }}")
        styles.append(f".{name} {{ animation-name: {name};{stays} }}")
    styles.append("@media (prefers-reduced-motion: reduce) { .film { animation-name: none; } }")
    return _svg(frames[0].strips, page, ["<style>", *styles, "</style>", *drawn])


def _svg(strips: Sequence[Strip], page: str, drawn: Sequence[str]) -> str:
    width = max(strip.cell_length for strip in strips) * WIDE + 2 * EDGE
    height = len(strips) * HIGH + 2 * EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" font-family="{FONTS}" font-size="15">\n'
        f'<rect width="{width}" height="{height}" rx="8" fill="{page}"/>\n'
        + "\n".join(filter(None, drawn))
        + "\n</svg>\n"
    )


def _lines(strips: Sequence[Strip], page: str) -> Iterator[str]:
    for y, strip in enumerate(strips):
        yield "\n".join(_line(strip, EDGE + y * HIGH, page))


def _line(strip: Strip, top: int, page: str) -> Iterator[str]:
    cells = [*_cells(strip, page)]
    for behind, run in groupby(cells, lambda cell: cell.behind):
        first, *rest = run
        if behind != page:
            end = (rest or [first])[-1]
            width = (end.x - first.x + len(end.text.ljust(1))) * WIDE
            place = f'x="{_left(first)}" y="{top}" width="{width}" height="{HIGH}"'
            yield f'<rect {place} fill="{behind}"/>'
    for _, run in groupby(cells, _kind):
        yield from _drawn([*run], top)


def _cells(strip: Strip, page: str) -> Iterator[Cell]:
    x = 0
    for text, style, control in strip:
        if control:
            continue
        style = style or Style()
        front = _hex(style.color, SVG_EXPORT_THEME.foreground_color.hex)
        behind = _hex(style.bgcolor, page)
        if style.reverse:
            front, behind = behind, front
        for letter in text:
            yield Cell(x, letter, front, behind, style)
            x += cell_len(letter)


def _hex(colour: Color | None, default: str) -> str:
    if colour is None or colour.is_default:
        return default
    return colour.get_truecolor(SVG_EXPORT_THEME).hex


def _kind(cell: Cell) -> object:
    """Return a key for cells drawn together: letters by style, symbols one by one."""
    if cell.text > _LAST_OF_LATIN:
        return cell.x
    return cell.front, cell.behind, cell.style.bold, cell.style.italic, cell.style.underline


def _left(cell: Cell) -> int:
    return EDGE + cell.x * WIDE


def _drawn(run: list[Cell], top: int) -> Iterator[str]:
    first, text = run[0], "".join(cell.text for cell in run)
    if not text.strip():
        return
    if (shape := SHAPES.get(text)) is not None:
        yield shape(_left(first), top, first.front)
    elif "\u2800" <= text <= "\u28ff":
        yield _braille(_left(first), top, first.front, ord(text) - 0x2800)
    else:
        alone = text > _LAST_OF_LATIN
        stripped = text.rstrip()
        place = f'x="{_left(first)}"'
        if alone:
            place = f'x="{_left(first) + WIDE * cell_len(text) / 2:g}" text-anchor="middle"'
        length = "" if alone else f' textLength="{len(stripped) * WIDE}"'
        yield (
            f'<text {place} y="{top + 15}" fill="{first.front}"{length}{_look(first.style)} '
            f'xml:space="preserve">{escape(stripped)}</text>'
        )


def _look(style: Style) -> str:
    look = ' font-weight="bold"' if style.bold else ""
    look += ' font-style="italic"' if style.italic else ""
    return look + (' text-decoration="underline"' if style.underline else "")


def _braille(x: int, y: int, colour: str, bits: int) -> str:
    places = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
    dots = (
        f'<circle cx="{x + 2.25 + 4.5 * column:g}" cy="{y + 2.5 + 5 * row:g}" r="1.5"/>'
        for bit, (column, row) in enumerate(places)
        if bits >> bit & 1
    )
    return f'<g fill="{colour}">{"".join(dots)}</g>'


Shape = Callable[[int, int, str], str]


def _part(left: float, top: float, right: float, bottom: float) -> Shape:
    """Return a filled part of the cell, as fractions of its width and height."""
    return lambda x, y, colour: (
        f'<rect x="{x + left * WIDE:g}" y="{y + top * HIGH:g}" width="{(right - left) * WIDE:g}" '
        f'height="{(bottom - top) * HIGH:g}" fill="{colour}"/>'
    )


def _path(path: str, thick: float = 1, dash: str = "") -> Shape:
    """Return a line through the cell; points in pixels from the top left."""
    more = f' stroke-dasharray="{dash}"' if dash else ""
    return lambda x, y, colour: (
        f'<path transform="translate({x} {y})" d="{path}" fill="none" stroke="{colour}" '
        f'stroke-width="{thick:g}"{more}/>'
    )


def _filled(path: str) -> Shape:
    return lambda x, y, colour: f'<path transform="translate({x} {y})" d="{path}" fill="{colour}"/>'


SHAPES: dict[str, Shape] = {
    "█": _part(0, 0, 1, 1),
    "▀": _part(0, 0, 1, 0.5),
    **{sign: _part(0, 1 - (n + 1) / 8, 1, 1) for n, sign in enumerate("▁▂▃▄▅▆▇")},
    **{sign: _part(0, 0, (7 - n) / 8, 1) for n, sign in enumerate("▉▊▋▌▍▎▏")},
    "▐": _part(0.5, 0, 1, 1),
    "▔": _part(0, 0, 1, 1 / 8),
    "▕": _part(7 / 8, 0, 1, 1),
    "─": _path("M0 10H9"),
    "│": _path("M4.5 0V20"),
    "╭": _path("M4.5 20V15Q4.5 10 9 10"),
    "╮": _path("M4.5 20V15Q4.5 10 0 10"),
    "╯": _path("M4.5 0V5Q4.5 10 0 10"),
    "╰": _path("M4.5 0V5Q4.5 10 9 10"),
    "┌": _path("M4.5 20V10H9"),
    "┐": _path("M4.5 20V10H0"),
    "┘": _path("M4.5 0V10H0"),
    "└": _path("M4.5 0V10H9"),
    "├": _path("M4.5 0V20M4.5 10H9"),
    "┤": _path("M4.5 0V20M4.5 10H0"),
    "┬": _path("M0 10H9M4.5 10V20"),
    "┴": _path("M0 10H9M4.5 10V0"),
    "┼": _path("M0 10H9M4.5 0V20"),
    "┈": _path("M0 10H9", dash="1 2"),
    "━": _path("M0 10H9", 3),
    "╸": _path("M0 10H4.5", 3),
    "╺": _path("M4.5 10H9", 3),
    "┃": _path("M4.5 0V20", 3),
    "═": _path("M0 8H9M0 12H9", 1.5),
    "┿": _path("M0 10H9", 3),
    "■": _filled("M0.5 6h8v8h-8z"),
    "□": _path("M1 6.5h7v7h-7z"),
    "▪": _filled("M1.5 7h6v6h-6z"),
    "▫": _path("M2 7.5h5v5h-5z"),
    "◆": _filled("M4.5 5.5l4.5 4.5l-4.5 4.5l-4.5 -4.5z"),
    "●": _filled("M0.5 10a4 4 0 1 1 8 0a4 4 0 1 1 -8 0z"),
    "○": _path("M1 10a3.5 3.5 0 1 1 7 0a3.5 3.5 0 1 1 -7 0z"),
    "▲": _filled("M4.5 6l4.5 8h-9z"),
    "▼": _filled("M4.5 14l4.5 -8h-9z"),
    "▶": _filled("M1 5.5l8 4.5l-8 4.5z"),
    "▸": _filled("M2 6.5l5.5 3.5l-5.5 3.5z"),
    "◂": _filled("M7 6.5l-5.5 3.5l5.5 3.5z"),
}
"""Symbols drawn as shapes, since fonts vary in their sizes or lack them."""
