"""Where every line of a source went: what became no part of a question, and why."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.importers.common.draft import DraftItem, Heading, LeftOut
from simulator.importers.common.line_draft import runs, taken_lines, with_text
from simulator.importers.common.questionness import is_stop_title
from simulator.importers.markdown.document.document import Kind, Page


def account(
    page: Page, items: Sequence[DraftItem | LeftOut], headings: Sequence[Heading], file: str
) -> list[LeftOut]:
    """The lines that are in no item and no heading, in runs, each with its reason."""
    taken = taken_lines(len(page.source), [*items, *headings])
    first = min((item.line for item in items), default=0)
    last = max((item.last_line for item in items), default=0)
    left: list[LeftOut] = []
    for start, end in runs(page.source, taken):
        reason = _reason(page, start, end, first, last)
        if left and left[-1].reason == reason and not any(taken[left[-1].last_line : start]):
            left[-1] = LeftOut(file, left[-1].line, end, reason)
        else:
            left.append(LeftOut(file, start + 1, end, reason))
    return [with_text(part, page.source) for part in left]


def _reason(page: Page, start: int, end: int, first: int, last: int) -> str:
    if start < page.prepared.front_end:
        return "front matter"
    simplified = [line for line in page.lines[start:end] if line.strip()]
    if not simplified:
        comment = any(a <= start < b for a, b, _ in page.prepared.comments)
        return "a comment" if comment else "markup without text"
    if all(
        (line.count("](#") and "](#" in line) or (line.lstrip().startswith("|") and "](#" in line)
        for line in simplified
    ):
        return "a list of contents"
    block = page.block_at(start)
    if block is not None and block.kind is Kind.HEADING:
        return (
            "a heading of the document"
            if is_stop_title(block.text)
            else "a heading without questions"
        )
    if block is not None and block.kind is Kind.RULE and end - start == 1:
        return "a line between sections"
    if not first:
        return "no question recognised"
    if start + 1 < first:
        return "before the first question"
    if start + 1 > last:
        return "after the last question"
    return "belongs to no question"
