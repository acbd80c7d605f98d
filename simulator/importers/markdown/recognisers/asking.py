"""Headings that ask outside the recognised questions, each with its own text: more questions, or
only an offer if the page is prose."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from simulator.importers.common.questionness import (
    QUESTION_MARKS,
    asks_outright,
    is_stop_title,
    plain,
    questionness,
    without_number,
    without_signs,
)
from simulator.importers.markdown.document.document import Block, Kind, Page
from simulator.importers.markdown.document.parts import ONLY_LINKS
from simulator.importers.markdown.document.provenance import names_questions
from simulator.importers.markdown.recognisers.layout import (
    Layout,
    Marker,
    Spans,
    layout,
    next_heading,
)

_LIKELY = 0.62
"""The certainty of a heading that asks without a question mark."""


def by_themselves(
    page: Page, found: Sequence[Layout], *, weak: bool
) -> tuple[list[Layout], list[Marker]]:
    """The headings that ask outside the found questions, as one more layout.

    They are only an offer (the second list) if half as many headings have prose as there are
    questions, or if those are `weak`.
    """
    markers = sorted((m for each in found for m in each.markers), key=lambda marker: marker.line)
    spans, starts = Spans(markers), [*(marker.line for marker in markers), len(page.lines)]
    heads = [marker.line for marker in markers if marker.level < 7]
    title, about = _title(page, starts[0]), 0
    made, prose = [], 0
    for block in page.headings:
        if is_stop_title(block.text):
            about = max(about, page.scope_of(block))
        if block is title or spans.touch(block.start, block.end):
            continue
        section = next_heading(page, block.start)
        below = starts[bisect_left(starts, block.start)]
        end, leads = _own_end(page, block, min(section, below)), below < section
        own = [inner for inner in page.blocks_in(block.end, end) if _says(inner)]
        asks = _sureness(block.text)
        if not own or block.start < about or not asks:
            prose += bool(own) and not leads
        elif not (leads and _leads_in(block, own)) and not _is_above(page, block, heads):
            doubt = "it may be the title of the questions below it" if leads else ""
            place = block.start, block.end, end
            made.append(Marker(*place, block.text, asks, level=block.level, doubt=doubt))
    if not made or weak or len(markers) <= 2 * prose:
        return [], made
    return [layout("headings that ask", made)], []


def _sureness(text: str) -> float:
    """How surely a heading asks by its words; 0 if it may as well be a plain heading."""
    words = without_number(without_signs(plain(text)))[1]
    asks = questionness(text)
    if words.rstrip(" *_\"'”)").endswith(QUESTION_MARKS):
        return asks
    return max(asks, _LIKELY) if asks and asks_outright(text) else 0.0


def _title(page: Page, first: int) -> Block | None:
    """The first heading, if it is the only one of level 1 and above the first question."""
    ones = [heading for heading in page.headings if heading.level == 1]
    return ones[0] if ones == page.headings[:1] and ones and ones[0].start < first else None


def _own_end(page: Page, block: Block, end: int) -> int:
    """The end of a heading's own text: the next question's table, or a rule."""
    last = next(iter(reversed(page.blocks_in(block.end, end))), None)
    if last and (last.kind is Kind.RULE or (last.kind is Kind.TABLE and last.end > end)):
        return last.start
    return end


def _says(block: Block) -> bool:
    """True for text or code; False for a rule, picture, links or table of contents."""
    leads_away = ONLY_LINKS.fullmatch(block.text[:2_000]) or "](#" in block.text
    return block.kind is not Kind.RULE and (block.kind is Kind.CODE or not leads_away)


def _leads_in(block: Block, own: Sequence[Block]) -> bool:
    """True if a heading and its text only introduce the questions below."""
    return own[-1].text.rstrip().endswith((":", "：")) or any(
        map(names_questions, (block.text, own[0].text))
    )


def _is_above(page: Page, block: Block, heads: Sequence[int]) -> bool:
    """True if headings that are questions follow in its section."""
    place = bisect_right(heads, block.start)
    return place < len(heads) and heads[place] < page.scope_of(block)
