"""Markdown as styled text for a single widget: no clickable links, no HTML, no crashes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from simulator.text.markdown import Line, Span, markdown_lines
from simulator.ui.widgets.colours import MUTED, has_none
from simulator.ui.widgets.prose import RULE, hanging

if TYPE_CHECKING:
    from textual.highlight import HighlightTheme

MOST_SHOWN = 20_000
"""The most characters of a text that are drawn; files keep all of it."""

_STYLES = {"code": "$text-accent", "soft": MUTED}
_COLOURS = {
    "Comment": f"{MUTED} italic",
    "Keyword": "$text-secondary",
    "Operator.Word": "$text-secondary",
    "Name.Class": "$text-warning",
    "Name.Function": "$text-warning",
    "Name.Decorator": "$text-primary",
    "Name.Tag": "$text-primary",
    "Number": "$text-success",
    "Literal.Number": "$text-success",
    "String": "$text-success",
    "Literal.String": "$text-success",
}
"""The colours of code; a token type without one inherits its parent's."""

_BEFORE_CODE = 2
"""Columns before code, where the rule is drawn."""


def shown(text: str) -> Content:
    """Return text from outside as it may be drawn: literally, and cut if too long."""
    if len(text) <= MOST_SHOWN:
        return Content(text)
    return Content(text[:MOST_SHOWN] + f"\n… and {len(text) - MOST_SHOWN:,} characters more")


def markdown_content(text: str) -> Content:
    """Render a Markdown text's paragraphs, lists, code, tables and emphasis, for a widget to wrap.

    Code is highlighted in the language that its fence names; inline code keeps its backticks if
    there are no colours. A text longer than `MOST_SHOWN` is shown literally.
    """
    if len(text) > MOST_SHOWN:
        return shown(text)
    return hanging(Content("\n").join(_drawn(_lines(text))))


class Rendered(NamedTuple):
    """A rendered Markdown text: whole, and in two parts, the second often wider."""

    whole: Content
    intro: Content
    """Everything before the first line of code or row of a table; all of it if there is none."""
    rest: Content
    widest: int
    """The width in cells of the widest such line, which should not be wrapped."""
    what: str = ""
    """What the first such line belongs to: "code" or "a table"."""


def drawn(text: str) -> Rendered:
    """Render like `markdown_content`, but in parts."""
    whole = markdown_content(text)
    lines = [] if len(text) > MOST_SHOWN else _lines(text)
    fixed = [place for place, line in enumerate(lines) if line.kind in ("code", "row")]
    if not fixed:
        return Rendered(whole, whole, Content(""), 0)
    rows = list(_drawn(lines))
    intro, rest = rows[: fixed[0]], rows[fixed[0] :]
    while intro and not intro[-1].plain:
        intro.pop()
    return Rendered(
        whole,
        hanging(Content("\n").join(intro)),
        hanging(Content("\n").join(rest)),
        max(rows[place].cell_length for place in fixed),
        "code" if lines[fixed[0]].kind == "code" else "a table",
    )


def _lines(text: str) -> list[Line]:
    return markdown_lines(text, ticks=has_none())


def _drawn(lines: Sequence[Line]) -> Iterator[Content]:
    for (kind, language), group in groupby(lines, lambda line: (line.kind, line.language)):
        if kind == "code":
            yield from _code(list(group), language)
        else:
            yield from (Content.assemble(line.lead, *map(_styled, line.spans)) for line in group)


def _code(lines: Sequence[Line], language: str) -> Iterator[Content]:
    """Yield lines of code, each behind a thin rule."""
    code = "\n".join(line.text[_BEFORE_CODE:] for line in lines)
    colours = _highlighted(code, language) if language else Content(code)
    rows = colours.split("\n", allow_blank=True)
    for line, row in zip(lines, rows, strict=True):
        # Code is neither bold nor muted, even where the text around it is.
        plain = row.stylize_before("not bold $foreground")
        yield Content.assemble(line.lead, (f"{RULE} ", "not bold $primary"), plain)


def _highlighted(code: str, language: str) -> Content:
    from textual.highlight import highlight

    found = highlight(code, language=language, theme=_theme())
    if found.plain != code:
        return Content(code)
    return Content(code, [span for span in found.spans if span.style != "$text"])


@cache
def _theme() -> type[HighlightTheme]:
    """Return a highlighting theme whose colours are readable in every theme that is offered."""
    from textual.highlight import HighlightTheme

    class Colours(HighlightTheme):
        STYLES = {
            kind: _COLOURS.get(str(kind).removeprefix("Token."), "")
            for kind in HighlightTheme.STYLES
        }

    return Colours


def _styled(span: Span) -> Content:
    styles = " ".join(_STYLES.get(style, style) for style in span.styles)
    return Content.styled(span.text, styles) if styles else Content(span.text)
