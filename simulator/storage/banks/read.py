"""Reads banks from files, reporting all faults at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from simulator.core.bank import Bank, FollowUp, Question, derived_id
from simulator.core.choices import Difficulty
from simulator.core.fields import LONGEST_TEXT, MOST_QUESTIONS, Field, Kind, fields_of
from simulator.storage.banks.values import one_form
from simulator.storage.banks.warnings import bank_warnings
from simulator.storage.banks.write import FORMAT, bank_toml
from simulator.storage.toml.key_path import KeyPath
from simulator.storage.toml.parse import Document, decode, parse, read_bytes
from simulator.storage.toml.table import TableReader, quoted, trimmed
from simulator.system.faults import BankFault, Fault, FileFault
from simulator.system.gc_pause import gc_paused
from simulator.text.cleaning import clean, one_line, printable
from simulator.text.patterns import pattern

__all__ = ["bank_toml", "bank_warnings", "parse_bank", "read_bank"]

DEFAULTS = ("time_limit", "difficulty")
"""The question fields for which a bank may set a default."""
_HEADER = pattern(r"^[ \t]*+\[\[questions\]\]", re.MULTILINE)
_ANY_HEADER = pattern(r"^[ \t]*+\[\[?questions\]\]?", re.MULTILINE)
LANGUAGE = pattern(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def read_bank(path: Path) -> Bank:
    """Read the bank in a file, named by the file's stem. Raises BankFault with all faults."""
    try:
        data = read_bytes(path)
    except FileFault as fault:
        raise BankFault(fault.faults) from fault
    return parse_bank(data, file=str(path), name=printable(path.stem))


def parse_bank(data: bytes, *, file: str, name: str) -> Bank:
    """Parse a bank; `file` is its name in faults. Raises BankFault with all faults."""
    with gc_paused():
        try:
            _refuse_too_many(data, file)
            document = parse(data, file=file, longest_text=LONGEST_TEXT)
        except FileFault as fault:
            raise BankFault(_all_faults(data, file, fault)) from fault
        bank = _bank(document, name)
    faults = document.faults
    if faults or bank is None:
        raise BankFault(faults)
    return bank


def _all_faults(data: bytes, file: str, first: FileFault) -> tuple[Fault, ...]:
    """Return all faults of a file with syntax errors, not just the first."""
    from simulator.storage.toml.recover import recovered

    error = first.__cause__
    if not isinstance(error, ValueError) or isinstance(error, UnicodeError):
        return first.faults
    faults, rest = recovered(decode(data, file=file), error, file, _stand_in)
    if rest is None:
        return tuple(faults)
    try:
        document = parse(rest.encode(), file=file, longest_text=LONGEST_TEXT)
    except FileFault as fault:
        return (*faults, *fault.faults)
    if not document.values:
        return tuple(faults)
    _bank(document, "")
    # A value may be missing only because it was blanked out.
    others = [fault for fault in document.faults if fault.message != "is missing"]
    return tuple(sorted((*faults, *others), key=lambda fault: fault.line or 0))


def _stand_in(key: str, line: int) -> str:
    """Return a stand-in for the faulty value of a key, so that the key is not missing."""
    if key in ("title", "question", "id"):
        return f'"line {line}"'
    return ""


def number_of_questions(data: bytes) -> int:
    """Count the questions of a file, even a faulty one."""
    from simulator.storage.toml.positions import without_texts

    return len(_ANY_HEADER.findall(without_texts(data.decode("utf-8", "replace"))))


def _bank(document: Document, name: str) -> Bank | None:
    top = TableReader(document, document.values)
    if foreign := _no_bank(document):
        top.note(None, foreign)
        return None
    if not _is_known_format(top) or not _is_of_size(top):
        return None
    about = _values(top, Bank, more=("format", "defaults", "questions"))
    language = about.get("language", "en")
    if not LANGUAGE.fullmatch(language):
        top.note("language", f'expected a language tag like en or pt-BR, got "{language}"')
    defaults = top.table("defaults")
    defaults.refuse_unknown(frozenset(DEFAULTS))
    readers = _readers(Question)
    default = {key: readers[key](defaults) for key in DEFAULTS if key in defaults.values}
    difficulty = default.get("difficulty") or Difficulty.MEDIUM
    questions = tuple(_question(table, difficulty) for table in top.tables("questions"))
    _refuse_repeated_ids(top, questions)
    limit = default.get("time_limit")
    return Bank(name=name, questions=questions, time_limit=limit, **about)


def _no_bank(document: Document) -> str:
    """Say why the file is not a bank; empty if it may be one."""
    if not document.text.strip():
        return "is empty; `mock-interview bank new NAME` creates a bank to start from"
    if not document.values:
        return "holds only comments; `mock-interview bank new NAME` creates a bank to start from"
    if {"answers", "setup"} <= document.values.keys():
        return "this is a session, not a bank; `mock-interview report FILE` shows it"
    return ""


def _refuse_too_many(data: bytes, file: str) -> None:
    """Refuse too many questions before parsing, which would take seconds."""
    if data.count(b"[[questions]]") <= MOST_QUESTIONS:
        return
    from simulator.storage.toml.positions import line_at, without_texts

    blank = without_texts(decode(data, file=file))
    headers = [match.start() for match in _HEADER.finditer(blank)]
    if len(headers) > MOST_QUESTIONS:
        line = line_at(blank, headers[0])
        raise FileFault.of(file, _too_many(len(headers)), line=line, field="questions")


def _too_many(number: int) -> str:
    return f"{number:,} questions are too many: at most {MOST_QUESTIONS:,} in a bank"


def _is_known_format(top: TableReader) -> bool:
    version = top.whole("format", FORMAT, least=1, most=1_000_000)
    if version > FORMAT:
        top.note(
            "format",
            f"{version} is newer than this program, which reads format {FORMAT}; "
            "a newer version of the program is needed",
        )
    return version == FORMAT


def _is_of_size(top: TableReader) -> bool:
    questions = top.values.get("questions")
    if isinstance(questions, list) and len(questions) > MOST_QUESTIONS:
        top.note("questions", _too_many(len(questions)))
        return False
    return True


def _question(table: TableReader, difficulty: Difficulty) -> Question:
    values = _values(table, Question)
    text = values["question"] = values["question"].strip()
    values["id"] = one_form(values.get("id", "")) or derived_id(text)
    if values.get("difficulty") is None:
        values["difficulty"] = difficulty
    return Question(**values)


def _values(table: TableReader, kind: Any, more: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the values of a question, follow-up or bank; `more` are further allowed keys.

    Required texts are always present.
    """
    readers = _readers(kind)
    values: dict[str, Any] = {}
    known = True
    for key in table.values:
        read = readers.get(key)
        if read is not None:
            values[key] = read(table)
        else:
            known = known and key in more
    if not known:
        table.refuse_unknown(frozenset((*readers, *more)), _elsewhere(kind))
    for key in _required(kind):
        if not values.get(key):
            values[key] = ""
            _no_text(table, key)
    return values


@cache
def _elsewhere(kind: Any) -> Mapping[str, str]:
    """Map the keys that belong in another table to where they belong."""
    bank, question = _readers(Bank).keys(), _readers(Question).keys()
    if kind is Bank:
        below = "belongs to a question, below a line [[questions]]"
        return dict.fromkeys(question - bank, below)
    above = "belongs to the bank, above the first [[questions]]"
    return dict.fromkeys(bank - question, above) if kind is Question else {}


def _no_text(table: TableReader, key: str) -> None:
    written = table.values.get(key)
    if written is None:
        table.note(key, "is missing")
    elif isinstance(written, str) and not clean(written).strip():
        table.note(key, "is blank")


@cache
def _required(kind: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields_of(kind) if each.required)


@cache
def _readers(kind: Any) -> dict[str, Callable[[TableReader], Any]]:
    """Return the keys of a question, follow-up or bank, and the reader of each."""
    return {each.name: _reader(each) for each in fields_of(kind)}


def _reader(field: Field) -> Callable[[TableReader], Any]:
    name, kind, default = field.name, field.kind, field.default
    tidy = one_line if field.line else trimmed
    choices: Any = field.type
    readers: dict[Kind, Callable[[TableReader], Any]] = {
        Kind.TEXT: lambda table: tidy(table.text(name)) or default or "",
        Kind.TEXTS: lambda table: table.texts(name, tidy),
        Kind.CHOICE: lambda table: table.choice(name, choices),
        Kind.NUMBER: lambda table: table.number(
            name, field.least, least=field.least, most=field.most
        ),
        Kind.DAY: lambda table: table.day(name),
        Kind.TABLE: lambda table: table.table(name).values,
        Kind.RECORDS: lambda table: _follow_ups(table, name),
    }
    return readers[kind]


def _follow_ups(table: TableReader, key: str) -> tuple[FollowUp, ...]:
    """Read sentences and tables, in one list or under headers of their own."""
    written = table.values[key]
    if not isinstance(written, list):
        table.note(key, f'expected a list like ["What if ...?"], got {quoted(written)}')
        return ()
    read = (_follow_up(table, (*table.path, key, i), each) for i, each in enumerate(written))
    return tuple(each for each in read if each is not None)


def _follow_up(table: TableReader, path: KeyPath, written: object) -> FollowUp | None:
    document = table.document
    if isinstance(written, str):
        text = trimmed(TableReader(document, {"question": written}, path).text("question"))
        return FollowUp(text) if text else None
    if not isinstance(written, dict):
        document.note(path, f"expected a sentence in quotes or a table, got {quoted(written)}")
        return None
    return FollowUp(**_values(TableReader(document, written, path), FollowUp))


def _refuse_repeated_ids(top: TableReader, questions: tuple[Question, ...]) -> None:
    if len({question.id for question in questions}) == len(questions):
        return
    first: dict[str, int] = {}
    tables = list(top.tables("questions"))
    for index, question in enumerate(questions):
        earlier = first.setdefault(question.id, index)
        if earlier == index or not question.question:
            continue
        if "id" in tables[index].values:
            tables[index].note("id", f'"{question.id}" is also the id of questions[{earlier + 1}]')
        else:
            message = f"the same as questions[{earlier + 1}]; delete one, or give each an id"
            tables[index].note("question", message)
