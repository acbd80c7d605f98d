"""Writes sessions as Markdown, for notes or to show somebody."""

from __future__ import annotations

import re
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
from simulator.text.markdown import joined_lines
from simulator.text.markdown_safe import harmless

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LINE_START = re.compile(r"^(\s*(?=[-+=])|\s*\d+(?=[.)]))")
_ENDS_PARAGRAPH = re.compile(r"\s*$|\s*(?:```|~~~)")
_NO_PARAGRAPH = re.compile(r"\s*(?:[-*+>|]|\d+[.)])\s")
_HEADING_SIGNS = re.compile(r"^#{1,6}\s+|\s+#+$")
_WITH_HEADING = (Part.URGENT, Part.TAKE, Part.GAINED, Part.FLAGGED, Part.NEXT)


def sessions_markdown(sessions: Sequence[Session], today: date) -> str:
    """Return the reports one after another, separated by rules."""
    return "\n---\n\n".join(session_markdown(session, today) for session in sessions)


def session_markdown(session: Session, today: date) -> str:
    """Return the whole report of one session."""
    document = ReportDocument.of(Report(session), today)
    facts = literal(", ".join(document.facts))
    parts = [
        f"# {literal(document.title)}",
        f"{facts[:1].upper()}{facts[1:]}.",
        f"**{literal(document.sentence)}**",
        literal(" ".join(document.topics)),
        *(_part(part, blocks) for part, blocks in document.parts.items()),
        *map(_answer, document.answers),
        f"*{CLOSING}*",
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def literal(text: str) -> str:
    """Escape a text onto one line, so that Markdown shows it unchanged."""
    line = " ".join(text.split())
    return _LINE_START.sub(r"\1\\", _SPECIAL.sub(r"\\\1", line))


def fenced(text: str) -> str:
    """Fence a text verbatim; the fence is longer than any within it."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text.rstrip()}\n{fence}"


def _part(part: Part, blocks: Sequence[Block]) -> str:
    text = "\n\n".join(map(_block, blocks))
    if text and part is Part.STRONGEST:
        return f"{part.value}: {text}"
    return f"## {part.value}\n\n{text}" if text and part in _WITH_HEADING else text


def _answer(answer: AnswerPart) -> str:
    head, rest = _head_and_rest(harmless(answer.question.strip()))
    parts = [f"## {answer.number}. {head}".rstrip(), rest]
    parts += [_block(block, answer.topic) for block in answer.blocks]
    return "\n\n".join(filter(None, parts))


def _head_and_rest(question: str) -> tuple[str, str]:
    """Split a question into its first paragraph, on one line for a heading, and the rest."""
    lines = question.split("\n")
    end = next((at for at, line in enumerate(lines) if _ENDS_PARAGRAPH.match(line)), len(lines))
    if not end or (len(lines) > 1 and _NO_PARAGRAPH.match(lines[0])):
        return "", question
    head = joined_lines("\n".join(lines[:end]))
    return _HEADING_SIGNS.sub("", head), "\n".join(lines[end:]).strip("\n")


def _block(block: Block, topic: str = "") -> str:
    match block:
        case Paragraph(text):
            return literal(text)
        case Facts(facts):
            return f"*{literal(topic)}: {', '.join(literal(fact.text) for fact in facts)}*"
        case Listing(entries):
            return "\n".join(
                f"- {literal(entry.text)}"
                + (f"\n  - {literal(entry.under)}" if entry.under else "")
                for entry in entries
            )
        case Table():
            return _table(block)
        case Quote(title, text, True):
            lines = harmless(text).splitlines()
            return f"**{literal(title)}**\n\n" + "\n".join(f"> {line}".rstrip() for line in lines)
        case Quote("Your words" as title, text, _):
            return f"**{title}**\n\n{fenced(text)}"
        case Quote(title, text, _):
            return f"**{literal(title)}:** {literal(text)}"
        case Ticks(_, ticks):
            return "\n".join(
                f"- [{'x' if tick.covered else ' '}] {'bonus: ' if tick.bonus else ''}"
                + harmless(tick.text).replace("\n", "\n  ")
                for tick in ticks
            )


def _table(table: Table) -> str:
    head = " | ".join(literal(column.name) for column in table.columns)
    rule = "|".join("---:" if column.right else "---" for column in table.columns)
    rows = [" | ".join(literal(cell.text) for cell in row) for row in table.rows]
    return "\n".join([f"| {head} |", f"|{rule}|", *(f"| {row} |" for row in rows)])
