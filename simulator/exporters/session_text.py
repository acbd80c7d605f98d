"""A session as plain text, for a terminal or a pipe."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from datetime import date

from simulator.core.figures import Group
from simulator.core.report import Report
from simulator.core.session import Answer, Session
from simulator.core.times import show_time
from simulator.core.wording import (
    banks_words,
    confidence_words,
    counted,
    first_line,
    outcome_words,
    percent,
    points_words,
    rating_words,
    show_moment,
    time_words,
)

WIDTH = 100
"""Columns that prose is wrapped to."""


def sessions_text(sessions: Sequence[Session], today: date) -> str:
    """The reports of sessions, one below the other."""
    return "\n\n".join(session_text(session, today) for session in sessions)


def session_text(session: Session, today: date) -> str:
    """The whole report of a session; ends with a line feed."""
    report = Report(session)
    parts = [_head(report), report.sentence, *_urgent(report)]
    parts += [_answer(number, answer) for number, answer in enumerate(report.answers, 1)]
    parts += [_groups("By topic", report.by_topic), _groups("By difficulty", report.by_difficulty)]
    parts += [report.time_sentence, _calibration(report)]
    if report.strongest is not None:
        parts.append(f"Your strongest answer: {first_line(report.strongest.question)}")
    if report.flagged:
        parts.append("You flagged:\n" + _items(first_line(a.question) for a in report.flagged))
    parts.append(_next(report, today))
    parts.append("Self-rated practice, not a prediction.")
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(report: Report) -> str:
    session = report.session
    title = f"{banks_words(session.setup.banks)}, {show_moment(session.started_at)}"
    facts = f"{session.setup.mode.value}, {counted(len(session.answers), 'question')}, "
    return f"{title}\n{facts}{show_time(session.seconds)}, {session.status.value}"


def _urgent(report: Report) -> list[str]:
    if not report.sure_and_wrong:
        return []
    lines = []
    for answer in report.sure_and_wrong:
        missed = [point.text for point in answer.required if not point.covered]
        tail = f"\nmissed: {'; '.join(missed)}" if missed else ""
        lines.append(first_line(answer.question) + tail)
    return ["Sure and wrong:\n" + _items(lines)]


def _answer(number: int, answer: Answer) -> str:
    facts = [outcome_words(answer)]
    if answer.outcome is not None:
        facts.append(time_words(answer))
    if answer.think_seconds >= 1:
        facts.append(f"thought for {show_time(answer.think_seconds)}")
    if answer.given:
        facts += [
            f"key points {points_words(answer)}",
            rating_words(answer),
            f"confidence {confidence_words(answer)}",
        ]
    if answer.flagged:
        facts.append("flagged")
    lines = [_wrapped(f"{number}. ", answer.question), f"   {', '.join(facts)}"]
    lines += [_wrapped("   Your words: ", answer.text)] if answer.text.strip() else []
    lines += [_wrapped("   Model answer: ", answer.model_answer)] if answer.model_answer else []
    for point in answer.key_points:
        bonus = "bonus: " if point.bonus else ""
        lines.append(_wrapped(f"   {'[x]' if point.covered else '[ ]'} ", bonus + point.text))
    lines += [_wrapped("   Next time I will say: ", answer.note)] if answer.note else []
    lines += [
        f"   Judged again, blind, {show_moment(again.at)}: {again.rating.words}"
        for again in answer.rerated
    ]
    return "\n".join(lines)


def _wrapped(first: str, text: str) -> str:
    """The text wrapped under itself, its own lines kept."""
    indent = " " * (3 if len(first) > 12 else len(first))
    lines: list[str] = []
    for line in text.splitlines() or [""]:
        start = first if not lines else indent
        lines += textwrap.wrap(line, WIDTH, initial_indent=start, subsequent_indent=indent) or [
            start.rstrip()
        ]
    return "\n".join(lines)


def _items(texts: Iterable[str]) -> str:
    return "\n".join("- " + text.replace("\n", "\n  ") for text in texts)


def _groups(title: str, groups: tuple[Group, ...]) -> str:
    rated = [group for group in groups if group.rated]
    if not rated:
        return ""
    wide = min(40, max(len(group.name) for group in rated))
    lines = [
        f"  {group.name[:wide]:{wide}}  {group.solid_or_strong} of {group.rated} solid or strong, "
        f"key points {percent(group.coverage.share)}"
        for group in rated
    ]
    return "\n".join([title, *lines])


def _calibration(report: Report) -> str:
    cells = report.calibration
    if not cells.total:
        return ""
    rows = (
        f"{'':14}{'solid or strong':>16}{'partial or less':>17}",
        f"  {'sure (4-5)':12}{cells.sure_right:>16}{cells.sure_wrong:>17}",
        f"  {'unsure (1-3)':12}{cells.unsure_right:>16}{cells.unsure_wrong:>17}",
    )
    return "\n".join(["Confidence against result", *rows, report.calibration_sentence])


def _next(report: Report, today: date) -> str:
    coming = report.next_up(today)
    if coming is None:
        return ""
    questions = _items(first_line(answer.question) for answer in coming.answers)
    return f"{coming.sentence(today)}\n{questions}"
