"""Styled text with hanging indents, so that wrapped lines stay under what they belong to."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from simulator.ui.widgets.colours import MUTED

if TYPE_CHECKING:
    from textual.content import _FormattedLine
    from textual.css.types import TextAlign, TextOverflow
    from textual.selection import Selection

RULE = "│"
"""Drawn before each line of code."""

GOES_ON = "↳ "
"""Drawn before the rest of a line of code that is too long; it is not copied."""

BETWEEN_CELLS = " │ "
"""Drawn between two cells of a table."""

LEAST_CELL = 5
"""No column of a table is made narrower than this."""

_EMPTY = Content("")
_HANGING = re.compile(rf" *(?:{RULE} *|[•·▸!+-] |\[[ x]\] |\d+[.)] )?")


class Prose(Content):
    """Content in which the further lines of a list item align with its first word, not its bullet.

    A line of code that is too long continues behind its rule, at the line's own indent, after a
    sign that marks a continuation. A table that is too wide gets narrower columns, in which its
    cells are wrapped.
    """

    @property
    def without_spans(self) -> Prose:
        return Prose(self.plain) if self._spans else self

    def _wrap_and_format(
        self,
        width: int,
        align: TextAlign = "left",
        overflow: TextOverflow = "fold",
        no_wrap: bool = False,
        line_pad: int = 0,
        tab_size: int = 8,
        selection: Selection | None = None,
        selection_style: Style | None = None,
        post_style: Style | None = None,
        get_style: Callable[[str | Style], Style] = Style.parse,  # type: ignore[assignment]
    ) -> list[_FormattedLine]:
        lines: list[Content] = []
        for y, whole in enumerate(self.split(allow_blank=True)):
            line = whole if post_style is None else whole.stylize(post_style)
            span = None if selection is None else selection.get_span(y)
            if selection_style is not None and span is not None:
                start, end = span
                line = line.stylize(selection_style, start, len(line.plain) if end == -1 else end)
            lines.append(line)
        hangs = align in ("left", "start") and not no_wrap
        cells = _fitted(lines, width) if hangs else {}

        def wrapped(line: Content, room: int) -> list[_FormattedLine]:
            # As plain Content: a Prose of one line would recurse without end.
            return Content(line.plain, list(line.spans))._wrap_and_format(
                room, align, overflow, no_wrap, line_pad, tab_size, get_style=get_style
            )

        made: list[_FormattedLine] = []
        for y, line in enumerate(lines):
            if y in cells:
                parts = _row(cells[y], wrapped)
            else:
                parts = _hung(line, width, wrapped) if hangs else wrapped(line, width)
            for part in parts:
                part.width, part.y = width, y
            made += parts
        return made


class _Cell(NamedTuple):
    """One cell of a table, its column's width, and whether it is aligned right."""

    content: Content
    width: int
    right: bool


def _fitted(lines: Sequence[Content], width: int) -> dict[int, list[_Cell]]:
    """Return the narrowed cells of tables that are too wide, by line number."""
    found: dict[int, list[_Cell]] = {}
    for is_table, group in groupby(enumerate(lines), lambda each: _is_row(each[1].plain)):
        rows = dict(group) if is_table else {}
        if len(rows) > 1 and max(row.cell_length for row in rows.values()) > width:
            found |= _narrowed({y: _split(row) for y, row in rows.items()}, width)
    return found


def _is_row(line: str) -> bool:
    return BETWEEN_CELLS in line and not line.lstrip().startswith(RULE)


def _split(row: Content) -> list[Content]:
    cells, start = [], 0
    for piece in row.plain.split(BETWEEN_CELLS):
        cells.append(row[start : start + len(piece)])
        start += len(piece) + len(BETWEEN_CELLS)
    return cells


def _stripped(cell: Content) -> Content:
    plain = cell.plain
    return cell[len(plain) - len(plain.lstrip()) : len(plain.rstrip())] if plain.strip() else _EMPTY


def _narrowed(rows: Mapping[int, list[Content]], width: int) -> dict[int, list[_Cell]]:
    """Fit columns to their contents, and shrink the widest, if possible without cutting words."""
    columns = max(map(len, rows.values()))
    wide, words, right = [1] * columns, [1] * columns, [False] * columns
    for row in rows.values():
        for place, cell in enumerate(row):
            plain = cell.plain.strip()
            wide[place] = max(wide[place], cell_len(plain))
            words[place] = max(words[place], *map(cell_len, plain.split() or ("",)))
            right[place] |= cell.plain.startswith(" ") and bool(plain)
    room = width - len(BETWEEN_CELLS) * (columns - 1)
    for least in (words, [LEAST_CELL] * columns):
        while sum(wide) > room:
            can = [place for place in range(columns) if wide[place] > least[place]]
            if not can:
                break
            wide[max(can, key=wide.__getitem__)] -= 1
    if sum(wide) > room:
        return {}
    return {
        y: [
            _Cell(_stripped(cell), wide[place], right[place])
            for place, cell in enumerate([*row, *[_EMPTY] * (columns - len(row))])
        ]
        for y, row in rows.items()
    }


def _row(
    cells: Sequence[_Cell], wrapped: Callable[[Content, int], list[_FormattedLine]]
) -> list[_FormattedLine]:
    """Return the lines of a row, wrapping each cell in its column."""
    columns = [wrapped(cell.content, cell.width) for cell in cells]
    longest = max(columns, key=len)
    for y, line in enumerate(longest):
        parts: list[Content] = []
        for cell, column in zip(cells, columns, strict=True):
            content = column[y].content if y < len(column) else _EMPTY
            content = content.rstrip()
            blank = Content(" " * (cell.width - content.cell_length))
            parts.append(Content("").join([blank, content] if cell.right else [content, blank]))
        line.content = Content(BETWEEN_CELLS).join(parts).rstrip()
    return longest


def _hung(
    line: Content, width: int, wrapped: Callable[[Content, int], list[_FormattedLine]]
) -> list[_FormattedLine]:
    """Wrap one line with a hanging indent."""
    begins, hang = _hang(line.plain, width)
    first, room = line[:hang], width - hang
    parts = wrapped(line[begins:], room)
    sign = GOES_ON if RULE in first.plain and room > 2 * len(GOES_ON) else ""
    if sign and len(parts) > 1:
        behind = parts[1].x
        parts[1:] = wrapped(line[begins + behind :], room - len(sign))
        for part in parts[1:]:
            part.x += behind - len(sign)
    further = Content.assemble(_further(first), (sign, f"not bold {MUTED}"))
    for place, part in enumerate(parts):
        part.x += begins - hang  # Selections count characters of the whole line.
        part.content = Content.assemble(further if place else first, part.content)
    return parts


def hanging(content: Content) -> Prose:
    """Return any content as `Prose`."""
    return Prose(content.plain, list(content.spans))


def _hang(line: str, width: int) -> tuple[int, int]:
    """Return where the words of a line begin, and the hanging indent of its wrapped lines.

    The indent is limited to half the width: beyond it words go back to the left edge, and code
    closer to its rule.
    """
    found = _HANGING.match(line)
    begins = found.end() if found else 0
    most = width // 2
    if begins <= most:
        return begins, begins
    rule = line[:begins].find(RULE)
    return (begins, most) if 0 <= rule < most else (0, 0)


def _further(first: Content) -> Content:
    """Return what is drawn before wrapped lines: a rule is repeated, a bullet is not."""
    if RULE in first.plain:
        return first
    return Content(" " * len(first.plain))


def packed(parts: Sequence[Content], width: int) -> list[Content]:
    """Join parts with dots, in as few lines as possible without breaking a part."""
    lines: list[Content] = []
    for part in parts:
        joined = Content(" · ").join([*lines[-1:], part])
        if lines and joined.cell_length <= width:
            lines[-1] = joined
        else:
            lines.append(part)
    return lines
