"""Writes reports as TOML: the session file's facts and its results."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from simulator.core.figures import Group
from simulator.core.report import Report
from simulator.core.session import Answer, Session
from simulator.exporters.redacted_tables import redacted_tables
from simulator.storage.toml.dump import dumps


def sessions_toml(sessions: Sequence[Session], today: date) -> str:
    """Return one session with a table `report`, or several as `[[sessions]]`.

    Names are those of the session file.
    """
    documents = [_document(session) for session in sessions]
    return dumps(documents[0] if len(documents) == 1 else {"sessions": documents})


def _document(session: Session) -> dict[str, Any]:
    tables = redacted_tables(session)
    answers, end = tables.pop("answers"), tables.pop("end")
    return {**tables, "report": _report(Report(session)), "answers": answers, "end": end}


def _report(report: Report) -> dict[str, Any]:
    coming = report.next_up()
    found: dict[str, Any] = {
        "sentence": report.sentence,
        "time": report.time_sentence,
        "confidence": report.calibration_sentence,
        "sure_and_wrong": _ids(report.sure_and_wrong),
        "flagged": _ids(report.flagged),
        "strongest": "" if report.strongest is None else report.strongest.id,
    }
    if coming is not None:
        found |= {"next_on": coming.on, "next": _ids(coming.answers)}
    found["topics"] = [_group(group) for group in report.by_topic]
    return {name: value for name, value in found.items() if value}


def _ids(answers: Sequence[Answer]) -> list[str]:
    return [answer.id for answer in answers]


def _group(group: Group) -> dict[str, Any]:
    return {
        "topic": group.name,
        "rated": group.rated,
        "solid_or_strong": group.solid_or_strong,
        "key_points": group.coverage.of,
        "covered": group.coverage.covered,
    }
