"""An editable bank: its file as last read, and the edits that can be undone."""

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
from simulator.storage.banks.pieces import Pieces, Steps
from simulator.storage.banks.read import parse_bank
from simulator.storage.banks.shelf import BankShelf, ListedBank
from simulator.storage.toml.parse import LARGEST, read_bytes, too_large, write_trouble
from simulator.system.atomic_write import atomic_write, create_exclusively, make_folder
from simulator.system.faults import BankFault, Fault, FileFault

__all__ = ["EditRefused", "OpenBank"]

CHANGED = "The file has changed on disk. Nothing was written; look at it again first."
MOST_STEPS = 50
"""The number of edits that can be undone."""


class OpenBank:
    """Edits one bank, writing each edit at once; a shipped bank is copied into the home first.

    An edit that raises EditRefused leaves the file as it was.
    """

    def __init__(
        self, path: Path, home_path: Path, held: Pieces, shelf: BankShelf | None = None
    ) -> None:
        """`path` is where the bank was read, `home_path` where edits are written.

        The shelf is notified of each edit, and keeps the undo steps until somebody else changes
        the file.
        """
        self.path = path
        self.home_path = home_path
        self._held = held
        self._shelf = shelf
        self._steps: Steps = [] if shelf is None else shelf.edits.setdefault(home_path, [])
        if self._steps and self._steps[-1][1].data != held.data:
            self._steps.clear()
        self._made: tuple[Question, int | None, Pieces] | None = None

    @classmethod
    def read(cls, listed: ListedBank, own_banks: Path, shelf: BankShelf | None = None) -> OpenBank:
        """Open a bank as it is on disk; a shipped one will be copied into `own_banks`.

        The shelf, if given, is notified of edits. Raises BankFault.
        """
        known = None if shelf is None else shelf.known(listed.path)
        try:
            data = read_bytes(listed.path)
        except FileFault as fault:
            raise BankFault(fault.faults) from fault
        bank = None if shelf is None else shelf.known(listed.path)
        if bank is None or bank is not known:  # The file may have just changed.
            bank = parse_bank(data, file=str(listed.path), name=listed.name)
        home = own_banks / listed.path.name if listed.shipped else listed.path
        return cls(listed.path, home, Pieces.of(data, bank), shelf)

    @property
    def data(self) -> bytes:
        """The file's content when last read or written."""
        return self._held.data

    @property
    def bank(self) -> Bank:
        """The bank in that content."""
        return self._held.bank

    @property
    def copies(self) -> bool:
        """True if the next edit creates a copy in the home, because the bank ships."""
        return self.path != self.home_path

    @property
    def undoes(self) -> str:
        """The edit that `undo` would revert, in words; empty if there is none."""
        return self._steps[-1][2] if self._steps else ""

    def place_of(self, id: str) -> int | None:  # noqa: A002
        """Return the index of the question with this id, or None."""
        indexes = (index for index, each in enumerate(self.bank.questions) if each.id == id)
        return next(indexes, None)

    def line_of(self, index: int) -> int:
        """Return the line of a question in the file, from 1."""
        return line_of(self.data, index)

    # Edits

    def faults_of(self, question: Question, index: int | None) -> tuple[Fault, ...]:
        """Return the faults the bank would have with this question at `index`, or at the end.

        Raises EditRefused if the bank can't be edited in a form.
        """
        try:
            self._with(question, index)
        except BankFault as fault:
            return fault.faults
        return ()

    def save(self, question: Question, index: int | None) -> None:
        """Write a question at its index, or a new one at the end."""
        made = self._valid(lambda: self._with(question, index))
        if index is None:
            self._write(made, "the new question")
        elif made.data != self.data:
            self._write(made, "the change")

    def duplicate(self, index: int) -> int:
        """Insert a copy with another id after a question; return the index of the copy."""
        taken = frozenset(each.id for each in self.bank.questions)
        copy = copied(self.bank.questions[index], taken)
        self._write(self._valid(lambda: self._with(copy, None, index)), "the copy")
        return index + 1

    def delete(self, index: int) -> None:
        """Remove a question from the file; `undo` restores it byte for byte."""
        made = self._held.deleted(index)
        if made is None:
            made = self._valid(lambda: self._parsed(without_question(self.data, index)))
        self._write(made, "the deletion")

    def undo(self) -> str:
        """Undo the last edit; return it in words, or an empty text if there is none."""
        if not self._steps:
            return ""
        before, after, what = self._steps[-1]
        if after.data != self.data:
            self._steps.clear()
            raise EditRefused(CHANGED)
        self._store(before)
        self._steps.pop()
        return what

    def _with(self, question: Question, index: int | None, after: int | None = None) -> Pieces:
        """Make the file with a question changed or added. Raises BankFault, EditRefused.

        The last result is reused.
        """
        if self._made is not None and self._made[:2] == (question, index) and after is None:
            return self._made[2]
        if index is None:
            made = self._held.added(question, after)
            if made is None:
                made = self._parsed(with_question(self.data, question, after))
        else:
            made = self._held.changed(index, question)
            if made is None:
                changes = changes_between(self.bank.questions[index], question)
                made = self._parsed(with_changes(self.data, {index: changes}))
        if after is None:
            self._made = question, index, made
        return made

    @staticmethod
    def _valid(make: Callable[[], Pieces]) -> Pieces:
        try:
            return make()
        except BankFault as fault:
            raise EditRefused(f"Not written: {fault.faults[0].message}.") from fault

    def _write(self, made: Pieces, what: str) -> None:
        before = self._held
        self._store(made)
        self._steps[:] = [*self._steps[1 - MOST_STEPS :], (before, made, what)]

    def _store(self, made: Pieces) -> None:
        try:
            self._put(made.data)
        except OSError as error:
            raise EditRefused(f"{self.home_path} {write_trouble(error)}.") from error
        self.path, self._held, self._made = self.home_path, made, None
        if self._shelf is not None:
            self._shelf.adopt(self.home_path, made.bank, len(made.data))

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

    def _parsed(self, data: bytes) -> Pieces:
        """Parse these bytes. Raises BankFault."""
        if len(data) > LARGEST:
            raise BankFault.of(self.home_path, too_large())
        bank = parse_bank(data, file=str(self.home_path), name=self.bank.name)
        return Pieces.of(data, bank)

    # Changes made by others

    def is_current(self) -> bool:
        """True if the file still holds what was read."""
        try:
            return read_bytes(self.path) == self.data
        except FileFault:
            return False

    def refresh(self) -> None:
        """Read the file again, which ends the undo steps.

        Raises EditRefused if it holds no bank.
        """
        try:
            self._held, self._made = self._parsed(read_bytes(self.path)), None
        except FileFault as fault:
            raise EditRefused(f"The file can't be read any more: {fault.faults[0]}") from fault
        self._steps.clear()

    def copy_home(self) -> Callable[[], None]:
        """Copy the file into the home, for an external editor. Raises EditRefused.

        Returns a function that deletes the copy again if it was not changed.
        """
        if not self.copies:
            return lambda: None
        shipped, data, copy = self.path, self.data, self.home_path
        try:
            self._put(data)
        except OSError as error:
            raise EditRefused(f"{copy} {write_trouble(error)}.") from error
        self.path = copy

        def tidy() -> None:
            if self.is_current() and self.data == data:
                copy.unlink(missing_ok=True)
                self.path = shipped

        return tidy
