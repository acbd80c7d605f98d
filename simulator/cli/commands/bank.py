"""`bank`: the banks listed, checked, made, exported, found."""

from __future__ import annotations

import os
from argparse import Namespace
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from simulator.cli.commands.report import FAULTY, FINE, complain, say
from simulator.core.bank import Bank
from simulator.core.wording import counted
from simulator.storage.banks.read import parse_bank
from simulator.storage.banks.shelf import ListedBank
from simulator.storage.banks.warnings import bank_warnings
from simulator.storage.store import Store
from simulator.storage.toml.parse import read_bytes
from simulator.system.faults import BankFault, Fault, FileFault
from simulator.text.cleaning import one_line, printable

WRONG_ARGUMENTS = 2

MOST_COMPARED = 5_000
"""Questions of one bank that are compared with each other, which takes three seconds."""


def run_bank(store: Store, arguments: Namespace) -> int:
    """One of the `bank` commands; returns the exit code.

    Raises FileFault where the bank that was asked for is faulty or missing, and OSError.
    """
    from simulator.cli.commands.bank_import import run_import

    commands: dict[str, Callable[[Store, Namespace], int]] = {
        "list": _list,
        "check": _check,
        "new": _new,
        "import": run_import,
        "export": _export,
        "path": _path,
    }
    return commands[arguments.bank_command or "list"](store, arguments)


def say_json(value: object) -> None:
    """Print JSON."""
    import json

    say(json.dumps(value, ensure_ascii=False, indent=2))


# list


def _list(store: Store, arguments: Namespace) -> int:
    banks = store.banks()
    if getattr(arguments, "json", False):
        say_json([_listed_object(each) for each in banks])
    else:
        width = max((len(each.name) for each in banks), default=0)
        for each in banks:
            say(f"{printable(each.name):<{width}}  {_listed_words(each)}")
            for fault in each.faults:
                say(f"  {fault}")
        if not banks:
            complain("there are no banks; `mock-interview bank new NAME` makes one.")
    return FINE if banks and not any(each.faults for each in banks) else FAULTY


def _listed_words(listed: ListedBank) -> str:
    if listed.bank is None:
        return f"not usable: {counted(len(listed.faults), 'fault')}"
    ships = " (ships with the program)" if listed.shipped else ""
    return (
        f"{counted(len(listed.bank.questions), 'question')}  {one_line(listed.bank.title)}{ships}"
    )


def _listed_object(listed: ListedBank) -> dict[str, Any]:
    bank = listed.bank
    about: dict[str, Any] = {
        "name": listed.name,
        "path": printable(str(listed.path)),
        "shipped": listed.shipped,
    }
    if bank is not None:
        about |= {
            "title": bank.title,
            "questions": len(bank.questions),
            "topics": dict(Counter(each.topic for each in bank.questions)),
            "difficulties": dict(Counter(each.difficulty.value for each in bank.questions)),
        }
    return about | {"faults": [_fault_object(fault) for fault in listed.faults]}


def _fault_object(fault: Fault) -> dict[str, Any]:
    return {
        "file": printable(fault.file),
        "line": fault.line,
        "field": fault.field,
        "message": fault.message,
    }


# check


def _check(store: Store, arguments: Namespace) -> int:
    faults: list[Fault] = []
    warnings: list[Fault] = []
    banks: list[Bank] = []
    paths: list[Path] = [] if arguments.files else [each.path for each in store.banks()]
    for written in arguments.files:
        try:
            paths.append(_named(store, written))
        except BankFault as fault:
            faults += fault.faults
    for path in paths:
        try:
            data = read_bytes(path)
            warnings += bank_warnings(data, file=str(path))
            bank = parse_bank(data, file=str(path), name=printable(path.stem))
        except FileFault as fault:
            faults += fault.faults
        else:
            banks.append(bank)
            warnings += _twins(bank, path, data)
    if arguments.json:
        _say_check(len(paths), banks, faults, warnings)
    else:
        _print_check(len(paths), banks, faults, warnings)
    return FAULTY if faults or not paths else FINE


def _named(store: Store, written: str) -> Path:
    """The file of that path, or the bank of that name. Raises BankFault where there is neither."""
    path = Path(written)
    if os.sep in written or written.endswith(".toml") or path.exists():
        return path
    found = bank_path(store, written)
    if found is None:
        store.bank(written)
    return found or path


def bank_path(store: Store, name: str) -> Path | None:
    """Where the bank of this name is, also a faulty one; None where there is none."""
    return next((each.path for each in store.banks() if each.name == name), None)


def _twins(bank: Bank, path: Path, data: bytes) -> list[Fault]:
    """Questions of one bank that are nearly the same, as warnings."""
    from simulator.storage.banks.duplicates import near_duplicates, places_of
    from simulator.storage.banks.edit import line_of

    if len(bank.questions) > MOST_COMPARED:
        return []
    places = {question.id: place for place, question in enumerate(bank.questions)}
    warnings = []
    for pair in near_duplicates(places_of([bank])):
        first, second = sorted((places[pair.first.question.id], places[pair.second.question.id]))
        text = one_line(bank.questions[first].question, 80)
        message = f"nearly the same as questions[{first + 1}]: {text}"
        where = f"questions[{second + 1}].question"
        warnings.append(Fault(str(path), line_of(data, second), where, message))
    return warnings


def _print_check(
    number: int, banks: list[Bank], faults: list[Fault], warnings: list[Fault]
) -> None:
    for fault in faults:
        say(str(fault))
    for warning in warnings:
        say(str(Fault(warning.file, warning.line, "warning: " + warning.field, warning.message)))
    questions = sum(len(bank.questions) for bank in banks)
    if not number:
        complain("there are no banks to check.")
        return
    found = counted(len(faults), "fault") if faults else "no faults"
    also = f", {counted(len(warnings), 'warning')}" if warnings else ""
    say(f"{counted(number, 'bank')}, {counted(questions, 'question')}: {found}{also}.")


def _say_check(number: int, banks: list[Bank], faults: list[Fault], warnings: list[Fault]) -> None:
    say_json(
        {
            "banks": number,
            "questions": sum(len(bank.questions) for bank in banks),
            "faults": [_fault_object(fault) for fault in faults],
            "warnings": [_fault_object(warning) for warning in warnings],
        }
    )


# new, export, path


def _new(store: Store, arguments: Namespace) -> int:
    from simulator.storage.banks.template import new_bank

    try:
        path = new_bank(store, arguments.name)
    except ValueError as error:
        complain(str(error))
        return WRONG_ARGUMENTS
    say(printable(str(path)))
    complain("write your questions there; `mock-interview bank check` names mistakes.")
    return FINE


def _export(store: Store, arguments: Namespace) -> int:
    from simulator.exporters.bank_exports import BankFormat, export_bank

    bank = store.bank(arguments.name)
    text = export_bank(bank, BankFormat(arguments.format))
    output: Path | None = arguments.output
    if output is None or str(output) == "-":
        say(text)
        return FINE
    output.write_text(text, encoding="utf-8", newline="")
    complain(f"written to {output}")
    return FINE


def _path(store: Store, arguments: Namespace) -> int:
    path = bank_path(store, arguments.name)
    if path is None:
        store.bank(arguments.name)
        raise BankFault.of(arguments.name, "there is no such bank")
    say(printable(str(path)))
    return FINE
