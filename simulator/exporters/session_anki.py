"""Writes missed questions as cards in Anki's text format, for File > Import."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Sequence
from datetime import date

from simulator.core.report import Report
from simulator.core.session import Answer, Session
from simulator.text.formulas import Formulas

HEADERS = (
    "#separator:tab",
    "#html:false",
    "#notetype:Basic",
    "#deck:Mock interview",
    "#columns:guid\tFront\tBack\tTags",
    "#guid column:1",
    "#tags column:4",
)
"""Header lines that tell Anki how to read the rest."""


def sessions_anki(sessions: Sequence[Session], _today: date) -> str:
    """Return a card for each question missed the last time these sessions asked it.

    The GUID comes from the bank's name and the question's id, so importing again updates cards.
    """
    last: dict[tuple[str, str], Answer | None] = {}
    for session in sorted(sessions, key=lambda session: session.started_at):
        missed = Report(session).missed
        for answer in session.answers:
            if answer.outcome is not None and (answer.rating is not None or answer in missed):
                last[answer.key] = answer if answer in missed else None
    out = io.StringIO()
    out.writelines(f"{line}\n" for line in HEADERS)
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    for answer in filter(None, last.values()):
        front, back = map(_with_mathjax, (answer.question, _back(answer)))
        writer.writerow([guid(answer.key), front, back, _tags(answer)])
    return out.getvalue()


def guid(key: tuple[str, str]) -> str:
    """Return the GUID of a question, which never depends on its text."""
    return "mi" + hashlib.sha256("\0".join(key).encode("utf-8", "replace")).hexdigest()[:16]


def _with_mathjax(markdown: str) -> str:
    """Write formulas for MathJax; code has none."""
    formulas = Formulas(markdown)
    return formulas.for_mathjax(formulas.marked)


def _back(answer: Answer) -> str:
    points = "\n".join(f"- {point.text}" for point in answer.required)
    parts = [
        answer.model_answer,
        f"Key points:\n{points}" if points and not answer.from_answer else "",
        f"Next time I will say: {answer.note}" if answer.note else "",
    ]
    return "\n\n".join(part.strip() for part in parts if part.strip())


def _tags(answer: Answer) -> str:
    names = ["mock-interview", answer.topic, answer.difficulty.value, *answer.tags]
    plain = (re.sub(r"\s+", "_", name.strip()) for name in names)
    return " ".join(dict.fromkeys(filter(None, plain)))
