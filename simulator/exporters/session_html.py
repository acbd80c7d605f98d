"""Writes sessions as one HTML page that loads nothing, runs nothing and escapes all text."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from datetime import date
from html import escape

from simulator.core.progress import Progress
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
    time_bars,
)
from simulator.core.session import Session
from simulator.core.table import Cell, Table, Tone
from simulator.core.wording import counted, in_a_row, result_words
from simulator.exporters import session_svg as svg
from simulator.exporters.session_style import STYLE
from simulator.text.markdown import markdown_html


def sessions_html(sessions: Sequence[Session], today: date) -> str:
    """Return a page with a report per session; several sessions begin with their trend."""
    reports = [Report(session) for session in sessions]
    documents = [ReportDocument.of(report, today) for report in reports]
    title = documents[0].title if len(documents) == 1 else "Mock interview"
    body = "".join(map(_session, documents, reports))
    return _page(title, (_over_all(sessions) if len(sessions) > 1 else "") + body)


def _page(title: str, body: str) -> str:
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}"
        f"<footer>{CLOSING}</footer>\n</body>\n</html>\n"
    )


def _over_all(sessions: Sequence[Session]) -> str:
    progress = Progress.of(sessions)
    shares = [point.share for point in progress.trend]
    total = progress.total
    lead = result_words(total.solid_or_strong, total.rated).capitalize()
    chart = svg.trend(shares, "Solid or strong, by session") if len(shares) > 1 else ""
    points = f", {total.coverage.words} key points" if total.coverage.of else ""
    return (
        f"<h1>{counted(len(sessions), 'session')}</h1>\n"
        f'<p class="lead">{lead}{points}.</p>\n'
        f"{chart}\n"
    )


def _session(document: ReportDocument, report: Report) -> str:
    facts = ", ".join(document.facts)
    parts = [
        f'<section class="session">\n<h1>{escape(document.title)}</h1>\n'
        f'<p class="soft">{escape(facts[:1].upper() + facts[1:])}</p>',
        f'<p class="lead">{escape(document.sentence)}</p>',
        f"<p>{escape(' '.join(document.topics))}</p>" if document.topics else "",
        _boxed("urgent", Part.URGENT, document.part(Part.URGENT)),
        _next(document),
        _titled(Part.TAKE, document),
        _titled(Part.GAINED, document),
        _titled(Part.QUESTIONS, document),
        _titled(Part.TOPICS, document),
        _titled(Part.DIFFICULTIES, document),
        _times(report, document),
        _titled(Part.CONFIDENCE, document),
        "<h2>Answers in full</h2>",
        *map(_card, document.answers),
        "</section>\n",
    ]
    return "\n".join(filter(None, parts))


def _titled(part: Part, document: ReportDocument) -> str:
    blocks = document.part(part)
    if not blocks:
        return ""
    bars = any(isinstance(block, Table) and block.shares for block in blocks)
    covered = ": key points covered" if bars else ""
    return f"<h2>{part.value}{covered}</h2>\n{_blocks(blocks)}"


def _boxed(name: str, part: Part, blocks: Sequence[Block], more: str = "") -> str:
    inner = _blocks(blocks) + more
    return f'<div class="{name}"><h2>{part.value}</h2>{inner}</div>' if inner else ""


def _next(document: ReportDocument) -> str:
    more = "".join(
        f"<p>{part.value}: {escape(_joined(document.part(part)))}</p>"
        for part in (Part.STRONGEST, Part.FLAGGED)
        if document.part(part)
    )
    return _boxed("next", Part.NEXT, document.part(Part.NEXT), more)


def _joined(blocks: Sequence[Block]) -> str:
    texts = [block.text for block in blocks if isinstance(block, Paragraph)]
    texts += [e.text for block in blocks if isinstance(block, Listing) for e in block.entries]
    return in_a_row(texts)


def _times(report: Report, document: ReportDocument) -> str:
    chart = svg.times(time_bars(report))
    return (
        f"<h2>Time used, and the limit</h2>\n{chart}\n{_blocks(document.part(Part.TIME))}"
        * bool(chart)
    )


def _card(answer: AnswerPart) -> str:
    return (
        f'<article class="card"><h3>{answer.number}.</h3><div class="asked">'
        f"{markdown_html(answer.question)}</div>"
        f'<p class="soft">{escape(answer.topic)}</p>{_blocks(answer.blocks)}</article>'
    )


def _blocks(blocks: Sequence[Block]) -> str:
    return "".join(map(_block, blocks))


def _block(block: Block) -> str:
    match block:
        case Paragraph(text):
            return f"<p>{escape(text)}</p>"
        case Facts(facts):
            return f'<p class="soft">{" · ".join(map(_span, facts))}</p>'
        case Listing(entries):
            items = (
                f"<li>{escape(entry.text)}"
                + (f'<br><span class="soft">{escape(entry.under)}</span>' if entry.under else "")
                + "</li>"
                for entry in entries
            )
            return f"<ul>{''.join(items)}</ul>"
        case Table() if block.shares:
            return svg.bars([_bar(*each) for each in zip(block.rows, block.shares, strict=True)])
        case Table():
            return _table(block)
        case Quote(title, text, True):
            return f'<h4>{escape(title)}</h4><div class="model">{markdown_html(text)}</div>'
        case Quote(title, text, _):
            return f'<h4>{escape(title)}</h4><div class="own">{escape(text.strip())}</div>'
        case Ticks():
            return _ticks(block)


def _bar(row: Sequence[Cell], share: float | None) -> tuple[str, float | None, str]:
    name, good, points, _ = row
    return name.text, share, f"{points.text} · {good.text}"


def _table(table: Table) -> str:
    right = [' class="n"' if column.right else "" for column in table.columns]
    head = "".join(
        f"<th{side}>{column.name}</th>" for column, side in zip(table.columns, right, strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(f"<td{side}>{_span(cell)}</td>" for cell, side in zip(row, right, strict=True))
        + "</tr>"
        for row in table.rows
    )
    kind = "" if len(table.columns) > 3 else ' class="square"'
    return f"<table{kind}><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _span(cell: Cell) -> str:
    text = escape(cell.text)
    match cell.tone:
        case Tone.PLAIN:
            return text
        case Tone.SOFT:
            return f'<span class="soft">{text}</span>'
        case tone:
            return f'<span class="tag {tone.value}">{text}</span>'


def _ticks(ticks: Ticks) -> str:
    items = []
    for tick in ticks.ticks:
        mark = '<b class="good">✓</b>' if tick.covered else '<b class="poor">·</b>'
        tail = ' <span class="poor">missed</span>' if tick.missed else ""
        bonus = '<span class="soft">bonus: </span>' if tick.bonus else ""
        words = markdown_html(tick.text).strip()
        if words.count("<p>") == 1 and words.startswith("<p>") and words.endswith("</p>"):
            words = words[3:-4]
        items.append(f"<li>{mark}{bonus}{words}{tail}</li>")
    return f'<h4>{escape(ticks.title)}</h4><ul class="points">{"".join(items)}</ul>'
