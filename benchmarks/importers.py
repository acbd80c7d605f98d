"""Measures the importers on a folder of documents with known contents.

    python -m benchmarks.importers FOLDER [--only NAME ...] [--misses] [--json]

The folder contains GROUND_TRUTH.toml, TRUTH/<name>.jsonl, the documents in <name>/, and its own
rules of comparison in _tools/normalise.py. A row of the table is a document: questions found, with
their own answer, with their answer's end, false ones, lines, lines unaccounted for, answers that
can be ticked, seconds.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.import_table import print_rows
from benchmarks.import_truth import Matches, Source, rules_of, sources_of
from simulator.core.answer_points import key_points_from_answer
from simulator.core.bank import Bank, Question
from simulator.importers import (
    CannotRead,
    Draft,
    DraftItem,
    Heading,
    LeftOut,
    bank_of,
    grown,
    partners,
    read_files,
    updated,
)
from simulator.storage.banks.read import bank_toml, parse_bank
from simulator.system.faults import BankFault


@dataclass
class Row:
    """The result of one document."""

    name: str
    layout: str
    expect: str
    wanted: int = 0
    found: int = 0
    pairs: int = 0
    own: int = 0
    ends: int = 0
    items: int = 0
    false: int = 0
    answers: int = 0
    tickable: int = 0
    lines: int = 0
    unaccounted: int = 0
    seconds: float = 0.0
    refused: str = ""
    doubt: str = ""
    faults: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)


def main() -> int:
    """Measure and print; 1 if a goal is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--misses", action="store_true", help="list what is missed or false")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rules = rules_of(options.folder)
    rows = [
        measure(source, rules)
        for source in sources_of(options.folder)
        if not options.only or source.name in options.only
    ]
    if options.json:
        print(json.dumps([vars(row) for row in rows], ensure_ascii=False, indent=1))
    else:
        print_rows(rows, misses=options.misses)
    return 0 if _is_good(rows) else 1


def measure(source: Source, rules: ModuleType) -> Row:
    """Import one source, and compare it with its truth."""
    row = Row(source.name, source.layout, source.expect)
    started = time.perf_counter()
    try:
        draft = read_files(source.paths)
    except CannotRead as error:
        draft = Draft(refused=str(error))
    bank = bank_of(draft, "import")
    row.seconds = time.perf_counter() - started
    row.refused, row.doubt = draft.refused or "", draft.doubt or ""
    row.items = 0 if draft.refused or draft.doubt else len(draft.items)
    if draft.items:
        _check_bank(row, draft, bank)
    _compare(row, source, draft, rules)
    _account(row, source.paths, draft)
    return row


def _check_bank(row: Row, draft: Draft, bank: Bank) -> None:
    try:
        again = parse_bank(bank_toml(bank).encode(), file="import.toml", name="import")
    except BankFault as error:
        row.faults.append(f"bank check: {error}")
        return
    if again != bank:
        row.faults.append("the bank changes when it is written and read")
    if merged(bank, draft) != bank:
        row.faults.append("importing again changes the bank")


def merged(old: Bank, new: Draft) -> Bank:
    """The old bank, with its questions updated from the draft and new ones added at the end.

    A question keeps its id, its place, and everything that the draft does not mention; questions
    missing from the draft stay.
    """
    fresh = bank_of(new, old.name)
    changed = {question.id: question for question in old.questions}
    added: list[Question] = []
    for before, question in zip(partners(old, fresh.questions), fresh.questions, strict=True):
        if before is None:
            added.append(question)
        else:
            changed[before.id] = updated(before, question)
    return grown(replace(old, questions=tuple(changed.values())), added, fresh)


def _compare(row: Row, source: Source, draft: Draft, rules: ModuleType) -> None:
    matches = Matches(draft.items, source.entries, rules)
    for place, entry in enumerate(source.entries):
        if entry.get("optional"):
            continue
        row.wanted += 1
        item = matches.item(place)
        row.pairs += entry["kind"] == "answer"
        if item is None:
            row.misses.append(f"missed: {entry['question'][:90]}")
            continue
        row.found += 1
        if entry["kind"] == "answer":
            _compare_answer(row, item, entry, rules)
    if not row.items:
        return
    row.false = len(matches.false)
    for item in matches.false:
        row.misses.append(f"false: {item.file}:{item.line} {item.question.question[:90]!r}")
    answers = [item.question.answer for item in draft.items if item.question.answer]
    row.answers = len(answers)
    row.tickable = sum(len(key_points_from_answer(answer)) >= 1 for answer in answers)


def _compare_answer(row: Row, item: DraftItem, entry: dict[str, str], rules: ModuleType) -> None:
    question, asked = item.question, entry["question"][:50]
    parts = [
        question.answer,
        *question.key_points,
        *question.references,
        *(each.question for each in question.follow_ups),
    ]
    whole = "\n".join(parts)
    if rules.same_answer(question.answer, entry):
        row.own += 1
    else:
        want, got = entry["answer_start"][:50], question.answer[:70]
        row.misses.append(f"answer: {asked} | want {want!r} got {got!r}")
    if rules.same_end(whole, entry):
        row.ends += 1
    else:
        row.misses.append(f"end: {asked} | want {entry['answer_end']!r} got {whole[-60:]!r}")


def _account(row: Row, paths: Sequence[Path], draft: Draft) -> None:
    """Count the lines that no item, heading or left-out part covers."""
    held: defaultdict[str, set[int]] = defaultdict(set)
    parts: list[DraftItem | Heading | LeftOut] = [*draft.items, *draft.headings, *draft.left_out]
    for part in parts:
        held[part.file].update(range(part.line, part.last_line + 1))
    for path in paths:
        for file in [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file()):
            name = file.name if path.is_file() else str(file.relative_to(path))
            data = file.read_bytes()
            if data.startswith(b"PK") or name not in draft.files:
                continue
            for number, line in enumerate(data.decode("utf-8-sig", "replace").splitlines(), 1):
                if line.strip():
                    row.lines += 1
                    row.unaccounted += number not in held[name]


def _is_good(rows: Sequence[Row]) -> bool:
    asked = [row for row in rows if row.expect == "import"]
    wanted, pairs = sum(r.wanted for r in asked), sum(r.pairs for r in asked)
    return (
        sum(r.found for r in asked) >= 0.99 * wanted
        and sum(r.own for r in asked) >= 0.98 * pairs
        and sum(r.false for r in asked) <= 0.01 * max(1, sum(r.items for r in asked))
        and not any(row.unaccounted or row.faults for row in rows)
        and all(row.refused or row.doubt for row in rows if row.expect != "import")
    )


if __name__ == "__main__":
    sys.exit(main())
