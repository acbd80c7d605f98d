"""Draws the parts of a report."""

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
    Paragraph,
    Part,
    ReportDocument,
    time_share,
)
from simulator.core.session import Answer
from simulator.core.states import Outcome
from simulator.core.table import Table
from simulator.core.times import show_time
from simulator.core.wording import (
    confidence_words,
    counted,
    first_line,
    points_words,
    time_words,
)
from simulator.ui.history.answer_text import block_content, hung, result_cell
from simulator.ui.widgets.charts import WORDS, bar, square
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.rating import COLOURS
from simulator.ui.widgets.row_list import Column

TIME_BAR = 9
"""The width of the bar for the time in a row, in cells."""

WITH_BARS = 92
"""The width of the table from which times and ratings are drawn, too."""

MOST_WRAPPED = 3
"""In a card at the side, lists of up to this many entries are wrapped."""

MOST_LISTED = 8
"""The most questions listed to practise next; the table has all of them."""


@dataclass(frozen=True)
class RowOfReport:
    """One question in the table; `place` is its index in the session."""

    place: int
    answer: Answer


class RowFilter(Enum):
    """Which questions of the session the table lists."""

    ALL = "all"
    MISSED = "missed"
    FLAGGED = "flagged"


def filtered_rows(report: Report, shown: RowFilter) -> list[RowOfReport]:
    """Return the rows of the table that pass the filter."""
    missed = report.missed
    return [
        RowOfReport(place, answer)
        for place, answer in enumerate(report.answers)
        if shown is RowFilter.ALL
        or (answer.flagged if shown is RowFilter.FLAGGED else answer in missed)
    ]


def filter_words(report: Report, shown: RowFilter) -> Content:
    """Return `Missed: 3 of 10 questions`; empty if all are listed."""
    if shown is RowFilter.ALL:
        return Content("")
    number, total = len(filtered_rows(report, shown)), counted(len(report.answers), "question")
    return Content(f"{shown.value.capitalize()}: {number} of {total}")


def _mark(row: RowOfReport) -> Content:
    if row.answer.sure_and_wrong:
        return Content.styled("!", "bold $text-error")
    return Content.styled("⚑", "$text-warning") if row.answer.flagged else Content(" ")


def _result(row: RowOfReport) -> Content:
    """Return the rating, or else the outcome, in one word."""
    if row.answer.rating is not None:
        return Content.styled(row.answer.rating.words, COLOURS[row.answer.rating])
    outcome = row.answer.outcome
    word = "skipped" if outcome is Outcome.SKIPPED else "open" if row.answer.was_answered else "-"
    return Content.styled(word, MUTED)


def _time_bar(row: RowOfReport) -> Content:
    """Draw the time against its limit; over-run is red and ends in an arrow."""
    share = time_share(row.answer)
    if share is None:
        return Content("")
    over = row.answer.overrun_seconds >= WORTH_TELLING
    drawn = bar(share, TIME_BAR - 1, "$error" if over else "$primary")
    return Content.assemble(drawn, ("▸" if over else " ", "$error"))


def _time_alone(answer: Answer) -> Content:
    """Return the time used, and a word if the limit was reached: `1:37 over`, `2:00 up`."""
    if answer.outcome is None:
        return Content("-")
    used = show_time(answer.answer_seconds)
    if answer.overrun_seconds >= WORTH_TELLING:
        return Content.assemble(used, (" over", "$text-error"))
    up = (" up", "$text-warning") if answer.outcome is Outcome.TIMED_OUT else ""
    return Content.assemble(used, up)


def report_columns(answers: Sequence[Answer]) -> tuple[Column[RowOfReport], ...]:
    """Return the columns of a report's table; narrow ones leave out what an opened answer shows."""
    most = max((len(answer.required) for answer in answers), default=0)
    points = max(len("Points"), len(f"{most} of {most}"))
    time = max((_time_alone(answer).cell_length for answer in answers), default=0)
    return (
        Column("", 1, _mark),
        Column("#", 2, lambda row: Content(str(row.place + 1)), right=True),
        Column("Question", 0, lambda row: Content(first_line(row.answer.question))),
        Column("Topic", 22, lambda row: Content(row.answer.topic), from_width=116),
        Column("Result", 7, _result, below_width=WITH_BARS),
        Column("Result", 13, lambda row: result_cell(row.answer), from_width=WITH_BARS),
        Column("Points", points, lambda row: Content(points_words(row.answer)), right=True),
        Column("Time", max(len("Time"), time), lambda row: _time_alone(row.answer), right=True,
               from_width=62, below_width=WITH_BARS),
        Column("Time", TIME_BAR, _time_bar, from_width=WITH_BARS),
        Column("", 12, lambda row: Content(time_words(row.answer).split(" (")[0]), right=True,
               from_width=WITH_BARS),
        Column("Sure", 4, lambda row: Content(confidence_words(row.answer)), right=True,
               from_width=62),
    )  # fmt: skip


def card_title(document: ReportDocument, part: Part) -> Content:
    """Return the title of a part."""
    match part:
        case Part.URGENT:
            return Content(f"! {part.value}: look at these first")
        case Part.NEXT:
            return Content(document.next_title)
        case Part.TOPICS | Part.DIFFICULTIES:
            return Content(f"{part.value}: key points covered, and solid or strong")
    return Content(part.value)


def card_words(document: ReportDocument, part: Part, width: int, *, side: bool) -> Content:
    """Draw a part in `width` cells; empty if it has nothing to say."""
    blocks = document.part(part)
    if part is Part.DIFFICULTIES and _rows_of(blocks) < 2:
        return Content("")
    if part is Part.NEXT:
        return _coming(blocks, width)
    sign = {Part.URGENT: "! ", Part.FLAGGED: "⚑ "}.get(part, "")
    wraps = side and _entries_of(blocks) <= MOST_WRAPPED
    drawn = []
    for block in blocks:
        if part is Part.CONFIDENCE and isinstance(block, Table):
            drawn.append(square(block, width))
        else:
            room = 0 if isinstance(block, Listing) and not wraps else width
            drawn.append(block_content(block, sign, room))
    return Content("\n").join(drawn)


def _rows_of(blocks: Sequence[Block]) -> int:
    return sum(len(block.rows) for block in blocks if isinstance(block, Table))


def _entries_of(blocks: Sequence[Block]) -> int:
    return sum(len(block.entries) for block in blocks if isinstance(block, Listing))


def closing(plan: str) -> Content:
    """Return what is due over all sessions, and the closing words."""
    return Content("\n").join(filter(None, [Content(plan), Content.styled(CLOSING, MUTED)]))


def _coming(blocks: Sequence[Block], width: int) -> Content:
    """Return the questions of this session to practise again, each with its result."""
    lines = []
    for block in blocks:
        if isinstance(block, Listing):
            number = len(block.entries)
            shown = block.entries[:MOST_LISTED]
            wide = max(len(entry.result.text) for entry in shown)
            lines += [
                Content.assemble(
                    (f"{entry.result.text:<{wide}}  ", WORDS[entry.result.tone]), entry.text
                )
                for entry in shown
            ]
            if number > MOST_LISTED:
                lines.append(Content(f"and {counted(number - MOST_LISTED, 'question')} more"))
        elif isinstance(block, Paragraph) and lines:  # The first is what the title says.
            lines.append(Content(hung(block.text, 0, width)))
    return Content("\n").join(lines)
