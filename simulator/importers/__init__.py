"""Questions from existing documents: read into a draft, confirmed, and turned into a bank."""

from simulator.importers.common.draft import CannotRead, Draft, DraftItem, Heading, LeftOut
from simulator.importers.common.merge import grown, partners, updated
from simulator.importers.common.to_bank import bank_of
from simulator.importers.files import read_files, read_pasted

__all__ = [
    "CannotRead",
    "Draft",
    "DraftItem",
    "Heading",
    "LeftOut",
    "bank_of",
    "grown",
    "partners",
    "read_files",
    "read_pasted",
    "updated",
]
