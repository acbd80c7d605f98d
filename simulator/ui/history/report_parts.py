"""The parts of a report as they are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from textual.content import Content

from simulator.core.report import Report
from simulator.core.report_document import (
    CLOSING,
    WORTH_TELLING,
    Block,
    Listing,
    Part,
    ReportDocument,
    Table,
    Words,
)
from simulator.core.session import Answer
from simulator.core.times import show_time
from simulator.core.wording import (
    confidence_words,
    counted,
    first_line,
    points_words,
    time_words,
)
from simulator.ui.history.answer_text import block_content, result_cell
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.row_list import Column

MOST_LISTED = 8
"""Questions that are named to be practised next; the table has all."""


@dataclass(frozen=True)
class RowOfReport:
    """One question in the table; `place` counts from 0 in the session."""

    place: int
    answer: Answer


class Shown(Enum):
    """Which questions of the session the table lists."""

    ALL = "all"
    MISSED = "missed"
    FLAGGED = "flagged"


def rows_shown(report: Report, shown: Shown) -> list[RowOfReport]:
    """The rows of the table."""
    missed = report.missed
    return [
        RowOfReport(place, answer)
        for place, answer in enumerate(report.answers)
        if shown is Shown.ALL or (answer.flagged if shown is Shown.FLAGGED else answer in missed)
    ]


def filter_words(report: Report, shown: Shown) -> Content:
    """`3 of 10 questions: missed`; empty where all are listed."""
    if shown is Shown.ALL:
        return Content("")
    number, all_of_them = len(rows_shown(report, shown)), counted(len(report.answers), "question")
    return Content(f"{number} of {all_of_them}: {shown.value}")


def _mark(row: RowOfReport) -> Content:
    if row.answer.sure_and_wrong:
        return Content.styled("!", "bold $text-error")
    return Content.styled("⚑", "$text-warning") if row.answer.flagged else Content(" ")


def _think(row: RowOfReport) -> Content:
    seconds = row.answer.think_seconds
    return Content(show_time(seconds) if seconds >= WORTH_TELLING else "-")


REPORT_COLUMNS: tuple[Column[RowOfReport], ...] = (
    Column("", 1, _mark),
    Column("#", 2, lambda row: Content(str(row.place + 1)), right=True),
    Column("Question", 0, lambda row: Content(first_line(row.answer.question))),
    Column("Topic", 18, lambda row: Content(row.answer.topic), from_width=110),
    Column("Result", 13, lambda row: result_cell(row.answer)),
    Column("Points", 7, lambda row: Content(points_words(row.answer)), right=True),
    Column("Time", 12, lambda row: Content(time_words(row.answer).split(" (")[0]), right=True,
           from_width=64),
    Column("Over", 5, lambda row: _over(row.answer), right=True, from_width=96),
    Column("Think", 5, _think, right=True, from_width=104),
    Column("Sure", 4, lambda row: Content(confidence_words(row.answer)), right=True,
           from_width=72),
)  # fmt: skip
"""The table of a report; narrow windows leave out what an opened answer shows."""


def _over(answer: Answer) -> Content:
    seconds = answer.overrun_seconds
    over = seconds >= WORTH_TELLING
    return Content.styled(f"+{show_time(seconds)}", "$text-warning") if over else Content("")


def urgent(document: ReportDocument) -> Content:
    """The sure and wrong ones, each with the points it missed; empty where there are none."""
    blocks = document.part(Part.URGENT)
    if not blocks:
        return Content("")
    head = Content.styled(f"{Part.URGENT.value}: look at these first", "bold $text-error")
    return Content("\n").join([head, *(block_content(block, "! ") for block in blocks)])


def charts(document: ReportDocument, width: int) -> Content:
    """Bars by topic and difficulty, time used, and confidence against result."""
    parts = []
    for part in (Part.TAKE, Part.TOPICS, Part.DIFFICULTIES, Part.TIME, Part.CONFIDENCE):
        blocks = document.part(part)
        if not blocks or (part is Part.DIFFICULTIES and _rows_of(blocks) < 2):
            continue
        note = ("   key points covered, and answers solid or strong", MUTED)
        head = Content.assemble((part.value, "bold"), note if part is Part.TOPICS else "")
        parts.append(Content("\n").join([head, *(block_content(b, width=width) for b in blocks)]))
    return Content("\n\n").join(parts)


def _rows_of(blocks: Sequence[Block]) -> int:
    return sum(len(block.rows) for block in blocks if isinstance(block, Table))


def closing(document: ReportDocument, plan: str, practise: str) -> Content:
    """The strongest answer, the flagged ones, and what to do next.

    `practise` is the key that asks the missed ones now; empty where none was missed.
    """
    parts = []
    for part in (Part.STRONGEST, Part.FLAGGED):
        if blocks := document.part(part):
            sign = "⚑ " if part is Part.FLAGGED else ""
            lines = [Content.styled(part.value, "bold"), *(block_content(b, sign) for b in blocks)]
            parts.append(Content("\n").join(lines))
    lines = _coming(document.part(Part.NEXT), practise)
    if plan:
        lines.append(Content(plan))
    if lines:
        parts.append(Content("\n").join([Content.styled(Part.NEXT.value, "bold"), *lines]))
    parts.append(Content.styled(CLOSING, MUTED))
    return Content("\n\n").join(parts)


def _coming(blocks: Sequence[Block], practise: str) -> list[Content]:
    """When to practise what of this session again, and the key that does it now."""
    lines = []
    number = 0
    for block in blocks:
        if isinstance(block, Words):
            lines.append(Content.styled(block.text, "bold $text-accent"))
        elif isinstance(block, Listing):
            number = len(block.entries)
            lines.append(block_content(Listing(block.entries[:MOST_LISTED]), "· "))
            if number > MOST_LISTED:
                lines.append(Content(f"and {counted(number - MOST_LISTED, 'question')} more"))
    if practise and number:
        them = "them" if number > 1 else "it"
        lines.append(Content.assemble((practise, "bold $text-accent"), f" practises {them} now"))
    return lines
