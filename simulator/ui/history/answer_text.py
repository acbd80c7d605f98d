"""Draws answers: ratings, ticks, and one answer in full."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from simulator.core.delivery import Usual
from simulator.core.report_document import (
    SAID_ALOUD,
    Block,
    Facts,
    Listing,
    Paragraph,
    Quote,
    Ticks,
    answer_part,
)
from simulator.core.session import Answer
from simulator.core.table import Table
from simulator.core.wording import rating_words, show_moment
from simulator.text.wrapping import wrapped
from simulator.ui.widgets.charts import WORDS, bars
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.markdown import markdown_content, shown
from simulator.ui.widgets.rating import rating_mark

MOST_LINES = 3
"""The most lines of an entry in a list."""

UNSEEN = "It is shown once you have answered, and said how sure you are."
"""Shown instead of a model answer that was not revealed."""


def result_cell(answer: Answer) -> Content:
    """Return the rating of an answer, or else its outcome."""
    if answer.rating is not None:
        return rating_mark(answer.rating)
    return Content.styled(rating_words(answer), MUTED)


def ticks_content(ticks: Ticks) -> Content:
    """Return the key points with their ticks; missed ones are also marked in words."""
    lines = []
    for tick in ticks.ticks:
        mark = ("[x] ", "$text-success") if tick.covered else ("[ ] ", MUTED)
        bonus = ("bonus: " if tick.bonus else "", MUTED)
        tail = ("  missed", "$text-error") if tick.missed else ("", "")
        lines.append(Content.assemble(mark, bonus, markdown_content(tick.text), tail))
    return Content("\n").join(lines)


def block_content(block: Block, sign: str = "", width: int = 0) -> Content:
    """Draw a block of a report in `width` cells, with `sign` before the entries of a list."""
    match block:
        case Paragraph(text):
            return Content(text)
        case Facts(facts):
            return Content(" · ").join(
                Content(f"⚑ {fact.text}" if fact.text == "flagged" else fact.text) for fact in facts
            )
        case Listing(entries):
            lines = []
            for entry in entries:
                style = "$text-error" if sign.startswith("!") else ""
                lines.append(Content.assemble((sign, style), hung(entry.text, len(sign), width)))
                if entry.under:
                    under = "  " + hung(entry.under, 2, width)
                    lines.append(Content.styled(under, MUTED))
            return Content("\n").join(lines)
        case Table() if block.shares:
            return bars(_bar_rows(block), width)
        case Table():
            return table(block, width)
        case Quote(_, text, markdown):
            return markdown_content(text) if markdown else shown(text)
        case Ticks():
            return ticks_content(block)


def hung(text: str, indent: int, width: int) -> str:
    """Wrap a text with a hanging indent, to at most `MOST_LINES` lines; width 0: don't wrap."""
    if not width:
        return text
    blank = " " * indent
    lines = wrapped(text, width, blank, blank)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1][: width - 1].rstrip(' .,;')}…"]
    return "\n".join(lines)[indent:]


def table(block: Table, width: int) -> Content:
    """Draw a table in columns; the first one gets the remaining room."""
    wide = [
        max(len(column.name), *(len(row[at].text) for row in block.rows))
        for at, column in enumerate(block.columns)
    ]
    wide[0] = max(8, min(wide[0], width - sum(wide[1:]) - 2 * len(wide[1:])))
    heads = [Content.styled(column.name, MUTED) for column in block.columns]
    rows = [[Content.styled(cell.text, WORDS[cell.tone]) for cell in row] for row in block.rows]
    lines = []
    for row in (heads, *rows):
        parts: list[Content] = []
        for cell, column, cells in zip(row, block.columns, wide, strict=True):
            cut = cell.truncate(cells, ellipsis=True)
            blank = cells - cut.cell_length
            parts.append(cut.pad_left(blank) if column.right else cut.pad_right(blank))
        lines.append(Content("  ").join(parts))
    return Content("\n").join(lines)


def _bar_rows(table: Table) -> list[tuple[str, float | None, str | Content]]:
    """Return lines for `bars`: coverage, lowest first, and how many were solid or strong."""
    wide, good_wide = (max(len(row[at].text) for row in table.rows) for at in (2, 1))
    rows: list[tuple[str, float | None, str | Content]] = [
        (name.text, share, f"{points.text:>{wide}}   {good.text:>{good_wide}}")
        for (name, good, points, _), share in zip(table.rows, table.shares, strict=True)
    ]
    return sorted(rows, key=lambda row: 2.0 if row[1] is None else row[1])


def in_full(answer: Answer, usual: Usual | None = None) -> list[tuple[str, Content]]:
    """Return titled parts of one answer: your words, the model answer, key points, notes, etc.

    Nothing is revealed about a question that was not answered.
    """
    part = answer_part(1, answer, usual)
    titled = {title: content for title, content in map(_titled, part.blocks) if title}
    if "Your words" not in titled and answer.outcome is not None:
        aloud = "" if answer.deliveries else "; what you said aloud is not kept"
        silent = f"Nothing was typed{aloud}."
        titled = {"Your words": Content.styled(silent, MUTED)} | titled
    none = "The bank gives no model answer to this question." if answer.is_revealed else UNSEEN
    own = ("Your words", SAID_ALOUD)
    parts = [(title, titled.pop(title)) for title in own if title in titled]
    parts.append(("Model answer", titled.pop("Model answer", Content(none))))
    parts += titled.items()
    titles = dict.fromkeys(block.title for block in part.more if isinstance(block, Quote))
    parts += [(title, _items(part.more, title)) for title in titles]
    parts.append(("Judged again, blind", Content("\n").join(_reratings(answer))))
    return [(title, text) for title, text in parts if text.plain.strip()]


def _titled(block: Block) -> tuple[str, Content]:
    return (block.title if isinstance(block, (Quote, Ticks)) else ""), block_content(block)


def _items(blocks: Sequence[Block], title: str) -> Content:
    return Content("\n").join(
        Content.assemble(("• ", MUTED), block_content(block))
        for block in blocks
        if isinstance(block, Quote) and block.title == title
    )


def _reratings(answer: Answer) -> list[Content]:
    return [
        Content.assemble(
            f"{show_moment(again.at)}: ",
            rating_mark(again.rating),
            f", {sum(again.covered)} of {len(again.covered)} points" if again.covered else "",
        )
        for again in answer.rerated
    ]
