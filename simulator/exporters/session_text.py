"""Writes a session as plain text for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from simulator.core.report import Report
from simulator.core.report_document import (
    CLOSING,
    AnswerPart,
    Block,
    Facts,
    Listing,
    Paragraph,
    Part,
    Quote,
    ReportDocument,
    Ticks,
)
from simulator.core.session import Session
from simulator.core.table import Table
from simulator.text.cleaning import cell_width
from simulator.text.markdown import Line, Span, markdown_lines
from simulator.text.wrapping import wrapped

WIDTH = 100
"""The widest column prose is wrapped to, in files and wide terminals."""

NARROWEST = 40
"""The narrowest column prose is wrapped to, however narrow the terminal."""

_INDENT = "   "
_BEFORE_THE_ANSWERS = (Part.URGENT, Part.TAKE, Part.GAINED)


def sessions_text(sessions: Sequence[Session], today: date, columns: int | None = None) -> str:
    """Return the reports of sessions, one below the other."""
    return "\n\n".join(session_text(session, today, columns) for session in sessions)


def session_text(session: Session, today: date, columns: int | None = None) -> str:
    """Return the report of a session, ending with a line feed.

    `columns` is the width of the terminal it is printed on, if any.
    """
    width = WIDTH if columns is None else min(WIDTH, max(NARROWEST, columns))
    document = ReportDocument.of(Report(session), today)
    parts = [
        f"{document.title}\n{', '.join(document.facts)}",
        _wrap("\n".join([document.sentence, *document.topics]), width),
    ]
    told = {part: _part(part, blocks, width) for part, blocks in document.parts.items()}
    told.pop(Part.QUESTIONS, None)  # The answers below are in full.
    parts += [told.pop(part, "") for part in _BEFORE_THE_ANSWERS]
    parts += [_answer(answer, width) for answer in document.answers]
    parts += told.values()
    parts.append(CLOSING)
    return "\n\n".join(filter(None, parts)) + "\n"


def _part(part: Part, blocks: Sequence[Block], width: int) -> str:
    text = "\n".join(_block(block, width) for block in blocks)
    if part in (Part.TIME, Part.NEXT):
        return text
    if part is Part.STRONGEST:
        return _wrap(f"{part.value}: {' '.join(text.split())}", width)
    return f"{part.value}{':' if part in (Part.URGENT, Part.FLAGGED) else ''}\n{text}"


def _answer(answer: AnswerPart, width: int) -> str:
    number = f"{answer.number}. "
    lines = [_lines(markdown_lines(answer.question), width, number, " " * len(number))]
    lines += [_block(block, width, _INDENT) for block in answer.blocks]
    return "\n".join(lines)


def _block(block: Block, width: int, indent: str = "") -> str:
    match block:
        case Paragraph(text):
            return _wrap(text, width, indent)
        case Facts(facts):
            return _wrap(", ".join(fact.text for fact in facts), width, indent)
        case Listing(entries):
            return "\n".join(
                _wrap(entry.text, width, f"{indent}- ", f"{indent}  ")
                + (f"\n{_wrap(entry.under, width, f'{indent}  ')}" if entry.under else "")
                for entry in entries
            )
        case Table():
            return _table(block, f"{indent}  ")
        case Quote(title, text, markdown):
            lines = markdown_lines(text) if markdown else _literal(text)
            return _lines(lines, width, f"{indent}{title}: ", indent)
        case Ticks(_, ticks):
            return "\n".join(
                _lines(
                    markdown_lines(tick.text),
                    width,
                    f"{indent}[{'x' if tick.covered else ' '}] {'bonus: ' if tick.bonus else ''}",
                    f"{indent}    ",
                )
                for tick in ticks
            )


def _literal(text: str) -> list[Line]:
    """Return the lines of a text verbatim; they may be wrapped."""
    return [Line((Span(line),)) for line in text.strip("\n").splitlines()]


def _lines(lines: Sequence[Line], width: int, first: str, indent: str) -> str:
    """Wrap lines under themselves, except aligned columns and code.

    Content that can't follow `first` on its line begins below it.
    """
    out: list[str] = []
    start = first
    for line in lines:
        if line.kind == "text" and not line.lead:
            if line.text:
                out.append(_wrap(line.text, width, start, indent))
                start = indent
        elif line.kind == "blank":
            out.append("")
        else:
            if start is first and start.strip():
                out.append(start.rstrip())
            start = indent
            held = indent + line.lead
            under = indent + " " * cell_width(line.lead)
            out.append(
                _wrap(line.text, width, held, under) if line.kind == "text" else held + line.text
            )
    return "\n".join(out)


def _wrap(text: str, width: int, first: str = "", indent: str | None = None) -> str:
    """Wrap every line of a text; `first` precedes the first one."""
    under = first if indent is None else indent
    lines: list[str] = []
    for line in text.split("\n"):
        lines += wrapped(line, width, under if lines else first, under)
    return "\n".join(lines)


def _table(table: Table, indent: str) -> str:
    """Align the columns by terminal cells."""
    rows = [[column.name for column in table.columns]]
    rows += [[cell.text for cell in row] for row in table.rows]
    wide = [max(cell_width(row[at]) for row in rows) for at in range(len(table.columns))]
    return "\n".join(
        (
            indent
            + "  ".join(
                " " * (wide[at] - cell_width(text)) + text
                if table.columns[at].right
                else text + " " * (wide[at] - cell_width(text))
                for at, text in enumerate(row)
            )
        ).rstrip()
        for row in rows
    )
