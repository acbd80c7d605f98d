"""A draft on its way into a bank: under which name, what is new, and then written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from simulator.core.bank import Bank
from simulator.importers import Draft, DraftItem, bank_of, merged
from simulator.storage.banks.edit import (
    HEAD,
    changes_between,
    with_all_changes,
    with_head,
    with_question,
)
from simulator.storage.banks.names import free_name, name_from
from simulator.storage.banks.read import parse_bank
from simulator.storage.banks.shelf import ListedBank
from simulator.storage.banks.template import SCHEMA_LINE, write_schema
from simulator.storage.banks.write import bank_toml, question_toml
from simulator.storage.store import Store
from simulator.storage.toml.parse import read_bytes
from simulator.system.atomic_write import atomic_write, create_exclusively, make_folder
from simulator.system.faults import BankFault


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would write. Nothing is on disk before `write`."""

    path: Path
    bank: Bank
    data: bytes
    added: int
    updated: int
    unchanged: int
    old: bytes | None
    """The content of the bank that is brought up to date; None for a new one."""
    old_path: Path | None

    def write(self, store: Store) -> None:
        """Write the bank. Raises BankFault where the file has changed meanwhile, and OSError."""
        make_folder(store.home)
        make_folder(self.path.parent)
        if self.old is None:
            write_schema(self.path.parent)
        elif self.old_path is not None and read_bytes(self.old_path) != self.old:
            raise BankFault.of(self.path, "has changed on disk meanwhile; import again")
        if self.old_path == self.path:
            atomic_write(self.path, self.data)
            return
        try:
            create_exclusively(self.path, self.data)
        except FileExistsError:
            raise BankFault.of(self.path, "is there already; import again") from None


def without_items(draft: Draft, left: Collection[int]) -> Draft:
    """The draft without the items at these places, from 0."""
    kept = tuple(item for place, item in enumerate(draft.items) if place not in left)
    return replace(draft, items=kept)


def plan_import(store: Store, draft: Draft, name: str | None = None) -> ImportPlan:
    """How a draft becomes a bank: a new one, or an old one brought up to date.

    Without a name one is made from the title; a bank that has it already is taken only if it
    knows one of the questions. Raises BankFault where the named bank is faulty, and EditRefused
    where it can't be added to.
    """
    listed = {each.name: each for each in store.shelf.listed()}
    if name is None:
        return _named_by_itself(store, draft, listed)
    there = listed.get(name)
    return _new(store, draft, name) if there is None else _update(store, draft, there)


def _named_by_itself(store: Store, draft: Draft, listed: dict[str, ListedBank]) -> ImportPlan:
    stem = _stem(draft)
    name, taken = stem, set[str]()
    while (there := listed.get(name)) is not None:
        if there.bank is not None:
            plan = _update(store, draft, there)
            if plan.updated or plan.unchanged:
                return plan
        taken.add(name)
        name = free_name(stem, taken)
    return _new(store, draft, name)


def _stem(draft: Draft) -> str:
    if draft.title:
        return name_from(draft.title)
    return name_from(Path(draft.files[0]).stem if draft.files else "")


def _new(store: Store, draft: Draft, name: str) -> ImportPlan:
    path = store.banks_folder / f"{name}.toml"
    data = (SCHEMA_LINE + bank_toml(bank_of(draft, name))).encode()
    bank = parse_bank(data, file=str(path), name=name)
    return ImportPlan(path, bank, data, len(bank.questions), 0, 0, None, None)


def _update(store: Store, draft: Draft, listed: ListedBank) -> ImportPlan:
    if listed.bank is None:
        raise BankFault(listed.faults)
    old_data = read_bytes(listed.path)
    old = parse_bank(old_data, file=str(listed.path), name=listed.name)
    new = merged(old, draft)
    count = len(old.questions)
    changes = {
        place: changed
        for place, (was, now) in enumerate(zip(old.questions, new.questions, strict=False))
        if (changed := changes_between(was, now))
    }
    data = with_all_changes(old_data, changes) if changes else old_data
    head = {key: value for key in HEAD[1:] if (value := getattr(new, key)) != getattr(old, key)}
    data = _with_more(with_head(data, head), new, count)
    path = store.banks_folder / listed.path.name if listed.shipped else listed.path
    bank = parse_bank(data, file=str(path), name=listed.name)
    added = len(new.questions) - count
    met = len(draft.items) - added
    updated = min(len(changes), met)
    return ImportPlan(path, bank, data, added, updated, met - updated, old_data, listed.path)


def _with_more(data: bytes, bank: Bank, start: int) -> bytes:
    """The file with the bank's questions from `start` on behind its own."""
    more = bank.questions[start:]
    if not more:
        return data
    data = with_question(data, more[0])
    end = b"\r\n" if b"\r\n" in data else b"\n"
    rest = "".join("\n" + question_toml(question) for question in more[1:]).encode()
    data += rest.replace(b"\n", end)
    # What is not written is what the bank's own defaults say, which may be something else.
    read = parse_bank(data, file=bank.name, name=bank.name)
    pairs = enumerate(zip(read.questions, bank.questions, strict=True))
    changes = {
        place: changed
        for place, (is_, wanted) in pairs
        if (changed := changes_between(is_, wanted))
    }
    return with_all_changes(data, changes) if changes else data


def doubtful(draft: Draft) -> tuple[DraftItem, ...]:
    """The items that a person should look at first."""
    return tuple(item for item in draft.items if item.doubtful)
