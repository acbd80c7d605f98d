"""Markdown as styled text for one widget: no links to click, no HTML, nothing to crash on."""

from __future__ import annotations

from textual.content import Content

from simulator.text.markdown import Span, markdown_lines
from simulator.ui.widgets.colours import MUTED

MOST_SHOWN = 20_000
"""Characters of one text that are drawn; the files keep all of it."""

_STYLES = {"code": "$text-accent", "soft": MUTED}


def shown(text: str) -> Content:
    """A text from outside as it may be drawn: literally, and not without end."""
    if len(text) <= MOST_SHOWN:
        return Content(text)
    return Content(text[:MOST_SHOWN] + f"\n… and {len(text) - MOST_SHOWN:,} characters more")


def markdown_content(text: str) -> Content:
    """Paragraphs, lists, code, tables and emphasis of a Markdown text, to be wrapped by a widget.

    A text too long to draw is shown literally.
    """
    if len(text) > MOST_SHOWN:
        return shown(text)
    return Content("\n").join(
        Content.assemble(line.lead, *map(_styled, line.spans)) for line in markdown_lines(text)
    )


def _styled(span: Span) -> Content:
    styles = " ".join(_STYLES.get(style, style) for style in span.styles)
    return Content.styled(span.text, styles) if styles else Content(span.text)
