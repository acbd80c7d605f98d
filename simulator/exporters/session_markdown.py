"""Sessions as Markdown, to keep in notes or show to somebody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from simulator.core.figures import Group
from simulator.core.report import Report
from simulator.core.session import Answer, Session
from simulator.core.times import show_time
from simulator.core.wording import (
    banks_words,
    confidence_words,
    first_line,
    outcome_words,
    percent,
    points_words,
    rating_words,
    show_moment,
    time_words,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LINE_START = re.compile(r"^(\s*(?=[-+=])|\s*\d+(?=[.)]))")
_CODE = re.compile(r"(^(?:```|~~~).*?^(?:```|~~~)[^\n]*$|`[^`\n]*`)", re.MULTILINE | re.DOTALL)


def sessions_markdown(sessions: Sequence[Session], today: date) -> str:
    """The reports one after another, parted by rules."""
    return "\n---\n\n".join(session_markdown(session, today) for session in sessions)


def session_markdown(session: Session, today: date) -> str:
    """The whole report of one session."""
    report = Report(session)
    setup = session.setup
    parts = [
        f"# {literal(banks_words(setup.banks))}, {show_moment(session.started_at)}",
        f"{setup.mode.value.capitalize()}, {show_time(session.seconds)}, {session.status.value}.",
        f"**{report.sentence}**",
        _urgent(report),
        _overview(report),
        _groups("Topic", report.by_topic),
        _groups("Difficulty", report.by_difficulty),
        report.time_sentence,
        _calibration(report),
        _next(report, today),
        *(_answer(number, answer) for number, answer in enumerate(report.answers, 1)),
        "*Self-rated practice, not a prediction.*",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def literal(text: str) -> str:
    """A text from a file as Markdown shows it unchanged, on one line."""
    line = " ".join(text.split())
    return _LINE_START.sub(r"\1\\", _SPECIAL.sub(r"\\\1", line))


def without_html(markdown: str) -> str:
    """Markdown from a bank in which no tag is live; code stays as it is."""
    parts = _CODE.split(markdown)
    return "".join(
        part if place % 2 else part.replace("<", "\\<") for place, part in enumerate(parts)
    )


def fenced(text: str) -> str:
    """A text word for word, in a fence longer than any within it."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text.rstrip()}\n{fence}"


def _urgent(report: Report) -> str:
    if not report.sure_and_wrong:
        return ""
    lines = ["## Sure and wrong", ""]
    for answer in report.sure_and_wrong:
        lines.append(f"- {literal(first_line(answer.question))}")
        lines += [f"  - missed: {literal(p.text)}" for p in answer.required if not p.covered]
    return "\n".join(lines)


def _overview(report: Report) -> str:
    lines = [
        "| # | Question | Result | Points | Time | Sure |",
        "|--:|----------|--------|-------:|-----:|-----:|",
    ]
    for number, answer in enumerate(report.answers, 1):
        flag = " (flagged)" if answer.flagged else ""
        cells = (
            str(number),
            literal(first_line(answer.question)) + flag,
            rating_words(answer),
            points_words(answer),
            time_words(answer),
            confidence_words(answer),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _groups(title: str, groups: tuple[Group, ...]) -> str:
    if not any(group.rated for group in groups):
        return ""
    lines = [
        f"| {title} | Solid or strong | Key points covered |",
        "|---|---:|---:|",
    ]
    for group in groups:
        share = percent(group.coverage.share)
        lines.append(
            f"| {literal(group.name)} | {group.solid_or_strong} of {group.rated} | {share} |"
        )
    return "\n".join(lines)


def _calibration(report: Report) -> str:
    cells = report.calibration
    if not cells.total:
        return ""
    return "\n".join(
        [
            "| Confidence | Solid or strong | Partial or less |",
            "|---|---:|---:|",
            f"| sure (4-5) | {cells.sure_right} | {cells.sure_wrong} |",
            f"| unsure (1-3) | {cells.unsure_right} | {cells.unsure_wrong} |",
            "",
            report.calibration_sentence,
        ]
    )


def _next(report: Report, today: date) -> str:
    coming = report.next_up(today)
    lines = []
    if report.strongest is not None:
        lines.append(f"Your strongest answer: {literal(first_line(report.strongest.question))}.")
    if coming is not None:
        lines += ["", "## What next", "", coming.sentence(today), ""]
        lines += [f"- {literal(first_line(answer.question))}" for answer in coming.answers]
    return "\n".join(lines)


def _answer(number: int, answer: Answer) -> str:
    facts = outcome_words(answer)
    if answer.outcome is not None:
        facts += f", {time_words(answer)}"
    if answer.given:
        facts += (
            f", key points {points_words(answer)}, {rating_words(answer)}, "
            f"confidence {confidence_words(answer)}"
        )
    if answer.think_seconds >= 1:
        facts += f", thought for {show_time(answer.think_seconds)}"
    parts = [f"## {number}. {literal(answer.question)}", f"*{literal(answer.topic)}: {facts}*"]
    if answer.text.strip():
        parts += ["**Your words**", fenced(answer.text)]
    if answer.model_answer.strip():
        quoted = without_html(answer.model_answer.strip()).splitlines()
        parts += ["**Model answer**", "\n".join(f"> {line}".rstrip() for line in quoted)]
    if answer.key_points:
        parts.append(
            "\n".join(
                f"- [{'x' if p.covered else ' '}] {'bonus: ' if p.bonus else ''}{literal(p.text)}"
                for p in answer.key_points
            )
        )
    if answer.note.strip():
        parts.append(f"**Next time I will say:** {literal(answer.note)}")
    parts += [
        f"Judged again, blind, {show_moment(again.at)}: {again.rating.words}"
        for again in answer.rerated
    ]
    return "\n\n".join(parts)
