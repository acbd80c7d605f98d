"""Reads sessions from files, reporting all faults at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from simulator.core.session import Answer, Current, Session
from simulator.core.setup import Setup
from simulator.storage.sessions.summary import COUNTS, SECONDS
from simulator.storage.sessions.table import FORMAT, INNER, TOP_KEYS
from simulator.storage.toml.parse import parse, read_bytes
from simulator.storage.toml.record import keys_of, read_record, read_values
from simulator.storage.toml.table import TableReader
from simulator.system.faults import FileFault, SessionFault

LARGEST_SESSION = 64 * 1024 * 1024
"""Bytes; a session copies its questions, and holds whatever was pasted into the answers."""


def read_session(path: Path) -> Session:
    """Read the session in a file. Raises SessionFault with all faults."""
    try:
        data = read_bytes(path, largest=LARGEST_SESSION)
    except FileFault as fault:
        raise SessionFault(fault.faults) from fault
    return parse_session(data, file=str(path))


def parse_session(text: str | bytes, *, file: str = "session") -> Session:
    """Parse a session; `file` is its name in faults. Raises SessionFault.

    Texts come out clean. Unknown keys are kept in `extra`.
    """
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    try:
        document = parse(data, file=file)
    except FileFault as fault:
        raise SessionFault(fault.faults) from fault
    top = TableReader(document, document.values)
    if not _is_known_format(top) or not _is_complete(top):
        raise SessionFault(document.faults)
    session = _session(top)
    if session is None or document.faults:
        raise SessionFault(document.faults)
    return session


def _is_known_format(top: TableReader) -> bool:
    version = top.whole("format", FORMAT, least=1, most=1_000_000)
    if version > FORMAT:
        top.note("format", f"{version} is newer than this program, which reads format {FORMAT}")
    return version == FORMAT


def _is_complete(top: TableReader) -> bool:
    """True if the table that is written last exists and counts the answers correctly."""
    end, answers = top.values.get("end"), top.values.get("answers", [])
    if not isinstance(end, dict):
        top.note(None, "the file is incomplete: its last table [end] is missing")
        return False
    promised = end.get("answers")
    if not isinstance(answers, list) or promised != len(answers):
        there = len(answers) if isinstance(answers, list) else 0
        message = f"the file is incomplete: it should hold {promised} answers but holds {there}"
        top.document.note(("end", "answers"), message)
        return False
    return True


def _session(top: TableReader) -> Session | None:
    values = read_values(top, Session)
    extra = top.unknown(TOP_KEYS)
    extra |= {name: kept for name in INNER if (kept := top.table(name).unknown(_KNOWN_IN[name]))}
    read = (read_record(each, Answer) for each in top.tables("answers"))
    answers = tuple(answer for answer in read if answer is not None)
    setup = _setup(top.table("setup"))
    if values is None or setup is None:
        return None
    return Session(setup=setup, answers=answers, current=_current(top), extra=extra, **values)


_KNOWN_IN = {
    "setup": keys_of(Setup),
    "current": keys_of(Current),
    "summary": {*COUNTS, SECONDS},
    "end": {"answers"},
}


def _setup(table: TableReader) -> Setup | None:
    """Read the choices; sessions older than the follow-ups setting ask none."""
    setup = read_record(table, Setup)
    if setup is not None and "follow_ups" not in table.values:
        setup = replace(setup, follow_ups=0)
    return setup


def _current(top: TableReader) -> Current | None:
    if "current" not in top.values:
        return None
    current = read_record(top.table("current"), Current)
    if current is not None and current.question > max(1, len(top.values.get("answers", ()))):
        top.document.note(("current", "question"), "is beyond the last question")
    return current
