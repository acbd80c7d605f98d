"""`bank check`: prints every fault in banks with its cure, and warnings."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from simulator.cli.commands.bank.faults import fault_object
from simulator.cli.commands.bank.path import is_file
from simulator.cli.console import FAULTY, FINE, complain, say, say_json
from simulator.core.bank import Bank
from simulator.core.wording import counted
from simulator.storage.banks.duplicates import located_questions, near_duplicates
from simulator.storage.banks.read import number_of_questions, parse_bank
from simulator.storage.banks.warnings import bank_warnings, stale_questions
from simulator.storage.store import Store
from simulator.storage.toml.parse import read_bytes
from simulator.storage.toml.positions import key_lines
from simulator.system.clock import Clock
from simulator.system.faults import BankFault, Fault, FileFault
from simulator.system.listing import toml_files
from simulator.text.cleaning import printable
from simulator.text.markdown import in_one_line

MOST_COMPARED = 5_000
"""The most questions in a bank to compare with each other, which takes 3 seconds."""


def run(arguments: Namespace, store: Store) -> int:
    """Check the files, or all banks; 1 if any is faulty. Warnings don't affect the code."""
    today = Clock().wall().date()
    faults: list[Fault] = []
    warnings: list[Fault] = []
    paths: list[Path] = [] if arguments.files else [each.path for each in store.shelf.listed()]
    questions = 0
    for written in arguments.files:
        try:
            paths += _named(store, written)
        except BankFault as fault:
            faults += fault.faults
    for path in paths:
        try:
            data = read_bytes(path)
        except FileFault as fault:
            faults += fault.faults
            continue
        warnings += bank_warnings(data, file=str(path))
        try:
            bank = parse_bank(data, file=str(path), name=printable(path.stem))
        except FileFault as fault:
            faults += fault.faults
            questions += number_of_questions(data)
        else:
            questions += len(bank.questions)
            warnings += _twins(bank, path, data)
            warnings += stale_questions(bank, data, today, file=str(path))
            if not bank.questions:
                none = "there are no questions yet: each begins with the line [[questions]]"
                warnings.append(Fault(str(path), None, "questions", none))
    if arguments.json:
        told = {"banks": len(paths), "questions": questions}
        found = {"faults": faults, "warnings": warnings}
        say_json(told | {name: [*map(fault_object, each)] for name, each in found.items()})
    else:
        _print_check(len(paths), questions, faults, warnings)
    return FAULTY if faults or not paths else FINE


def _named(store: Store, written: str) -> list[Path]:
    """Return the file at a path, the files of a folder, or a bank's file by name.

    Raises BankFault if there is none.
    """
    path = Path(written)
    if path.is_dir():
        found = sorted(toml_files(path))
        if not found:
            raise BankFault.of(written, "there is no bank in this folder: no file ends in .toml")
        return found
    return [path if is_file(store, written) else store.shelf.find(written).path]


def _twins(bank: Bank, path: Path, data: bytes) -> list[Fault]:
    """Warn about nearly identical questions in one bank."""
    if len(bank.questions) > MOST_COMPARED:
        return []
    places = {question.id: place for place, question in enumerate(bank.questions)}
    warnings = []
    lines = key_lines(data.decode("utf-8-sig"))
    for pair in near_duplicates(located_questions([bank])):
        first, second = sorted((places[pair.first.question.id], places[pair.second.question.id]))
        text = in_one_line(bank.questions[first].question, 80)
        message = f"nearly the same as questions[{first + 1}]: {text}"
        where = f"questions[{second + 1}].question"
        warnings.append(Fault(str(path), lines.get(("questions", second)), where, message))
    return warnings


def _print_check(number: int, questions: int, faults: list[Fault], warnings: list[Fault]) -> None:
    for fault in faults:
        say(str(fault))
    for warning in warnings:
        where = f"warning: {warning.field}" if warning.field else "warning"
        say(str(Fault(warning.file, warning.line, where, warning.message)))
    if not number:
        if not faults:
            complain("there are no banks to check.")
        return
    found = counted(len(faults), "fault") if faults else "no faults"
    also = f", {counted(len(warnings), 'warning')}" if warnings else ""
    say(f"{counted(number, 'bank')}, {counted(questions, 'question')}: {found}{also}.")
