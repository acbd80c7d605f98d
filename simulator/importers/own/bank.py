"""One of our own banks, imported like any other document."""

from __future__ import annotations

from pathlib import Path

from simulator.importers.common.draft import CannotRead, Draft, DraftItem, about_of
from simulator.storage.banks.read import parse_bank
from simulator.storage.banks.values import values_of
from simulator.system.faults import BankFault


def read(text: str, *, file: str) -> Draft:
    """The questions of a bank. Raises CannotRead if it has faults."""
    try:
        bank = parse_bank(text.encode(), file=file, name=Path(file).stem)
    except BankFault as fault:
        first, *others = fault.faults
        more = "; `mock-interview bank check` lists the other faults, too" if others else ""
        raise CannotRead(f"{first}{more}.") from fault
    items = tuple(DraftItem(q, file, 1, 1) for q in bank.questions)
    return Draft(
        items,
        **about_of({**values_of(bank), "time_limit": bank.time_limit}),
        layout="bank",
        files=(file,),
        refused=None if items else f"{file}: a bank without questions.",
    )
