"""A bank's file in pieces, one per question: an edit parses only the piece that it changes."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from simulator.core.bank import Bank, Question
from simulator.core.fields import MOST_QUESTIONS
from simulator.storage.banks.edit import (
    blocks,
    changes_between,
    with_changes,
    with_question,
    without_question,
)
from simulator.storage.banks.read import parse_bank
from simulator.storage.toml.parse import LARGEST
from simulator.system.faults import BankFault


class Pieces(NamedTuple):
    """A bank, and the bytes of its head and of each question.

    If there are other tables between the questions, everything is head, and `cut` is False.
    """

    bank: Bank
    head: bytes
    questions: tuple[bytes, ...] = ()
    cut: bool = True

    @classmethod
    def of(cls, data: bytes, bank: Bank) -> Pieces:
        """Cut up a valid file."""
        cuts = blocks(data)
        if cuts is None or len(cuts) - 1 != len(bank.questions):
            return cls(bank, data, cut=False)
        return cls(bank, cuts[0], tuple(cuts[1:]))

    @property
    def data(self) -> bytes:
        """The whole file."""
        return self.head + b"".join(self.questions)

    def changed(self, index: int, question: Question) -> Pieces | None:
        """Replace the question at `index`.

        This and the other changes return None if the whole file must be checked instead, for
        example to list its faults. They raise EditRefused.
        """
        if not self.cut:
            return None
        changes = changes_between(self.bank.questions[index], question)
        small = with_changes(self.head + self.questions[index], {0: changes})
        return self._with(index, index + 1, small)

    def added(self, question: Question, after: int | None) -> Pieces | None:
        """Insert a question after another, or at the end."""
        if not self.cut:
            return None
        index = len(self.questions) if after is None else after + 1
        before = self.questions[index - 1 : index] if index else ()
        behind = self.questions[index : index + 1]
        around = self.head + b"".join((*before, *behind))
        small = with_question(around, question, len(before) - 1 if behind else None)
        begin, end = self.head + b"".join(before), b"".join(behind)
        if not small.startswith(begin) or not small.endswith(end):
            return None
        return self._with(index, index, self.head + small[len(begin) : len(small) - len(end)])

    def deleted(self, index: int) -> Pieces | None:
        """Remove the question at `index`."""
        if not self.cut or index + 1 == len(self.questions):
            return None  # The white space before it may have to go, too.
        around = self.head + b"".join(self.questions[index : index + 2])
        if without_question(around, 0) != self.head + self.questions[index + 1]:
            return None
        return self._replaced(index, index + 1, (), ())

    def _with(self, start: int, end: int, small: bytes) -> Pieces | None:
        """Replace a range of questions with those of a small file."""
        if not small.startswith(self.head):
            return None
        try:
            bank = parse_bank(small, file=self.bank.name, name=self.bank.name)
        except BankFault:
            return None
        if replace(bank, questions=()) != replace(self.bank, questions=()):
            return None
        return self._replaced(start, end, bank.questions, (small[len(self.head) :],))

    def _replaced(
        self, start: int, end: int, new: tuple[Question, ...], pieces: tuple[bytes, ...]
    ) -> Pieces | None:
        old = self.bank.questions
        ids = {each.id for each in new}
        if len(new) != len(pieces) or any(
            each.id in ids for others in (old[:start], old[end:]) for each in others
        ):
            return None
        made = Pieces(
            replace(self.bank, questions=(*old[:start], *new, *old[end:])),
            self.head,
            (*self.questions[:start], *pieces, *self.questions[end:]),
        )
        fits = len(made.questions) <= MOST_QUESTIONS
        return made if fits and sum(map(len, made.questions)) + len(made.head) <= LARGEST else None


Steps = list[tuple[Pieces, Pieces, str]]
"""Undo steps: the file before and after each edit, and the edit in words."""
