"""Writes sessions as files, with tomli-w."""

from __future__ import annotations

from itertools import chain, repeat
from typing import Any

from simulator.core.session import Answer, Session
from simulator.storage.sessions.table import INNER, end_table, head_tables
from simulator.storage.toml.dump import dumps
from simulator.storage.toml.record import record_table


def session_toml(session: Session) -> str:
    """Return a session's file: head, answers, and the table that marks it complete."""
    return SessionWriter().text(session)


class SessionWriter:
    """Writes one session repeatedly, rebuilding only the text of values that changed."""

    def __init__(self) -> None:
        self._blocks: list[_Block] = []

    def text(self, session: Session) -> str:
        """Return the whole file.

        Strings before the first answer take one line each, so that the head can be read alone.
        """
        head, later = head_tables(session), dict[str, Any]()
        for name in [name for name, each in head.items() if isinstance(each, dict)]:
            if name not in INNER:
                later[name] = head.pop(name)
        before = chain(self._blocks, repeat(None))
        self._blocks = [
            block if block is not None and block.answer is answer else _Block(answer, block)
            for answer, block in zip(session.answers, before, strict=False)
        ]
        parts = [dumps(head, lines=False), *(block.text for block in self._blocks)]
        if later:
            parts.append(dumps(later))
        return "\n".join([*parts, dumps({"end": end_table(session)})])


class _Block:
    """An answer's table as text, value by value; `before` is its previous version."""

    def __init__(self, answer: Answer, before: _Block | None) -> None:
        self.answer = answer
        self._values = record_table(answer)
        self._texts: dict[str, str] = {
            name: before._texts[name] if before and before._has(name, value) else _text(name, value)
            for name, value in self._values.items()
        }
        tables = [text for text in self._texts.values() if text.startswith("[")]
        lines = [text for text in self._texts.values() if not text.startswith("[")]
        self.text = "\n".join(["[[answers]]\n" + "".join(lines), *tables])

    def _has(self, name: str, value: object) -> bool:
        mine = self._values.get(name)
        return type(mine) is type(value) and mine == value


def _text(name: str, value: object) -> str:
    """Return a value of an answer as a line; a table with its heading."""
    return dumps({"answers": {name: value}}).removeprefix("[answers]\n")
