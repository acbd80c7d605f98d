"""The reports of sessions as TOML: the facts of the session file, and what they amount to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import tomli_w

from simulator.core.figures import Group
from simulator.core.report import Report
from simulator.core.session import Answer, Session
from simulator.exporters.shown_session import shown_tables
from simulator.storage.toml.write import with_offset


def sessions_toml(sessions: Sequence[Session], today: date) -> str:
    """One session as a document with a table `report`; several as `[[sessions]]`.

    The names are those of the session file. Unlike that file, which the program writes itself
    because it lives on while an interview runs, this is written once, and by tomli-w.
    """
    documents = [_document(session, today) for session in sessions]
    whole = documents[0] if len(documents) == 1 else {"sessions": documents}
    return tomli_w.dumps(whole, multiline_strings=True, indent=2)


def _document(session: Session, today: date) -> dict[str, Any]:
    tables = shown_tables(session)
    answers, end = tables.pop("answers"), tables.pop("end")
    whole: dict[str, Any] = _writable(
        {**tables, "report": _report(Report(session), today), "answers": answers, "end": end}
    )
    return whole


def _writable(item: Any) -> Any:
    """The same values, the dates with offsets that TOML has."""
    if isinstance(item, dict):
        return {name: _writable(each) for name, each in item.items()}
    if isinstance(item, list):
        return [_writable(each) for each in item]
    return with_offset(item).replace(microsecond=0) if isinstance(item, datetime) else item


def _report(report: Report, today: date) -> dict[str, Any]:
    coming = report.next_up(today)
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
