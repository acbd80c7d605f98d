"""Sessions written as their files, and read back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.core.session import Session
from simulator.storage.sessions.head import DamagedSession, SessionHead, read_head
from simulator.storage.sessions.read import parse_session, read_session
from simulator.storage.sessions.table import session_tables
from simulator.storage.toml.write import key, pair, value
from simulator.system.faults import FileFault, SessionFault

__all__ = [
    "DamagedSession", "FileFault", "SessionFault", "SessionHead", "parse_session", "read_head",
    "read_session", "session_toml",
]  # fmt: skip


def session_toml(session: Session) -> str:
    """The file of a session: head, answers, and the table that says it is complete.

    The strings before the first answer are on one line each, so that the head of the file can be
    found without reading the rest.
    """
    tables = session_tables(session)
    answers, end = tables.pop("answers"), tables.pop("end")
    inner = {name: tables.pop(name) for name in ("setup", "current", "summary") if name in tables}
    others = {name: tables.pop(name) for name, each in list(tables.items()) if _is_table(each)}
    head = "".join(pair(name, each, lines=False) for name, each in tables.items())
    parts = [head, *(_table(name, each, lines=False) for name, each in inner.items())]
    parts += [_answer(answer) for answer in answers]
    parts += [_table(name, each) for name, each in others.items()]
    return "\n".join([*parts, _table("end", end, lines=False)])


def _is_table(item: Any) -> bool:
    return isinstance(item, Mapping)


def _table(name: str, values: Mapping[str, Any], *, lines: bool = True) -> str:
    pairs = (pair(each, item, lines=lines) for each, item in values.items())
    return f"[{key(name)}]\n{''.join(pairs)}"


def _answer(values: dict[str, Any]) -> str:
    points, rerated = values.pop("key_points"), values.pop("rerated", ())
    parts = ["[[answers]]\n", *(pair(name, item) for name, item in values.items())]
    parts.append(_points(points))
    for again in rerated:
        parts.append("\n[[answers.rerated]]\n")
        parts += [pair(name, item) for name, item in again.items()]
    return "".join(parts)


def _points(points: list[dict[str, Any]]) -> str:
    if not points:
        return "key_points = []\n"
    lines = "".join(f"  {value(point, lines=False)},\n" for point in points)
    return f"key_points = [\n{lines}]\n"
