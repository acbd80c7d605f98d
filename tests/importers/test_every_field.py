"""Every field of a question, even a new one, survives all of our own file formats."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from simulator.core.bank import Bank, FollowUp, Question
from simulator.core.choices import Difficulty
from simulator.core.fields import Field, Kind, fields_of
from simulator.exporters.bank_csv import bank_csv
from simulator.exporters.bank_json import bank_json
from simulator.importers.common.draft import Draft
from simulator.importers.common.merge import updated
from simulator.importers.common.to_bank import bank_of
from simulator.importers.json import cards as json_cards
from simulator.importers.own import markdown
from simulator.importers.tables import cards as table_cards
from simulator.storage.banks.cache import BankCache
from simulator.storage.banks.edit import changes_between, with_changes
from simulator.storage.banks.read import parse_bank
from simulator.storage.banks.write import bank_toml
from simulator.ui.banks.question_fields import FIELDS

SAID: dict[Kind, Any] = {
    Kind.TEXT: "Something",
    Kind.TEXTS: ("one", "two"),
    Kind.NUMBER: 4.0,
    Kind.WHOLE: 2,
    Kind.FLAG: True,
    Kind.CHOICE: Difficulty.HARD,
    Kind.DAY: date(2026, 12, 1),
    Kind.TABLE: {"mine": 1},
}


def telling(names: tuple[Field, ...]) -> dict[str, Any]:
    return {
        each.name: (FollowUp(**telling(fields_of(FollowUp))),)
        if each.kind is Kind.RECORDS
        else SAID[each.kind]
        for each in names
    }


FULL = Question(**telling(fields_of(Question)))
PLAIN = Question(FULL.id, "What else?")
ABOUT = telling(fields_of(Bank)) | {"language": "de"}
BANK = Bank(name="full", questions=(FULL,), time_limit=90.0, **ABOUT)


def parsed(text: str) -> Bank:
    return parse_bank(text.encode(), file="full.toml", name="full")


def test_the_sample_says_something_in_every_field() -> None:
    for record in (FULL, FULL.follow_ups[0], BANK):
        for each in fields_of(type(record)):  # type: ignore[arg-type]
            assert getattr(record, each.name) not in (each.default, {}), each.name


def test_a_file_and_the_cache_hold_every_field(tmp_path: Path) -> None:
    assert parsed(bank_toml(BANK)) == BANK
    cached = Bank("full", "Full", (Question(**telling(fields_of(Question)[:-1])),))
    cache = BankCache(tmp_path / "cache")
    cache.put(tmp_path, (1, 2), cached)
    assert cache.get(tmp_path, (1, 2)) == cached


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (bank_csv, lambda text: table_cards.read(text, file="full.csv")),
        (bank_json, lambda text: json_cards.read(text, file="full.json")),
        (markdown.bank_markdown, lambda text: markdown.read(text, file="full.md")),
    ],
)
def test_each_format_gives_every_field_back(
    written: Callable[[Bank], str], read: Callable[[str], Draft]
) -> None:
    assert bank_of(read(written(BANK)), "full") == BANK


def test_an_edit_writes_every_field() -> None:
    before = parsed(bank_toml(Bank("full", "Full", (PLAIN,))))
    data = with_changes(bank_toml(before).encode(), {0: changes_between(PLAIN, FULL)})
    written = parsed(data.decode()).questions[0]
    for each in fields_of(Question):
        if each.kind is not Kind.TABLE:
            assert getattr(written, each.name) == getattr(FULL, each.name), each.name


def test_an_update_takes_every_field() -> None:
    assert updated(PLAIN, FULL) == FULL


def test_the_form_shows_every_field_and_takes_it_back() -> None:
    shown = {each.name: each for each in FIELDS}
    for each in fields_of(Question):
        if each.kind is not Kind.TABLE:
            form = shown[each.name]
            assert form.value(form.text(FULL)) == getattr(FULL, each.name), each.name
