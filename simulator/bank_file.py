"""Banks read from their files, checked with every fault at once."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from simulator.bank import DEFAULT_TOPIC, Bank, Difficulty, Question, derived_id
from simulator.bank_text import FORMAT, bank_toml
from simulator.bank_warnings import bank_warnings
from simulator.faults import BankFault, FileFault
from simulator.setup import LONGEST
from simulator.text import one_line, printable
from simulator.toml_files import Document, parse, read_bytes
from simulator.toml_table import Table, trimmed

__all__ = ["bank_toml", "bank_warnings", "parse_bank", "read_bank"]

MOST_QUESTIONS = 20_000
LONGEST_TEXT = 100_000
"""Characters in one field."""

_TOP = frozenset(
    ("format", "title", "description", "language", "authors", "license", "source", "defaults",
     "questions")
)  # fmt: skip
_DEFAULTS = frozenset(("time_limit", "difficulty"))
_QUESTION = frozenset(
    ("id", "question", "answer", "topic", "tags", "difficulty", "time_limit", "key_points",
     "bonus_points", "mistakes", "follow_ups", "references", "say", "extra")
)  # fmt: skip
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def read_bank(path: Path) -> Bank:
    """The bank in a file, named by the file's stem. Raises BankFault with all that is wrong."""
    try:
        data = read_bytes(path)
    except FileFault as fault:
        raise BankFault(fault.faults) from fault
    return parse_bank(data, file=str(path), name=printable(path.stem))


def parse_bank(data: bytes, *, file: str, name: str) -> Bank:
    """The bank in a file's content; `file` is what faults call it. Raises BankFault."""
    try:
        document = parse(data, file=file, longest_text=LONGEST_TEXT)
    except FileFault as fault:
        raise BankFault(fault.faults) from fault
    bank = _bank(document, name)
    if document.faults or bank is None:
        raise BankFault(document.faults)
    return bank


def _bank(document: Document, name: str) -> Bank | None:
    top = Table(document, document.values)
    if not _is_known_format(top) or not _is_of_size(top):
        return None
    top.refuse_unknown(_TOP)
    title = top.line("title", required=True)
    if not title and isinstance(top.values.get("title"), str):
        top.note("title", "is blank")
    language = top.line("language", "en")
    if not _LANGUAGE.fullmatch(language):
        top.note("language", f'expected a language tag like en or pt-BR, got "{language}"')
    defaults = top.table("defaults")
    defaults.refuse_unknown(_DEFAULTS)
    difficulty = defaults.choice("difficulty", Difficulty) or Difficulty.MEDIUM
    time_limit = _time_limit(defaults)
    questions = tuple(_question(table, difficulty) for table in top.tables("questions"))
    _refuse_twins(top, questions)
    return Bank(
        name=name,
        title=title,
        questions=questions,
        description=top.prose("description"),
        language=language,
        authors=top.texts("authors", one_line),
        license=top.line("license"),
        source=top.line("source"),
        time_limit=time_limit,
    )


def _is_known_format(top: Table) -> bool:
    version = top.whole("format", FORMAT, least=1, most=1_000_000)
    if version > FORMAT:
        top.note(
            "format",
            f"{version} is newer than this program, which reads format {FORMAT}; "
            "a newer version of the program is needed",
        )
    return version == FORMAT


def _is_of_size(top: Table) -> bool:
    questions = top.values.get("questions")
    if isinstance(questions, list) and len(questions) > MOST_QUESTIONS:
        message = f"{len(questions):,} questions are too many: at most {MOST_QUESTIONS:,} in a bank"
        top.note("questions", message)
        return False
    return True


def _time_limit(table: Table) -> float | None:
    if "time_limit" not in table.values:
        return None
    return table.number("time_limit", 1.0, least=1.0, most=LONGEST)


def _question(table: Table, difficulty: Difficulty) -> Question:
    table.refuse_unknown(_QUESTION)
    text = table.text("question", required=True)
    question = text.strip()
    if not question and isinstance(table.values.get("question"), str):
        table.note("question", "is blank")
    values = table.values
    return Question(
        id=_id(table) or derived_id(question),
        question=question,
        answer=table.prose("answer"),
        topic=table.line("topic", DEFAULT_TOPIC),
        tags=table.texts("tags", one_line),
        difficulty=table.choice("difficulty", Difficulty) or difficulty,
        time_limit=_time_limit(table),
        key_points=table.texts("key_points", trimmed),
        bonus_points=table.texts("bonus_points", trimmed),
        mistakes=table.texts("mistakes", trimmed),
        follow_ups=table.texts("follow_ups", trimmed),
        references=table.texts("references", trimmed),
        say=table.prose("say") if "say" in values else "",
        extra=table.table("extra").values if "extra" in values else {},
    )


def _id(table: Table) -> str:
    """An id in one form only: two that look the same are the same."""
    if "id" not in table.values:
        return ""
    written = one_line(table.text("id")).replace("\u200c", "").replace("\u200d", "")
    return unicodedata.normalize("NFC", written)


def _refuse_twins(top: Table, questions: tuple[Question, ...]) -> None:
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
