"""The parts of a report as they are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from textual.content import Content

from simulator.core.figures import Group
from simulator.core.report import Report
from simulator.core.session import Answer
from simulator.core.times import show_time
from simulator.core.wording import (
    confidence_words,
    counted,
    first_line,
    points_words,
    time_words,
)
from simulator.ui.history.answer_text import result_cell
from simulator.ui.widgets.charts import bars, calibration_square
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.row_list import Column


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
    return Content(show_time(seconds) if seconds >= 1 else "-")


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
    return (
        Content.styled(f"+{show_time(seconds)}", "$text-warning") if seconds >= 1 else Content("")
    )


def urgent(report: Report) -> Content:
    """The sure and wrong ones, each with the points it missed; empty where there are none."""
    wrong = report.sure_and_wrong
    if not wrong:
        return Content("")
    lines = [Content.styled("Sure and wrong: look at these first", "bold $text-error")]
    for answer in wrong:
        missed = [point.text for point in answer.required if not point.covered]
        lines.append(Content.assemble(("! ", "$text-error"), first_line(answer.question)))
        if missed:
            shown = " · ".join(first_line(text, 60) for text in missed[:4])
            more = f" · and {len(missed) - 4} more" if len(missed) > 4 else ""
            lines.append(Content.assemble(("  missed: ", MUTED), shown, more))
        elif answer.wrong:
            lines.append(Content.styled("  something in it was wrong", MUTED))
    return Content("\n").join(lines)


def group_rows(groups: tuple[Group, ...]) -> list[tuple[str, float | None, str | Content]]:
    """Lines for `bars`: the coverage, the least first, and how many were solid or strong."""
    rows: list[tuple[str, float | None, str | Content]] = [
        (
            group.name,
            group.coverage.share,
            f"{group.coverage.covered} of {group.coverage.of}"
            + f"{f'{group.solid_or_strong} of {group.rated}':>10}",
        )
        for group in groups
        if group.rated
    ]
    return sorted(rows, key=lambda row: 2.0 if row[1] is None else row[1])


def charts(report: Report, width: int) -> Content:
    """Bars by topic and difficulty, time used, and confidence against result."""
    if not report.rated:
        return Content("")
    note = ("   key points covered, and answers solid or strong", MUTED)
    parts = [
        Content.assemble(("By topic", "bold"), note, "\n", bars(group_rows(report.by_topic), width))
    ]
    if len(report.by_difficulty) > 1:
        by_difficulty = bars(group_rows(report.by_difficulty), width)
        parts.append(Content.assemble(("By difficulty", "bold"), "\n", by_difficulty))
    if report.time_sentence:
        parts.append(Content.assemble(("Time", "bold"), "\n", report.time_sentence))
    if report.calibration.total:
        square = calibration_square(report.calibration)
        words = report.calibration_sentence
        parts.append(
            Content.assemble(("Confidence against result", "bold"), "\n", square, "\n", words)
        )
    return Content("\n\n").join(parts)


def closing(report: Report, today: date, plan: str, practise: str) -> Content:
    """The strongest answer, the flagged ones, and what to do next; `practise`: the key for it."""
    parts = []
    if report.strongest is not None:
        parts.append(
            Content.assemble(
                ("Your strongest answer", "bold"), "\n", first_line(report.strongest.question)
            )
        )
    if report.flagged:
        lines = [Content.assemble("⚑ ", first_line(answer.question)) for answer in report.flagged]
        parts.append(Content.assemble(("You flagged", "bold"), "\n", Content("\n").join(lines)))
    lines = _coming(report, today, practise)
    if plan:
        lines.append(Content(plan))
    if lines:
        parts.append(Content.assemble(("What next", "bold"), "\n", Content("\n").join(lines)))
    parts.append(Content.styled("Self-rated practice, not a prediction.", MUTED))
    return Content("\n\n").join(parts)


def _coming(report: Report, today: date, practise: str) -> list[Content]:
    """When to practise what of this session again, and the key that does it now."""
    coming = report.next_up(today)
    if coming is None:
        return []
    lines = [Content.styled(coming.sentence(today), "bold $text-accent")]
    lines += [Content.assemble("· ", first_line(answer.question)) for answer in coming.answers[:8]]
    if len(coming.answers) > 8:
        lines.append(Content(f"and {counted(len(coming.answers) - 8, 'question')} more"))
    if coming.missed:
        them = "them" if len(coming.answers) > 1 else "it"
        lines.append(Content.assemble((practise, "bold $text-accent"), f" practises {them} now"))
    return lines
