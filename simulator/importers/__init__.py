"""Questions from whatever people already have: read into a draft, agreed to, made a bank."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from simulator.importers.common.draft import CannotRead, Draft, DraftItem, Heading, LeftOut

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.core.bank import Bank

__all__ = [
    "CannotRead",
    "Draft",
    "DraftItem",
    "Heading",
    "LeftOut",
    "bank_of",
    "merged",
    "read_files",
]


def read_files(paths: Sequence[Path]) -> Draft:
    """All questions in these files and folders, with what was left out and why.

    `Draft.refused` says why nothing is usable, `Draft.doubt` why a person should agree first.
    Raises CannotRead, with a sentence that names the file, for what can't be read at all.
    """
    from simulator.importers.files import read_paths

    return read_paths(paths)


def bank_of(draft: Draft, name: str) -> Bank:
    """The draft as a bank that passes `bank check`; the same draft always gives the same ids."""
    from simulator.importers.common.to_bank import bank_of as made

    return made(draft, name)


def merged(old: Bank, new: Draft) -> Bank:
    """The old bank with the draft's questions brought up to date by id, the rest untouched."""
    from simulator.importers.common.merge import merged as made

    return made(old, new)
