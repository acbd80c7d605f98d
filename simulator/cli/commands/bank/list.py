"""`bank list`: lists all banks and their faults."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from typing import Any

from simulator.cli.commands.bank.faults import fault_object
from simulator.cli.console import FAULTY, FINE, complain, say, say_json
from simulator.core.wording import counted
from simulator.storage.banks.shelf import ListedBank
from simulator.storage.store import Store
from simulator.text.cleaning import one_line, printable


def run(arguments: Namespace, store: Store) -> int:
    """List the banks; 1 if there are none or any is faulty."""
    banks = store.shelf.listed()
    if arguments.json:
        say_json([_listed_object(each) for each in banks])
    else:
        width = max((len(each.name) for each in banks), default=0)
        for each in banks:
            say(f"{printable(each.name):<{width}}  {_listed_words(each)}")
            for fault in each.faults:
                say(f"  {fault}")
        if not banks:
            complain("there are no banks; `mock-interview bank new NAME` creates one.")
    return FINE if banks and not any(each.faults for each in banks) else FAULTY


def _listed_words(listed: ListedBank) -> str:
    if listed.bank is None:
        return f"not usable: {counted(len(listed.faults), 'fault')}"
    ships = " (built in)" if listed.shipped else ""
    version = f", version {one_line(listed.bank.version, 40)}" if listed.bank.version else ""
    number = counted(len(listed.bank.questions), "question")
    return f"{number}  {one_line(listed.bank.title)}{version}{ships}"


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
            "version": bank.version,
            "questions": len(bank.questions),
            "topics": dict(Counter(each.topic for each in bank.questions)),
            "difficulties": dict(Counter(each.difficulty.value for each in bank.questions)),
        }
    return about | {"faults": [fault_object(fault) for fault in listed.faults]}
