"""Sessions as one HTML page: nothing is loaded, no script runs, no text of a file is live."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence
from datetime import date
from html import escape

from markdown_it import MarkdownIt

from simulator.core.figures import Group
from simulator.core.progress import Progress
from simulator.core.report import Report
from simulator.core.session import Answer, Session
from simulator.core.states import Rating
from simulator.core.times import show_time
from simulator.core.wording import (
    banks_words,
    confidence_words,
    counted,
    first_line,
    outcome_words,
    points_words,
    rating_words,
    show_moment,
    time_words,
)
from simulator.exporters import session_svg as svg
from simulator.exporters.session_style import STYLE

_CLASSES = {Rating.NOT_YET: "poor", Rating.PARTIAL: "fair"}


def sessions_html(sessions: Sequence[Session], today: date) -> str:
    """One page with a report for each session; several begin with the trend over all."""
    draw = _markdown()
    title = "Mock interview"
    if len(sessions) == 1:
        setup = sessions[0].setup
        title = f"{banks_words(setup.banks)}, {show_moment(sessions[0].started_at)}"
    body = "".join(_session(Report(session), today, draw) for session in sessions)
    return _page(title, (_over_all(sessions) if len(sessions) > 1 else "") + body)


def _page(title: str, body: str) -> str:
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}"
        "<footer>Self-rated practice, not a prediction.</footer>\n</body>\n</html>\n"
    )


def _over_all(sessions: Sequence[Session]) -> str:
    progress = Progress.of(sessions)
    shares = [point.share for point in progress.trend]
    total = progress.total
    lead = f"{total.solid_or_strong} of {total.rated} solid or strong"
    chart = svg.trend(shares, "Solid or strong, by session") if len(shares) > 1 else ""
    return (
        f"<h1>{counted(len(sessions), 'session')}</h1>\n"
        f'<p class="lead">{lead}, {total.coverage.covered} of {total.coverage.of} key points.</p>\n'
        f"{chart}\n"
    )


def _session(report: Report, today: date, draw: Callable[[str], str]) -> str:
    session = report.session
    facts = (
        f"{session.setup.mode.value.capitalize()}, {counted(len(report.answers), 'question')}, "
        f"{show_time(session.seconds)}, {session.status.value}"
    )
    title = f"{banks_words(session.setup.banks)}, {show_moment(session.started_at)}"
    parts = [
        f'<section class="session">\n<h1>{escape(title)}</h1>\n<p class="soft">{facts}</p>',
        f'<p class="lead">{escape(report.sentence)}</p>',
        _urgent(report),
        _next(report, today),
        f"<h2>Questions</h2>\n{_overview(report)}",
        _charts(report),
        "<h2>Answers in full</h2>",
        *(_card(number, answer, draw) for number, answer in enumerate(report.answers, 1)),
        "</section>\n",
    ]
    return "\n".join(part for part in parts if part)


def _urgent(report: Report) -> str:
    if not report.sure_and_wrong:
        return ""
    items = []
    for answer in report.sure_and_wrong:
        missed = "; ".join(p.text for p in answer.required if not p.covered)
        tail = f'<br><span class="soft">missed: {escape(missed)}</span>' if missed else ""
        items.append(f"<li>{escape(first_line(answer.question))}{tail}</li>")
    return f'<div class="urgent"><h2>Sure and wrong</h2><ul>{"".join(items)}</ul></div>'


def _next(report: Report, today: date) -> str:
    parts = []
    coming = report.next_up(today)
    if coming is not None:
        items = "".join(f"<li>{escape(first_line(a.question))}</li>" for a in coming.answers)
        parts.append(f"<p><strong>{coming.sentence(today)}</strong></p><ul>{items}</ul>")
    if report.strongest is not None:
        best = escape(first_line(report.strongest.question))
        parts.append(f"<p>Your strongest answer: {best}</p>")
    if report.flagged:
        flagged = "; ".join(first_line(answer.question) for answer in report.flagged)
        parts.append(f"<p>You flagged: {escape(flagged)}</p>")
    return f'<div class="next"><h2>What next</h2>{"".join(parts)}</div>' if parts else ""


def _overview(report: Report) -> str:
    rows = []
    for number, answer in enumerate(report.answers, 1):
        flag = ' <span class="fair">⚑ flagged</span>' if answer.flagged else ""
        rows.append(
            f'<tr><td class="n">{number}</td><td>{escape(first_line(answer.question))}{flag}</td>'
            f"<td>{_rating(answer)}</td>"
            f'<td class="n">{points_words(answer)}</td><td class="n">{time_words(answer)}</td>'
            f'<td class="n">{confidence_words(answer)}</td></tr>'
        )
    head = (
        '<tr><th class="n">#</th><th>Question</th><th>Result</th><th class="n">Points</th>'
        '<th class="n">Time</th><th class="n">Sure</th></tr>'
    )
    return f"<table><thead>{head}</thead><tbody>{''.join(rows)}</tbody></table>"


def _rating(answer: Answer) -> str:
    words = escape(rating_words(answer))
    if answer.rating is None:
        return f'<span class="soft">{words}</span>'
    return f'<span class="tag {_CLASSES.get(answer.rating, "good")}">{words}</span>'


def _charts(report: Report) -> str:
    parts = []
    for title, groups in (("By topic", report.by_topic), ("By difficulty", report.by_difficulty)):
        rows = [_bar_row(group) for group in groups if group.rated]
        if rows:
            parts.append(f"<h2>{title}: key points covered</h2>\n{svg.bars(rows, title)}")
    chart = svg.times(report.answers)
    if chart:
        parts.append(f"<h2>Time used, and the limit</h2>\n{chart}\n<p>{report.time_sentence}</p>")
    cells = report.calibration
    if cells.total:
        parts.append(
            "<h2>Confidence against result</h2>\n"
            '<table class="square"><tr><th></th><th class="n">solid or strong</th>'
            '<th class="n">partial or less</th></tr>'
            f'<tr><th>sure (4-5)</th><td class="n good">{cells.sure_right}</td>'
            f'<td class="n poor">{cells.sure_wrong}</td></tr>'
            f'<tr><th>unsure (1-3)</th><td class="n">{cells.unsure_right}</td>'
            f'<td class="n">{cells.unsure_wrong}</td></tr></table>'
            f"<p>{escape(report.calibration_sentence)}</p>"
        )
    return "\n".join(parts)


def _bar_row(group: Group) -> tuple[str, float | None, str]:
    words = f"{group.coverage.covered} of {group.coverage.of}"
    return group.name, group.coverage.share, f"{words} · {group.solid_or_strong} of {group.rated}"


def _card(number: int, answer: Answer, draw: Callable[[str], str]) -> str:
    facts = [f"{escape(answer.topic)}, {answer.difficulty.value}", outcome_words(answer)]
    if answer.outcome is not None:
        facts.append(time_words(answer))
    if answer.think_seconds >= 1:
        facts.append(f"thought for {show_time(answer.think_seconds)}")
    if answer.given:
        facts.append(f"key points {points_words(answer)}")
        facts.append(_rating(answer))
        facts.append(f"confidence {confidence_words(answer)}")
    parts = [
        f'<article class="card"><h3>{number}. {escape(answer.question)}</h3>',
        f'<p class="soft">{" · ".join(facts)}</p>',
    ]
    if answer.text.strip():
        parts.append(f'<h4>Your words</h4><div class="own">{escape(answer.text.strip())}</div>')
    if answer.model_answer.strip():
        parts.append(f'<h4>Model answer</h4><div class="model">{draw(answer.model_answer)}</div>')
    if answer.key_points:
        parts.append(f'<h4>Key points</h4><ul class="points">{_points(answer)}</ul>')
    if answer.note.strip():
        parts.append(f"<h4>Next time I will say</h4><p>{escape(answer.note)}</p>")
    parts += [
        f'<p class="soft">Judged again, blind, {show_moment(r.at)}: {r.rating.words}</p>'
        for r in answer.rerated
    ]
    return "".join(parts) + "</article>"


def _points(answer: Answer) -> str:
    items = []
    for point in answer.key_points:
        mark = '<b class="good">✓</b>' if point.covered else '<b class="poor">·</b>'
        missed = answer.rating is not None and not point.covered and not point.bonus
        tail = ' <span class="poor">missed</span>' if missed else ""
        bonus = '<span class="soft">bonus: </span>' if point.bonus else ""
        items.append(f"<li>{mark}{bonus}{escape(point.text)}{tail}</li>")
    return "".join(items)


def _markdown() -> Callable[[str], str]:
    """Draws Markdown of a bank: no tags, no links, no pictures come through."""
    parser = MarkdownIt("commonmark", {"html": False}).disable(["link", "image", "autolink"])
    return lambda text: str(parser.render(text))
