"""Records each bank's imports: source, questions taken and left out, and the bank before.

Kept in `banks/.imports`, one file per bank; without it, the next import asks more questions.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from simulator.core.bank import Question
from simulator.storage.toml.dump import dumps
from simulator.system.atomic_write import atomic_write, make_folder
from simulator.system.faults import BankFault

FOLDER = ".imports"
LEFT_OUT = "left out"
"""Recorded instead of a digest for a question that the user did not want."""
_NO_BANK = b"# There was no bank of this name before the import.\n"


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """The source of a bank, and what came from it.

    `questions` maps ids to digests of the questions as imported; `came` holds the ids of all that
    this source has ever held.
    """

    source: str = ""
    questions: Mapping[str, str] = field(default_factory=dict)
    came: Collection[str] = ()


def digest(question: Question) -> str:
    """Return a digest of what a source can say about a question, which excludes its id."""
    held = {name: value for name, value in asdict(question).items() if name not in _OWN}
    text = json.dumps(_bare(held), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


_OWN = ("id", "extra", "reviewed")


def _bare(value: Any) -> Any:
    """Drop empty values and trailing white space."""
    if isinstance(value, str):
        return "\n".join(map(str.rstrip, value.split("\n"))).strip()
    if isinstance(value, float) and value == int(value):
        return int(value)
    if isinstance(value, Mapping):
        return {name: _bare(each) for name, each in value.items() if each}
    return [_bare(each) for each in value] if isinstance(value, list | tuple) else value


class Imports:
    """The import records of all banks in a folder."""

    def __init__(self, banks_folder: Path) -> None:
        self._folder = banks_folder / FOLDER

    def record(self, name: str) -> ImportRecord:
        """Return the record of a bank; an empty one if it is missing or damaged."""
        try:
            read = tomllib.loads(self._file(name).read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return ImportRecord()
        source, held = read.get("source", ""), read.get("questions", {})
        questions = held.items() if isinstance(held, dict) else ()
        came = read.get("came", held)  # Older records have none, and rarely a second source.
        came = tuple(map(str, came)) if isinstance(came, list | dict) else ()
        return ImportRecord(str(source), {id_: str(each) for id_, each in questions}, came)

    def keep(self, name: str, record: ImportRecord, bank: Path, before: bytes | None) -> None:
        """Write the record, and the content that undo restores. Raises OSError."""
        make_folder(self._folder.parent)
        make_folder(self._folder)
        old = self._read(self._file(name))
        atomic_write(self._file(name, ".record-before"), old or b"")
        atomic_write(self._file(name, ".before"), _NO_BANK if before is None else before)
        values: dict[str, Any] = {"format": 1, "bank": str(bank), "source": record.source}
        values["came"] = list(record.came)
        atomic_write(
            self._file(name), dumps(values | {"questions": dict(record.questions)}).encode()
        )

    def last(self) -> str:
        """Return the bank of the latest import not yet undone; empty if none."""
        newest: tuple[int, str] = (0, "")
        with contextlib.suppress(OSError):
            for path in self._folder.glob("*.before"):
                newest = max(newest, (path.stat().st_mtime_ns, path.name.removesuffix(".before")))
        return newest[1]

    def can_undo(self, name: str) -> bool:
        """True if the last import into a bank can be undone."""
        return self._file(name, ".before").is_file()

    def undo(self, name: str, bank: Path) -> Path | None:
        """Restore a bank from before its last import, byte for byte, or remove a new one.

        Its current content moves into the returned file beside the record; None if there was none.
        Raises BankFault if there is nothing to undo, and OSError.
        """
        before = self._read(self._file(name, ".before"))
        if before is None:
            raise BankFault.of(name or "bank import", "there is no import to undo")
        now = self._read(bank)
        kept = self._file(name, ".undone")
        if now is not None:
            atomic_write(kept, now)
        if before == _NO_BANK:
            bank.unlink(missing_ok=True)
        else:
            atomic_write(bank, before)
        record = self._read(self._file(name, ".record-before"))
        if record:
            atomic_write(self._file(name), record)
        else:
            self._file(name).unlink(missing_ok=True)
        for ending in (".before", ".record-before"):
            self._file(name, ending).unlink(missing_ok=True)
        return kept if now is not None else None

    def rename(self, old: str, new: str) -> None:
        """Move a bank's record to another name. Raises OSError."""
        for ending in (".toml", ".before", ".record-before", ".undone"):
            with contextlib.suppress(FileNotFoundError):
                self._file(old, ending).replace(self._file(new, ending))

    def _file(self, name: str, ending: str = ".toml") -> Path:
        return self._folder / f"{name.replace('/', '-').replace(os.sep, '-')}{ending}"

    @staticmethod
    def _read(path: Path) -> bytes | None:
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None
