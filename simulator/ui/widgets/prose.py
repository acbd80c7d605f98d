"""Styled text whose wrapped lines stay under what they belong to."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style

if TYPE_CHECKING:
    from textual.content import _FormattedLine
    from textual.css.types import TextAlign, TextOverflow
    from textual.selection import Selection

RULE = "│"
"""What stands before each line of code."""

_HANGING = re.compile(rf" *(?:{RULE} *|• |\d+[.)] )?")


class Prose(Content):
    """Content in which the second line of a point stands under its first word, not its sign.

    So do lines of code that are too long: behind their rule, and as far in as they begin.
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
        made: list[_FormattedLine] = []
        for y, whole in enumerate(self.split(allow_blank=True)):
            line = whole if post_style is None else whole.stylize(post_style)
            span = None if selection is None else selection.get_span(y)
            if selection_style is not None and span is not None:
                start, end = span
                line = line.stylize(selection_style, start, len(line.plain) if end == -1 else end)
            hang = _hang(line.plain, width) if align in ("left", "start") and not no_wrap else 0
            words = line[hang:]
            # Not of this class, as a text of one line would be: that has no end.
            parts = Content(words.plain, list(words.spans))._wrap_and_format(
                width - hang, align, overflow, no_wrap, line_pad, tab_size, get_style=get_style
            )
            first, further = line[:hang], _further(line[:hang])
            for place, part in enumerate(parts):
                part.content = Content.assemble(further if place else first, part.content)
                part.width, part.y = width, y
            made += parts
        return made


def hanging(content: Content) -> Prose:
    """Content, put together of whatever, that wraps so."""
    return Prose(content.plain, list(content.spans))


def _hang(line: str, width: int) -> int:
    """How far in what follows a line stands; not so far that there is no room for it."""
    found = _HANGING.match(line)
    hang = found.end() if found else 0
    return hang if hang <= width // 2 else 0


def _further(first: Content) -> Content:
    """What stands before the second line: the rule again, but no sign."""
    if RULE in first.plain:
        return first
    return Content(" " * len(first.plain))
