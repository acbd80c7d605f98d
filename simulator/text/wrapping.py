"""Wraps text for a terminal: by cells, at spaces, and between Chinese letters."""

from __future__ import annotations

from simulator.text.cleaning import cell_width
from simulator.text.patterns import pattern

_WIDE = "\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_NOT_FIRST = "、。，．：；？！）］｝」』】〉》”’%"
_PIECE = pattern(rf"\s+|[{_WIDE}][{_NOT_FIRST}]*|[^\s{_WIDE}]+[{_NOT_FIRST}]*")


def wrapped(text: str, width: int, first: str = "", indent: str = "") -> list[str]:
    """Wrap text to `width` cells, with `first` before the first line and `indent` before others.

    A word longer than a line stays whole, so that it can be copied. Empty text gives one line with
    `first`.
    """
    lines: list[str] = []
    line, room = first, cell_width(first)
    blank = ""
    empty = True
    for piece in _PIECE.findall(text.strip()):
        if piece.isspace():
            blank = " "
            continue
        cells = cell_width(piece)
        if not empty and room + len(blank) + cells > width:
            lines.append(line)
            line, room, blank = indent, cell_width(indent), ""
        line += ("" if empty else blank) + piece
        room += cells + (0 if empty else len(blank))
        blank, empty = "", False
        if not lines and line == first + piece:
            room = cell_width(line)
    return [*lines, line.rstrip() if empty else line]


def fitted(text: str, width: int) -> list[str]:
    """Wrap each line of a text to `width` cells, under its own indent."""
    lines: list[str] = []
    for line in text.split("\n"):
        indent = line[: len(line) - len(line.lstrip())]
        fits = cell_width(line) <= width or len(indent) * 2 > width
        lines += [line] if fits else wrapped(line, width, indent, indent)
    return lines
