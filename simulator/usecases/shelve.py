"""Deletes and renames banks."""

from __future__ import annotations

from pathlib import Path

from simulator.storage.banks.import_record import Imports
from simulator.storage.banks.names import chosen_name, require_free, to_replace
from simulator.storage.banks.shelf import ListedBank
from simulator.storage.store import Store
from simulator.system.atomic_write import make_folder
from simulator.system.faults import BankFault
from simulator.system.listing import move_into

TRASH = ".trash"


def delete_bank(store: Store, name: str) -> Path:
    """Move a bank's file into the trash beside the banks; return its new path.

    Raises BankFault if there is no such bank or it ships with the program, and OSError.
    """
    listed = _own(store, name)
    trash = store.banks_folder / TRASH
    make_folder(trash)
    return move_into(listed.path, trash)


def rename_bank(store: Store, name: str, written: str) -> str:
    """Rename a bank's file within its folder; return the bank's name.

    Past interviews keep its old name. Raises ValueError for an impossible name, BankFault if there
    is no such bank, it ships with the program, or the name is taken, and OSError.
    """
    listed = _own(store, name)
    wanted = chosen_name(written)
    path = listed.path.with_name(f"{wanted}.toml")
    folder = name.rpartition("/")[0]
    new = f"{folder}/{wanted}" if folder else wanted
    require_free(new, path, store.shelf.names())
    listed.path.rename(path)
    Imports(store.banks_folder).rename(name, new)
    return new


def _own(store: Store, name: str) -> ListedBank:
    """Return one of the candidate's own banks, even a faulty one. Raises BankFault."""
    listed = store.shelf.find(name)
    if listed.shipped:
        own = store.banks_folder / listed.path.name
        raise BankFault.of(name, f"is built in; {to_replace(own)}")
    return listed
