"""How well the importers do over a folder of documents whose truth is known.

    python benchmarks/importers.py FOLDER [--only NAME ...] [--misses] [--json]

The folder holds GROUND_TRUTH.toml, TRUTH/<name>.jsonl and the documents in <name>/; where it has
its own rules of comparison (_tools/normalise.py), they are used. Each row of the table is a
document: questions found, with their own answer, false ones, lines accounted for, answers that can
be ticked, seconds.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import resource
import sys
import time
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from simulator.bank_files.reader import bank_toml, parse_bank
from simulator.importers import (
    CannotRead,
    Draft,
    DraftItem,
    Heading,
    LeftOut,
    bank_of,
    merged,
    read_files,
)
from simulator.points import points_of


@dataclass
class Row:
    """What one document gave."""

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
    """Measure, print, and give 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument(
        "--misses", action="store_true", help="name what was missed, and what is false"
    )
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rules = rules_of(options.folder)
    truth = tomllib.loads((options.folder / "GROUND_TRUTH.toml").read_text("utf-8"))
    rows = [
        measure(options.folder, source, rules)
        for source in truth["source"]
        if not options.only or source["folder"] in options.only
    ]
    if options.json:
        print(json.dumps([vars(row) for row in rows], ensure_ascii=False, indent=1))
    else:
        _print(rows, misses=options.misses)
    return 0 if _good(rows) else 1


def rules_of(folder: Path) -> ModuleType:
    """The folder's own rules of comparison."""
    path = folder / "_tools" / "normalise.py"
    spec = importlib.util.spec_from_file_location("normalise", path)
    if spec is None or spec.loader is None or not path.exists():
        raise SystemExit(f"{path}: the rules of comparison are missing")
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    return module


def paths_of(folder: Path, source: dict[str, Any]) -> list[Path]:
    """The documents of one source."""
    return [folder / source["folder"] / name.rstrip("/") for name in source["files"]]


def measure(folder: Path, source: dict[str, Any], rules: ModuleType) -> Row:
    """Import one source, and compare it with its truth."""
    row = Row(source["folder"], source["layout"], source["expect"])
    paths = paths_of(folder, source)
    started = time.perf_counter()
    try:
        draft = read_files(paths)
        bank = bank_of(draft, "import")
    except CannotRead as error:
        row.refused = str(error)
        draft = Draft(refused=str(error))
        bank = bank_of(draft, "import")
    row.seconds = time.perf_counter() - started
    row.refused, row.doubt = draft.refused or "", draft.doubt or ""
    row.items = 0 if draft.refused or draft.doubt else len(draft.items)
    if draft.items:
        _check_bank(row, draft, bank)
    _compare(row, folder, source, draft, rules)
    _account(row, paths, draft)
    return row


def _check_bank(row: Row, draft: Draft, bank: Any) -> None:
    try:
        again = parse_bank(bank_toml(bank).encode(), file="import.toml", name="import")
    except Exception as error:
        row.faults.append(f"bank check: {error}")
        return
    if again != bank:
        row.faults.append("the bank changes when it is written and read")
    if merged(bank, draft) != bank:
        row.faults.append("importing again changes the bank")


def _compare(
    row: Row, folder: Path, source: dict[str, Any], draft: Draft, rules: ModuleType
) -> None:
    path = folder / "TRUTH" / f"{source['folder']}.jsonl"
    entries = (
        [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
    )
    items = list(draft.items)
    matched = _matches(items, entries, rules)
    for place, entry in enumerate(entries):
        if entry.get("optional"):
            continue
        row.wanted += 1
        item = items[matched[place]] if place in matched else None
        row.found += item is not None
        if item is None:
            row.misses.append(f"missed: {entry['question'][:90]}")
        if entry["kind"] != "answer":
            continue
        row.pairs += 1
        if item is None:
            continue
        question = item.question
        whole = "\n".join(
            [question.answer, *question.key_points, *question.references, *question.follow_ups]
        )
        if rules.same_answer(question.answer, entry):
            row.own += 1
        else:
            row.misses.append(
                f"answer: {entry['question'][:50]} | want {entry['answer_start'][:50]!r} got {question.answer[:70]!r}"  # noqa: E501
            )
        if rules.same_end(whole, entry):
            row.ends += 1
        else:
            row.misses.append(
                f"end: {entry['question'][:50]} | want {entry['answer_end']!r} got {whole[-60:]!r}"
            )
    if row.items:
        used = set(matched.values())
        for place, item in enumerate(items):
            if place not in used:
                row.false += 1
                row.misses.append(f"false: {item.file}:{item.line} {item.question.question[:90]!r}")
        answers = [item.question.answer for item in items if item.question.answer]
        row.answers = len(answers)
        row.tickable = sum(len(points_of(answer)) >= 1 for answer in answers)


def _matches(items: list[Any], entries: list[dict[str, Any]], rules: ModuleType) -> dict[int, int]:
    """Each entry of the truth with the item that is it, one to one, in order where possible."""
    texts = [
        (rules.norm(item.question.question), rules.bare(item.question.question)) for item in items
    ]
    free = set(range(len(items)))
    matched: dict[int, int] = {}
    for with_answer in (True, False):
        last = -1
        for place, entry in enumerate(entries):
            if place in matched:
                last = max(last, matched[place])
                continue
            names = [
                rules.bare(name) for name in [entry["question"], *entry.get("question_alt", [])]
            ]
            fits = [at for at in sorted(free) if _same(texts[at], names, items[at], entry)]
            if with_answer:
                fits = [
                    at
                    for at in fits
                    if entry["kind"] != "answer"
                    or rules.same_answer(items[at].question.answer, entry)
                ]
                fits = [
                    at for at in fits if entry["kind"] == "answer" or not items[at].question.answer
                ] or ([] if entry["kind"] == "answer" else fits)
            if fits:
                shortest = min(
                    fits,
                    key=lambda at: (
                        len(texts[at][0]) > 3 * max(map(len, names)) + 200,
                        at <= last,
                        abs(at - last),
                    ),
                )
                matched[place] = shortest
                free.discard(shortest)
                last = shortest
    return matched


def _same(texts: tuple[str, str], names: list[str], item: Any, entry: dict[str, Any]) -> bool:
    for name in names:
        if name and (name in texts[0] or name in texts[1]):
            return True
    return (
        not any(names)
        and bool(entry["question"].strip())
        and entry["question"].strip() in item.question.question
    )


def _account(row: Row, paths: list[Path], draft: Draft) -> None:
    """Count the lines that no item, heading or left-out part holds."""
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


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:5.1f}" if whole else "    -"


def _print(rows: list[Row], *, misses: bool) -> None:
    print(
        f"{'document':26} {'layout':26} {'found':>11} {'':>5} {'own':>5} {'ends':>5} {'false':>6} {'lines':>6} {'lost':>4} {'tick':>5} {'s':>5}"  # noqa: E501
    )
    for row in rows:
        note = "refused" if row.refused else "doubt" if row.doubt else ""
        print(
            f"{row.name:26.26} {row.layout:26.26} {row.found:5}/{row.wanted:<5} {_share(row.found, row.wanted)} "  # noqa: E501
            f"{_share(row.own, row.pairs)} {_share(row.ends, row.pairs)} {row.false:6} {row.lines:6} {row.unaccounted:4} "  # noqa: E501
            f"{_share(row.tickable, row.answers)} {row.seconds:5.2f} {note} {'; '.join(row.faults)}"
        )
        if misses:
            for miss in row.misses[:60]:
                print("      ", miss)
            if row.refused or row.doubt:
                print("      ", row.refused, row.doubt)
    _print_layouts(rows)
    _print_sums(rows)


def _print_layouts(rows: list[Row]) -> None:
    layouts: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.expect == "import":
            layouts[row.layout].append(row)
    worst = {
        name: min(_ratio(sum(r.found for r in some), sum(r.wanted for r in some)),
                  _ratio(sum(r.own for r in some), sum(r.pairs for r in some)))
        for name, some in layouts.items()
    }  # fmt: skip
    low = {name: share for name, share in worst.items() if share < 0.98}
    print(
        f"\nlayouts below 98 %: {', '.join(f'{n} {100 * s:.1f}' for n, s in low.items()) or 'none'}"
    )


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _print_sums(rows: list[Row]) -> None:
    total = {name: sum(getattr(row, name) for row in rows if row.expect == "import")
             for name in ("wanted", "found", "pairs", "own", "ends", "items", "false", "answers", "tickable")}  # fmt: skip  # noqa: E501
    refusing = [row for row in rows if row.expect != "import"]
    print(
        f"found {_share(total['found'], total['wanted'])} %, own answer {_share(total['own'], total['pairs'])} %, "  # noqa: E501
        f"ends {_share(total['ends'], total['pairs'])} %, false {_share(total['false'], total['items'])} %, "  # noqa: E501
        f"tickable {_share(total['tickable'], total['answers'])} %\n"
        f"lines unaccounted for: {sum(row.unaccounted for row in rows)} of {sum(row.lines for row in rows)}; "  # noqa: E501
        f"refused or doubted {sum(bool(row.refused or row.doubt) for row in refusing)} of {len(refusing)}\n"  # noqa: E501
        f"{sum(row.seconds for row in rows):.1f} s, at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"  # noqa: E501
    )


def _good(rows: list[Row]) -> bool:
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
