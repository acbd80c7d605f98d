"""Writes sessions as files, with tomli-w."""

from __future__ import annotations

from typing import Any

from simulator.core.session import Answer, Session
from simulator.storage.sessions.table import INNER, end_table, head_tables
from simulator.storage.toml.dump import dumps
from simulator.storage.toml.record import record_table


def session_toml(session: Session) -> str:
    """Return a session's file: head, answers, and the table that marks it complete."""
    return SessionWriter().text(session)


class SessionWriter:
    """Writes one session repeatedly, reusing the text of unchanged answers."""

    def __init__(self) -> None:
        self._written: dict[int, tuple[Answer, str]] = {}

    def text(self, session: Session) -> str:
        """Return the whole file.

        Strings before the first answer take one line each, so that the head can be read alone.
        """
        head, later = head_tables(session), dict[str, Any]()
        for name in [name for name, each in head.items() if isinstance(each, dict)]:
            if name not in INNER:
                later[name] = head.pop(name)
        blocks = {id(answer): (answer, self._block(answer)) for answer in session.answers}
        self._written = blocks
        parts = [dumps(head, lines=False), *(block for _, block in blocks.values())]
        if later:
            parts.append(dumps(later))
        return "\n".join([*parts, dumps({"end": end_table(session)})])

    def _block(self, answer: Answer) -> str:
        known, block = self._written.get(id(answer), (None, ""))
        return block if known is answer else dumps({"answers": [record_table(answer)]})
