"""Turns a draft into a bank: names it, finds what is new, and writes it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from simulator.core.bank import Bank, Question
from simulator.core.wording import counted
from simulator.importers import (
    Draft,
    DraftItem,
    Heading,
    LeftOut,
    bank_of,
    grown,
    partners,
    updated,
)
from simulator.importers.common.markdown_text import letters_of
from simulator.importers.common.to_bank import cleaned_text
from simulator.storage.banks.edit import (
    HEAD,
    changes_between,
    with_changes,
    with_head,
    with_question,
)
from simulator.storage.banks.import_record import LEFT_OUT, ImportRecord, Imports, digest
from simulator.storage.banks.names import free_name, name_from
from simulator.storage.banks.read import parse_bank
from simulator.storage.banks.shelf import ListedBank
from simulator.storage.banks.template import SCHEMA_LINE, write_schema
from simulator.storage.banks.write import bank_toml, question_toml
from simulator.storage.store import Store
from simulator.storage.toml.parse import read_bytes
from simulator.system.atomic_write import atomic_write, create_exclusively, make_folder
from simulator.system.faults import BankFault
from simulator.text.markdown import in_one_line


class Standing(StrEnum):
    """How a question of the source relates to the bank that it goes into."""

    NEW = "new"
    SAME = "as it is in the bank"
    THEIRS = "changed in the source since the last import"
    MINE = "edited by you since it was imported"
    BOTH = "differs from yours"
    GONE = "deleted by you"
    LEFT_OUT = "left out by you"


_TAKEN_UNASKED = (Standing.NEW, Standing.THEIRS)
_KEPT = (Standing.MINE, Standing.BOTH)


class Compared(NamedTuple):
    """A question of the source and the bank's own version, if there is one."""

    theirs: Question
    mine: Question | None
    standing: Standing
    taken: bool

    @property
    def by_itself(self) -> bool:
        """True if it is taken unless somebody chooses otherwise."""
        return self.standing in (*_TAKEN_UNASKED, Standing.SAME)

    @property
    def changes(self) -> bool:
        """True if the bank's own version is changed."""
        return self.taken and self.mine is not None and self.standing is not Standing.SAME


class ImportPlan(NamedTuple):
    """What an import would write; nothing is on disk before `write`."""

    path: Path
    bank: Bank
    data: bytes
    compared: Mapping[int, Compared]
    """By the item's index in the draft, from 0."""
    record: ImportRecord
    old: bytes | None
    """The content of the bank being updated; None for a new one."""
    old_path: Path | None
    vanished: tuple[Question, ...] = ()
    """The bank's questions that this source no longer holds; they stay."""

    @property
    def added(self) -> int:
        return sum(each.taken and each.mine is None for each in self.compared.values())

    @property
    def updated(self) -> int:
        """The number of the bank's questions that change."""
        return len(self.changed())

    @property
    def unchanged(self) -> int:
        """The number of questions that are equal on both sides or stay as they are."""
        return sum(not each.changes for each in self.compared.values() if each.mine is not None)

    @property
    def sums(self) -> str:
        """`5 questions` for a new bank, `0 new, 1 updated, 4 unchanged` for an existing one."""
        if self.old is None:
            return counted(self.added, "question")
        return f"{self.added:,} new, {self.updated:,} updated, {self.unchanged:,} unchanged"

    def changed(self) -> tuple[Compared, ...]:
        """Return those whose version in the bank is updated."""
        return tuple(each for each in self.compared.values() if each.changes)

    def kept(self) -> tuple[Compared, ...]:
        """Return those whose version in the bank differs and stays."""
        every = self.compared.values()
        return tuple(each for each in every if each.standing in _KEPT and not each.taken)

    def out(self) -> tuple[Compared, ...]:
        """Return those that were deleted or left out before, and stay out."""
        away = (Standing.GONE, Standing.LEFT_OUT)
        every = self.compared.values()
        return tuple(each for each in every if each.standing in away and not each.taken)

    def write(self, store: Store) -> None:
        """Write the bank. Raises BankFault if the file has changed since, and OSError."""
        make_folder(store.home)
        make_folder(self.path.parent)
        if self.old is None:
            write_schema(self.path.parent)
        elif self.old_path is not None and read_bytes(self.old_path) != self.old:
            raise BankFault.of(self.path, "has changed on disk; import again")
        before = self.old if self.old_path == self.path else None
        if before is None and self.path.exists():
            raise BankFault.of(self.path, "already exists; import again")
        Imports(store.banks_folder).keep(self.bank.name, self.record, self.path, before)
        if before is not None:
            if self.data != before:
                atomic_write(self.path, self.data)
            return
        try:
            create_exclusively(self.path, self.data)
        except FileExistsError:
            raise BankFault.of(self.path, "already exists; import again") from None


def without_items(draft: Draft, left: Collection[int]) -> Draft:
    """Return the draft without the items at these indexes, from 0."""
    kept = tuple(item for index, item in enumerate(draft.items) if index not in left)
    return replace(draft, items=kept)


def plan_import(
    store: Store,
    draft: Draft,
    name: str | None = None,
    *,
    ticked: Collection[int] | None = None,
    theirs: bool = False,
    aside: Sequence[DraftItem] = (),
) -> ImportPlan:
    """Plan how a draft becomes a new bank, or updates an existing one.

    Without a name, one is made from the title; a bank that already has it is updated only if it
    shares a question. Questions edited in the bank stay as they are, unless `theirs` prefers the
    source. `ticked` holds the indexes, from 0, that a person chose: those are taken in any case,
    and the others recorded as left out. `aside` holds items that are in the source, too, but are
    not to be written now. Raises BankFault if the named bank is faulty, and EditRefused if it can't
    be added to.
    """
    making = _Making(store, draft, ticked, theirs, aside)
    listed = {each.name: each for each in store.shelf.listed()}
    if name is None:
        return _named_by_itself(making, listed)
    there = listed.get(name)
    return making.new(name) if there is None else making.update(there)


def _named_by_itself(making: _Making, listed: Mapping[str, ListedBank]) -> ImportPlan:
    stem = _stem(making.draft)
    name, taken = stem, set[str]()
    while (there := listed.get(name)) is not None:
        if there.bank is not None:
            plan = making.update(there)
            if any(each.mine is not None for each in plan.compared.values()):
                return plan
        taken.add(name)
        name = free_name(stem, taken)
    return making.new(name)


def _stem(draft: Draft) -> str:
    file = Path(draft.files[0]).stem if draft.files else ""
    return name_from(draft.title or draft.folder or file)


@dataclass(frozen=True, slots=True)
class _Making:
    """One import, and the choices made for it."""

    store: Store
    draft: Draft
    ticked: Collection[int] | None
    theirs: bool
    aside: Sequence[DraftItem]

    def new(self, name: str) -> ImportPlan:
        """Plan a new bank of this name."""
        path = self.store.banks_folder / f"{name}.toml"
        fresh = bank_of(self.draft, name)
        known = ImportRecord()  # A deleted bank starts over.
        compared = self._compared(replace(fresh, questions=()), fresh, known)
        wanted = tuple(each.theirs for each in compared.values() if each.taken)
        bank = replace(fresh, questions=wanted)
        data = (SCHEMA_LINE + bank_toml(bank)).encode()
        bank = parse_bank(data, file=str(path), name=name)
        return ImportPlan(path, bank, data, compared, self._record(compared, known), None, None)

    def update(self, listed: ListedBank) -> ImportPlan:
        """Plan the update of an existing bank."""
        if listed.bank is None:
            raise BankFault(listed.faults)
        old_data = read_bytes(listed.path)
        old = parse_bank(old_data, file=str(listed.path), name=listed.name)
        fresh = bank_of(self.draft, old.name)
        known = Imports(self.store.banks_folder).record(listed.name)
        compared = self._compared(old, fresh, known)
        now = {each.mine.id: _after(each) for each in compared.values() if each.mine is not None}
        asked = tuple(now.get(question.id, question) for question in old.questions)
        added = [each.theirs for each in compared.values() if each.taken and each.mine is None]
        new = grown(replace(old, questions=asked), added, fresh)
        data = _written(old_data, old, new)
        path = self.store.banks_folder / listed.path.name if listed.shipped else listed.path
        bank = parse_bank(data, file=str(path), name=listed.name)
        record = self._record(compared, known)
        vanished = self._vanished(old, compared, known)
        return ImportPlan(path, bank, data, compared, record, old_data, listed.path, vanished)

    def _vanished(
        self, old: Bank, compared: Mapping[int, Compared], known: ImportRecord
    ) -> tuple[Question, ...]:
        here = {each.mine.id for each in compared.values() if each.mine is not None}
        away = self._came(known) - here
        aside = {letters_of(item.question.question) for item in self.aside}
        found = (question for question in old.questions if question.id in away)
        return tuple(each for each in found if letters_of(each.question) not in aside)

    @property
    def _source(self) -> str:
        return ", ".join(dict.fromkeys(self.draft.files))[:2_000]

    def _came(self, known: ImportRecord) -> frozenset[str]:
        """Return the ids of questions imported from this source before."""
        return frozenset(known.came if known.source == self._source else ())

    def _compared(self, old: Bank, fresh: Bank, known: ImportRecord) -> dict[int, Compared]:
        held = {question.id for question in old.questions}
        gone = known.questions.keys() - held
        indexes = [
            index
            for index, item in enumerate(self.draft.items)
            if cleaned_text(item.question.question).strip()
        ]
        compared: dict[int, Compared] = {}
        came = self._came(known)
        found = zip(fresh.questions, partners(old, fresh.questions, gone, came), strict=True)
        for index, (theirs, mine) in zip(indexes, found, strict=False):
            record = known.questions.get(theirs.id if mine is None else mine.id)
            standing = _standing(theirs, mine, record)
            compared[index] = Compared(theirs, mine, standing, self._takes(index, standing))
        return compared

    def _takes(self, index: int, standing: Standing) -> bool:
        if self.ticked is not None:
            return index in self.ticked
        return standing in _TAKEN_UNASKED or (self.theirs and standing in _KEPT)

    def _record(self, compared: Mapping[int, Compared], known: ImportRecord) -> ImportRecord:
        questions = dict(known.questions)
        for each in compared.values():
            own = each.theirs.id if each.mine is None else each.mine.id
            if each.taken or each.mine is not None:
                questions[own] = digest(each.theirs)
            elif each.standing is not Standing.GONE:
                questions[own] = LEFT_OUT
        here = [each.mine or each.theirs for each in compared.values()]
        now = [question.id for question in here if questions.get(question.id) != LEFT_OUT]
        return ImportRecord(self._source, questions, sorted(self._came(known).union(now)))


def _standing(theirs: Question, mine: Question | None, known: str | None) -> Standing:
    """Relate two versions; `known` is the digest of the last import, if any."""
    if mine is None:
        if known is None:
            return Standing.NEW
        return Standing.LEFT_OUT if known == LEFT_OUT else Standing.GONE
    new, own = digest(theirs), digest(mine)
    if new == own or not changes_between(mine, updated(mine, theirs)):
        return Standing.SAME
    if known == own:
        return Standing.THEIRS
    return Standing.MINE if known == new else Standing.BOTH


def _after(each: Compared) -> Question:
    """Return the bank's version of a question after the import."""
    mine = each.mine
    assert mine is not None
    if not each.changes:
        return mine
    if each.standing is Standing.THEIRS:
        return replace(
            each.theirs,
            id=mine.id,
            extra=mine.extra,
            reviewed=each.theirs.reviewed or mine.reviewed,
        )
    return updated(mine, each.theirs)


def _written(data: bytes, old: Bank, new: Bank) -> bytes:
    """Return the old bank's file, edited to match the new bank."""
    data = _edited(data, old.questions, new.questions)
    head = {key: value for key in HEAD[1:] if (value := getattr(new, key)) != getattr(old, key)}
    return _with_more(with_head(data, head), new, len(old.questions))


def _edited(data: bytes, old: Sequence[Question], new: Sequence[Question]) -> bytes:
    """Write the differences between questions at the same index."""
    changes = {
        index: changed
        for index, (was, now) in enumerate(zip(old, new, strict=False))
        if (changed := changes_between(was, now))
    }
    return with_changes(data, changes) if changes else data


def _with_more(data: bytes, bank: Bank, start: int) -> bytes:
    """Append the bank's questions from index `start` on to the file."""
    more = bank.questions[start:]
    if not more:
        return data
    data = with_question(data, more[0])
    end = b"\r\n" if b"\r\n" in data else b"\n"
    rest = "".join("\n" + question_toml(question) for question in more[1:]).encode()
    data += rest.replace(b"\n", end)
    # A field that is not written takes the bank's own default, which may differ.
    read = parse_bank(data, file=bank.name, name=bank.name)
    return _edited(data, read.questions, bank.questions)


def doubtful(draft: Draft) -> tuple[DraftItem, ...]:
    """Return the items that a person should look at first."""
    return tuple(item for item in draft.items if item.doubtful)


def dropped(draft: Draft) -> Mapping[int, LeftOut]:
    """Map items without an answer, by index from 0, to what was left out right below them.

    It may be the answer.
    """
    others: list[LeftOut | Heading] = [*draft.left_out, *draft.headings]
    parts = [*enumerate(draft.items), *((-1, part) for part in others)]
    parts.sort(key=lambda each: (each[1].file, each[1].line))
    return {
        index: below
        for (index, item), (_, below) in pairwise(parts)
        if isinstance(item, DraftItem)
        and isinstance(below, LeftOut)
        and item.file == below.file
        and not item.question.answer
        and below.words
        and not below.words.startswith("#")
    }


def dropped_words(below: LeftOut, place: str) -> str:
    """Say what was left out below a question, and where."""
    return f"Left out right below it, {place}: {in_one_line(below.words[:400], 60)}"


class Undone(NamedTuple):
    """An import that was undone: the bank's name, and whether the bank itself is gone.

    `kept` is the file with the bank's content before undoing; None if there was none.
    """

    name: str
    gone: bool
    kept: Path | None

    @property
    def words(self) -> str:
        """The result, in a sentence."""
        if self.gone:
            return f"The bank {self.name} is gone again: there was none before that import."
        return f"{self.name} is as it was before its last import."


def last_import(store: Store) -> str:
    """Return the bank of the latest import not yet undone; empty if there is none."""
    return Imports(store.banks_folder).last()


def undo_import(store: Store, name: str) -> Undone:
    """Undo a bank's last import. Raises BankFault if there is nothing to undo, and OSError."""
    paths: Sequence[Path] = [
        each.path for each in store.shelf.listed() if each.name == name and not each.shipped
    ]
    path = paths[0] if paths else store.banks_folder / f"{name}.toml"
    kept = Imports(store.banks_folder).undo(name, path)
    return Undone(name, name not in store.shelf.names(), kept)
