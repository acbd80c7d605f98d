"""Markdown as styled text for one widget: no links to click, no HTML, nothing to crash on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from simulator.text.formulas import Formulas
from simulator.ui.widgets.colours import MUTED

if TYPE_CHECKING:
    from markdown_it.token import Token

MOST_SHOWN = 20_000
"""Characters of one text that are drawn; the files keep all of it."""

_INLINE = {"strong_open": "bold", "em_open": "italic", "s_open": "strike"}
_CODE = "$text-accent"


def shown(text: str) -> Content:
    """A text from outside as it may be drawn: literally, and not without end."""
    if len(text) <= MOST_SHOWN:
        return Content(text)
    return Content(text[:MOST_SHOWN] + f"\n… and {len(text) - MOST_SHOWN:,} characters more")


def markdown_content(text: str) -> Content:
    """Paragraphs, lists, code, tables and emphasis of a Markdown text, to be wrapped by a widget.

    A link is shown as its text and its address, a formula as characters instead of TeX. A text
    too long to draw is shown literally.
    """
    if len(text) > MOST_SHOWN:
        return shown(text)
    from markdown_it import MarkdownIt

    formulas = Formulas(text)
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    tokens = parser.parse(formulas.marked)
    if formulas.tex:
        _write_formulas(tokens, formulas)
    return Content("\n").join(_blocks(tokens))


def _write_formulas(tokens: Iterable[Token], formulas: Formulas) -> None:
    from simulator.text.tex_unicode import written_tex

    for token in tokens:
        token.content = formulas.put_back(token.content, written_tex)
        _write_formulas(token.children or (), formulas)


def _blocks(tokens: Sequence[Token]) -> list[Content]:
    """One line, or wrapped paragraph, per entry; empty ones between blocks."""
    lines: list[Content] = []
    lists: list[int | None] = []
    prefix = ""
    row: list[Content] | None = None
    heading = False
    for token in tokens:
        match token.type:
            case "bullet_list_open":
                lists.append(None)
            case "ordered_list_open":
                lists.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                prefix = "  " * (len(lists) - 1) + _marker(lists)
            case "paragraph_open" | "heading_open" | "fence" | "code_block" | "table_open":
                heading = token.type == "heading_open"
                if lines and not lists:
                    lines.append(Content(""))
        match token.type:
            case "inline" if row is not None:
                row.append(_inline(token.children or ()))
            case "inline":
                words = _inline(token.children or ())
                lines.append(Content.assemble(prefix, words.stylize("bold") if heading else words))
                prefix = "  " * len(lists)
            case "fence" | "code_block":
                code = token.content.rstrip("\n").split("\n")
                lines += [Content.styled("  " + line, _CODE) for line in code]
            case "tr_open":
                row = []
            case "tr_close":
                lines.append(Content(" │ ").join(row or ()))
                row = None
            case "hr":
                lines.append(Content("―" * 8))
    return lines


def _marker(lists: list[int | None]) -> str:
    number = lists[-1]
    if number is None:
        return "• "
    lists[-1] = number + 1
    return f"{number}. "


def _inline(tokens: Iterable[Token]) -> Content:
    parts: list[Content] = []
    styles: list[str] = []
    address = ""
    for token in tokens:
        match token.type:
            case "text":
                parts.append(_styled(token.content, styles))
            case "softbreak":
                parts.append(Content(" "))
            case "hardbreak":
                parts.append(Content("\n"))
            case "code_inline":
                parts.append(_styled(token.content, [*styles, _CODE]))
            case "image":
                parts.append(_styled(f"[picture: {token.content}]", styles))
            case "link_open":
                address = str(token.attrGet("href") or "")
            case "link_close":
                if address and address not in "".join(part.plain for part in parts):
                    parts.append(_styled(f" ({address})", [MUTED]))
            case kind if kind in _INLINE:
                styles.append(_INLINE[kind])
            case kind if kind.endswith("_close") and styles:
                styles.pop()
    return Content("").join(parts)


def _styled(text: str, styles: Sequence[str]) -> Content:
    return Content.styled(text, " ".join(styles)) if styles else Content(text)
