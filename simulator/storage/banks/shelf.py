"""Lists the available banks: those that ship, and the candidate's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from simulator.core.bank import Bank
from simulator.core.wording import readable_name
from simulator.storage.banks.below import BanksBelow
from simulator.storage.banks.cache import BankCache
from simulator.storage.banks.read import read_bank
from simulator.system.faults import BankFault, Fault
from simulator.system.listing import state_of, toml_files
from simulator.text.cleaning import normal_form, printable
from simulator.text.suggest import no_such

if TYPE_CHECKING:
    from simulator.storage.banks.pieces import Steps

WORTH_REMEMBERING = 50_000
"""Bytes; parsing a smaller bank is as fast as reading it from the cache."""


class ListedBank(NamedTuple):
    """An available bank; `bank` is None if its file is faulty."""

    name: str
    path: Path
    shipped: bool
    bank: Bank | None
    faults: tuple[Fault, ...] = ()


class BankShelf:
    """Two folders of banks; one in `own` replaces its namesake in `shipped`.

    Banks in subfolders of `own` are named `folder/name` and replace none. A file is read again only
    after it changed.
    """

    def __init__(self, shipped: Path, own: Path, cache: BankCache | None = None) -> None:
        self._shipped = shipped
        self._own = own
        self._cache = cache
        self._below = BanksBelow(own)
        self._lent: dict[str, Path] = {}
        self.edits: dict[Path, Steps] = {}
        """By file, the edits since the program started that can be undone."""
        self._known: dict[Path, tuple[tuple[int, int], ListedBank]] = {}
        self._reads = Lock()

    def listed(self) -> tuple[ListedBank, ...]:
        """Return all banks, good ones first, by title."""
        return tuple(sorted((self._look(*each) for each in self._paths()), key=_good_first))

    def good(self) -> list[Bank]:
        """Return the usable banks, by title."""
        return good_banks(self.listed())

    def names(self) -> tuple[str, ...]:
        """Return the names of all banks, sorted, without opening any."""
        return tuple(sorted(self._name(path) for path, _ in self._paths()))

    def bank(self, name: str) -> Bank:
        """Return the bank of this name. Raises BankFault if it is missing or faulty."""
        listed = self.find(name)
        if listed.bank is None:
            raise BankFault(listed.faults)
        return listed.bank

    def find(self, name: str) -> ListedBank:
        """Return the bank of this name, even a faulty one. Raises BankFault if there is none."""
        for path, shipped in self._paths():
            if normal_form(self._name(path)) == normal_form(name):
                return self._look(path, shipped)
        raise BankFault.of(printable(name), no_such("bank", name, self.names()))

    def titles(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return the titles of banks; for one that is missing or faulty, its name in words."""
        known = {each.name: each.bank.title for each in self.listed() if each.bank is not None}
        return tuple(known.get(name) or readable_name(name) for name in names)

    def lend(self, path: Path) -> str:
        """Add the bank in a file for this run; return its name.

        Raises BankFault if the file is no bank.
        """
        there = path.resolve()
        for known, _ in self._paths():
            if known.resolve() == there:
                return self._name(known)
        bank = read_bank(path)
        self._lent[path.name] = path
        return bank.name

    @property
    def lent(self) -> frozenset[str]:
        """The names of banks added for this run only."""
        return frozenset(printable(path.stem) for path in self._lent.values())

    def known(self, path: Path) -> Bank | None:
        """Return the bank read from a file, if the file has not changed since."""
        known = self._known.get(path)
        return known[1].bank if known is not None and known[0] == state_of(path) else None

    def adopt(self, path: Path, bank: Bank, size: int) -> None:
        """Remember the bank just written to a file of this size, without reading it."""
        state = state_of(path)
        if state is not None and state[1] == size:
            self._known[path] = state, ListedBank(bank.name, path, False, bank)

    def _paths(self) -> list[tuple[Path, bool]]:
        found = {path.name: (path, True) for path in toml_files(self._shipped)}
        found |= {path.name: (path, False) for path in toml_files(self._own)}
        found |= {name: (path, False) for name, path in self._lent.items()}
        below = [(path, False) for path in self._below.paths()]
        return [found[name] for name in sorted(found)] + below

    def _name(self, path: Path) -> str:
        return printable(self._below.name_of(path))

    def _look(self, path: Path, shipped: bool) -> ListedBank:
        state = state_of(path)
        known = self._known.get(path)
        if known is not None and known[0] == state:
            return known[1]
        with self._reads:  # Several screens may ask; a large bank is read once for all of them.
            known = self._known.get(path)
            if known is not None and known[0] == state:
                return known[1]
            name = self._name(path)
            try:
                bank = replace(self._read(path, state), name=name)
                listed = ListedBank(name, path, shipped, bank)
            except BankFault as fault:
                listed = ListedBank(name, path, shipped, None, fault.faults)
            if state is not None:
                self._known[path] = (state, listed)
            return listed

    def _read(self, path: Path, state: tuple[int, int] | None) -> Bank:
        if self._cache is None or state is None or state[1] < WORTH_REMEMBERING:
            return read_bank(path)
        bank = self._cache.get(path, state)
        if bank is None:
            bank = read_bank(path)
            self._cache.put(path, state, bank)
        return bank


def good_banks(banks: Iterable[ListedBank]) -> list[Bank]:
    """Return the usable ones."""
    return [each.bank for each in banks if each.bank is not None]


def _good_first(listed: ListedBank) -> tuple[bool, str, str]:
    title = listed.bank.title if listed.bank else listed.name
    return listed.bank is None, title.casefold(), listed.name
