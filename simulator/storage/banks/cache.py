"""Caches parsed banks between runs: a large one takes a quarter of a second to parse.

The cache is never authoritative: an entry holds for one path, size and modification time, and may
be deleted at any time.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from simulator.core.bank import Bank, FollowUp, Question
from simulator.core.fields import Field, Kind, fields_of
from simulator.system.atomic_write import FOLDER_MODE
from simulator.system.cache_file import load_cached, save_cached

VERSION = " ".join(
    each.name for kind in (Bank, Question, FollowUp) for each in dataclasses.fields(kind)
)
"""The fields of a bank; if they change, older entries are rebuilt."""


class BankCache:
    """One file per bank in `folder`, which is created if its parent exists."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, path: Path, state: tuple[int, int]) -> Bank | None:
        """Return the bank parsed from this file in this state; None if unknown."""
        entry = load_cached(self._file(path), self._key(path, state))
        try:
            return None if entry is None else _bank(entry)
        except (ValueError, KeyError, TypeError):  # Written by a program with other choices.
            return None

    def put(self, path: Path, state: tuple[int, int], bank: Bank) -> None:
        """Store a bank; an unwritable folder only costs time later."""
        if any(question.extra for question in bank.questions):
            return  # An author's extra table may hold what JSON can't.
        with contextlib.suppress(OSError):
            self._folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
            key = self._key(path, state)
            save_cached(self._file(path), key, dataclasses.asdict(bank), default=_date)

    @staticmethod
    def _key(path: Path, state: tuple[int, int]) -> list[Any]:
        return [VERSION, str(path), *state]

    def _file(self, path: Path) -> Path:
        digest = hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
        return self._folder / f"{digest}.json"


def _date(value: object) -> str:
    if type(value) is date:
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is not cached")


def _bank(values: dict[str, Any]) -> Bank:
    special = {each.name: each for each in fields_of(Question) if each.kind in _SPECIAL}
    values["questions"] = tuple(_question(each, special) for each in values["questions"])
    return Bank(**_with_tuples(values))


def _question(values: dict[str, Any], special: dict[str, Field]) -> Question:
    for name, field in special.items():
        values[name] = _SPECIAL[field.kind](field, values[name])
    return Question(**_with_tuples(values))


_SPECIAL: dict[Kind, Callable[[Any, Any], Any]] = {
    Kind.CHOICE: lambda field, held: field.type(held),
    Kind.DAY: lambda field, held: date.fromisoformat(held) if held else None,
    Kind.RECORDS: lambda field, held: tuple(field.type(**_with_tuples(each)) for each in held),
}
"""Values that JSON can't hold directly, and how to read them back."""


def _with_tuples(values: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(each) if type(each) is list else each for key, each in values.items()}
