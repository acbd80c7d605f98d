"""A bank that is being edited: its file as it was read, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from simulator.core.bank import Bank, Question
from simulator.storage.banks.edit import (
    EditRefused,
    changes_between,
    copied,
    line_of,
    with_changes,
    with_question,
    without_question,
)
from simulator.storage.banks.read import parse_bank
from simulator.storage.banks.shelf import ListedBank
from simulator.storage.toml.parse import read_bytes, write_trouble
from simulator.system.atomic_write import atomic_write, create_exclusively, make_folder
from simulator.system.faults import BankFault, Fault, FileFault

__all__ = ["EditRefused", "OpenBank"]

CHANGED = "The file has changed on disk meanwhile. Nothing was written; look at it again first."
MOST_STEPS = 50
"""Edits that can be undone."""


class OpenBank:
    """Edits one bank, each edit written at once; a bank that ships is copied into the home first.

    Every edit raises EditRefused, and then the file is as it was.
    """

    def __init__(self, path: Path, home_path: Path, data: bytes, bank: Bank) -> None:
        """`path` is where the bank was read; `home_path` is where edits are written."""
        self.path = path
        self.home_path = home_path
        self.data = data
        self.bank = bank
        self._steps: list[tuple[bytes, bytes, str]] = []
        self._last: tuple[bytes, Bank] | None = None

    @classmethod
    def read(cls, listed: ListedBank, own_banks: Path) -> OpenBank:
        """The bank as it is on disk now; one that ships is to be copied into the folder.

        Raises BankFault.
        """
        try:
            data = read_bytes(listed.path)
        except FileFault as fault:
            raise BankFault(fault.faults) from fault
        bank = parse_bank(data, file=str(listed.path), name=listed.name)
        home = own_banks / listed.path.name if listed.shipped else listed.path
        return cls(listed.path, home, data, bank)

    @property
    def copies(self) -> bool:
        """Whether the next edit makes a copy in the home, because the bank ships."""
        return self.path != self.home_path

    @property
    def undoes(self) -> str:
        """What the next `undo` takes back, in words; empty for nothing."""
        return self._steps[-1][2] if self._steps else ""

    def place_of(self, id: str) -> int | None:  # noqa: A002
        """Where the question of this id stands, from 0."""
        places = (place for place, each in enumerate(self.bank.questions) if each.id == id)
        return next(places, None)

    def line_of(self, place: int) -> int:
        """The line of a question in the file, from 1."""
        return line_of(self.data, place)

    # Edits

    def faults_of(self, question: Question, place: int | None) -> tuple[Fault, ...]:
        """What would be wrong with the bank if this question stood at `place`, or at the end.

        Raises EditRefused where the bank can't be edited in a form.
        """
        try:
            self._parsed(self._with(question, place))
        except BankFault as fault:
            return fault.faults
        return ()

    def save(self, question: Question, place: int | None, after: int | None = None) -> None:
        """Write a question at its place, or as a new one, at the end or behind another."""
        if place is None:
            self._write(with_question(self.data, question, after), "the new question")
            return
        data = self._with(question, place)
        if data != self.data:
            self._write(data, "the change")

    def duplicate(self, place: int) -> int:
        """Put a copy with another id behind a question; returns the place of the copy."""
        taken = frozenset(each.id for each in self.bank.questions)
        copy = copied(self.bank.questions[place], taken)
        self._write(with_question(self.data, copy, place), "the copy")
        return place + 1

    def delete(self, place: int) -> None:
        """Take a question out of the file; `undo` brings it back, byte for byte."""
        self._write(without_question(self.data, place), "the deletion")

    def undo(self) -> str:
        """Take back the last edit; returns what it was, in words, or empty if there is none."""
        if not self._steps:
            return ""
        before, after, what = self._steps[-1]
        if after != self.data:
            self._steps.clear()
            raise EditRefused(CHANGED)
        self._store(before)
        self._steps.pop()
        return what

    def _with(self, question: Question, place: int | None) -> bytes:
        if place is None:
            return with_question(self.data, question)
        old = self.bank.questions[place]
        return with_changes(self.data, place, changes_between(old, question))

    def _write(self, data: bytes, what: str) -> None:
        before = self.data
        self._store(data)
        self._steps = [*self._steps[1 - MOST_STEPS :], (before, data, what)]

    def _store(self, data: bytes) -> None:
        try:
            bank = self._parsed(data)
        except BankFault as fault:
            raise EditRefused(f"Not written: {fault.faults[0].message}.") from fault
        try:
            self._put(data)
        except OSError as error:
            raise EditRefused(
                f"Could not be written: {self.home_path} {write_trouble(error)}."
            ) from error
        self.path, self.data, self.bank = self.home_path, data, bank

    def _put(self, data: bytes) -> None:
        if not self.is_current():
            raise EditRefused(CHANGED)
        if not self.copies:
            atomic_write(self.home_path, data)
            return
        make_folder(self.home_path.parent)
        try:
            create_exclusively(self.home_path, data)
        except FileExistsError:
            raise EditRefused(CHANGED) from None

    def _parsed(self, data: bytes) -> Bank:
        """The bank in these bytes; those that were looked through last are not read again."""
        if self._last is None or self._last[0] != data:
            bank = parse_bank(data, file=str(self.home_path), name=self.bank.name)
            self._last = (data, bank)
        return self._last[1]

    # The file, changed by others

    def is_current(self) -> bool:
        """Whether the file still holds what was read."""
        try:
            return read_bytes(self.path) == self.data
        except FileFault:
            return False

    def refresh(self) -> None:
        """Take over what the file holds now; what was edited before can't be undone then.

        Raises EditRefused where it holds no bank.
        """
        try:
            data = read_bytes(self.path)
            self.bank, self.data = self._parsed(data), data
        except FileFault as fault:
            raise EditRefused(f"The file can't be read any more: {fault.faults[0]}") from fault
        self._steps.clear()

    def copy_home(self) -> Callable[[], None]:
        """Make the file one of the home, to be edited elsewhere. Raises EditRefused.

        Returns what removes the copy again if nothing was changed in it.
        """
        if not self.copies:
            return lambda: None
        shipped, data, copy = self.path, self.data, self.home_path
        try:
            self._put(data)
        except OSError as error:
            raise EditRefused(f"Could not be written: {copy} {write_trouble(error)}.") from error
        self.path = copy

        def tidy() -> None:
            if self.is_current() and self.data == data:
                copy.unlink(missing_ok=True)
                self.path = shipped

        return tidy
