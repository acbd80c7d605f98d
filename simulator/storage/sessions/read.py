"""Sessions read from their files, checked with every fault at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from simulator.core.choices import Difficulty
from simulator.core.session import Answer, Current, KeyPoint, Rerating, Session
from simulator.core.states import Outcome, Phase, Rating, Status
from simulator.storage.sessions.table import (
    ANSWER_KEYS,
    FORMAT,
    INNER,
    POINT_KEYS,
    RERATING_KEYS,
    TOP_KEYS,
)
from simulator.storage.settings.setup_table import KEYS as SETUP_KEYS
from simulator.storage.settings.setup_table import read_setup
from simulator.storage.toml.parse import parse, read_bytes
from simulator.storage.toml.table import Table
from simulator.system.faults import FileFault, SessionFault

LARGEST_SESSION = 64 * 1024 * 1024
"""Bytes: a session copies what its banks say, and holds what was pasted into the answers."""

_FOREVER = float("inf")


def read_session(path: Path) -> Session:
    """The session in a file. Raises SessionFault with all that is wrong."""
    try:
        data = read_bytes(path, largest=LARGEST_SESSION)
    except FileFault as fault:
        raise SessionFault(fault.faults) from fault
    return parse_session(data, file=str(path))


def parse_session(text: str | bytes, *, file: str = "session") -> Session:
    """The session in a file's content; `file` is what faults call it. Raises SessionFault.

    Text comes out clean. Keys that are not known are kept in `extra`.
    """
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    try:
        document = parse(data, file=file)
    except FileFault as fault:
        raise SessionFault(fault.faults) from fault
    top = Table(document, document.values)
    if not _is_known_format(top) or not _is_complete(top):
        raise SessionFault(document.faults)
    session = _session(top)
    if session is None or document.faults:
        raise SessionFault(document.faults)
    return session


def _is_known_format(top: Table) -> bool:
    version = top.whole("format", FORMAT, least=1, most=1_000_000)
    if version > FORMAT:
        top.note("format", f"{version} is newer than this program, which reads format {FORMAT}")
    return version == FORMAT


def _is_complete(top: Table) -> bool:
    """Whether the table that is written last is there, and counts the answers rightly."""
    end, answers = top.values.get("end"), top.values.get("answers", [])
    if not isinstance(end, dict):
        top.note(None, "the file is incomplete: its last table [end] is missing")
        return False
    promised = end.get("answers")
    if not isinstance(answers, list) or promised != len(answers):
        there = len(answers) if isinstance(answers, list) else 0
        message = f"the file is incomplete: it should hold {promised} answers and holds {there}"
        top.document.note(("end", "answers"), message)
        return False
    return True


def _session(top: Table) -> Session | None:
    started = top.moment("started_at")
    if "started_at" not in top.values:
        top.note("started_at", "is missing")
    setup = top.table("setup")
    extra = top.unknown(TOP_KEYS)
    extra |= {name: kept for name in INNER if (kept := _unknown_in(top, name))}
    answers = tuple(_answer(table) for table in top.tables("answers"))
    read = read_setup(setup)
    finished = top.moment("finished_at")
    if started is None:
        return None
    return Session(
        setup=read,
        answers=answers,
        started_at=started,
        status=top.choice("status", Status) or Status.RUNNING,
        finished_at=finished,
        current=_current(top),
        extra=extra,
    )


_KNOWN_IN = {
    "setup": SETUP_KEYS,
    "current": ("question", "phase"),
    "summary": (
        "questions", "answered", "timed_out", "skipped", "rated", "solid_or_strong", "key_points",
        "covered", "sure_and_wrong", "seconds",
    ),
    "end": ("answers",),
}  # fmt: skip


def _unknown_in(top: Table, name: str) -> dict[str, Any]:
    return top.table(name).unknown(_KNOWN_IN[name])


def _current(top: Table) -> Current | None:
    if "current" not in top.values:
        return None
    table = top.table("current")
    number = table.whole("question", 1, least=1, most=max(1, len(top.values.get("answers", ()))))
    return Current(number, table.choice("phase", Phase) or Phase.READY)


def _answer(table: Table) -> Answer:
    points = list(table.tables("key_points"))
    rerated = list(table.tables("rerated"))
    extra = table.unknown(ANSWER_KEYS)
    for name, tables, known in (
        ("key_points", points, POINT_KEYS),
        ("rerated", rerated, RERATING_KEYS),
    ):
        others = [each.unknown(known) for each in tables]
        if any(others):
            extra[name] = others
    return Answer(
        bank=table.text("bank"),
        id=table.text("id"),
        question=table.text("question", required=True),
        model_answer=table.text("model_answer"),
        topic=table.text("topic"),
        difficulty=table.choice("difficulty", Difficulty) or Difficulty.MEDIUM,
        tags=table.texts("tags"),
        mistakes=table.texts("mistakes"),
        follow_ups=table.texts("follow_ups"),
        references=table.texts("references"),
        say=table.text("say"),
        language=table.text("language") or "en",
        time_limit=table.number("time_limit", _FOREVER),
        outcome=table.choice("outcome", Outcome),
        think_seconds=table.number("think_seconds", 0.0, most=_LONG),
        answer_seconds=table.number("answer_seconds", 0.0, most=_LONG),
        paused_seconds=table.number("paused_seconds", 0.0, most=_LONG),
        away_seconds=table.number("away_seconds", 0.0, most=_LONG),
        flagged=table.flag("flagged"),
        text=table.text("text"),
        confidence=_optional(table, "confidence", 5),
        rating=_rating(table),
        wrong=table.flag("wrong"),
        note=table.text("note"),
        key_points=tuple(_point(point) for point in points),
        from_answer=table.flag("from_answer"),
        rerated=tuple(each for again in rerated if (each := _rerating(again)) is not None),
        extra=extra,
    )


_LONG = 1e12
"""Seconds beyond which a time can only be a mistake."""


def _optional(table: Table, key: str, most: int) -> int | None:
    return table.whole(key, 1, least=1, most=most) if key in table.values else None


def _rating(table: Table) -> Rating | None:
    number = _optional(table, "rating", 4)
    return None if number is None else Rating(number)


def _point(table: Table) -> KeyPoint:
    return KeyPoint(table.text("text", required=True), table.flag("covered"), table.flag("bonus"))


def _rerating(table: Table) -> Rerating | None:
    at = table.moment("at")
    rating = _rating(table)
    covered = table.values.get("covered", [])
    if not isinstance(covered, list) or not all(isinstance(each, bool) for each in covered):
        table.note("covered", "expected a list of true and false")
        covered = []
    for key, missing in (("at", at is None), ("rating", rating is None)):
        if missing and key not in table.values:
            table.note(key, "is missing")
    return None if at is None or rating is None else Rerating(at, rating, tuple(covered))
