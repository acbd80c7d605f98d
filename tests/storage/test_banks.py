"""Tests the banks of a home: which are listed and read again, and their names."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.storage.banks.read import bank_toml
from simulator.storage.store import Store
from simulator.system.faults import BankFault
from tests.samples import hostile_bank_toml, plain_bank, sample_session


def test_the_shipped_bank_is_offered(store: Store) -> None:
    assert store.shelf.names() == ("deep_learning",)
    (listed,) = store.shelf.listed()
    assert listed.shipped
    assert listed.bank is store.shelf.bank("deep_learning")
    assert store.shelf.listed()[0].bank is listed.bank


def test_a_home_bank_replaces_its_namesake_and_a_broken_one_hides_nothing(store: Store) -> None:
    store.banks_folder.mkdir(parents=True)
    (store.banks_folder / "deep_learning.toml").write_text(bank_toml(plain_bank()))
    (store.banks_folder / "a_broken.toml").write_text("title = 5\n")
    (store.banks_folder / "hostile.toml").write_text(hostile_bank_toml())
    (store.banks_folder / ".hidden.toml").write_text("x")
    (store.banks_folder / "notes.md").write_text("x")
    listed = store.shelf.listed()
    assert [each.name for each in listed] == ["hostile", "deep_learning", "a_broken"]
    assert not listed[1].shipped
    assert listed[1].bank is not None
    assert listed[1].bank.title == "Plain questions"
    assert listed[2].bank is None
    assert listed[2].faults[0].line == 1
    with pytest.raises(BankFault):
        store.shelf.bank("a_broken")


def test_a_changed_bank_is_read_again(store: Store) -> None:
    store.banks_folder.mkdir(parents=True)
    path = store.banks_folder / "mine.toml"
    path.write_text('title = "One"')
    assert store.shelf.bank("mine").title == "One"
    path.write_text('title = "Two!"')
    assert store.shelf.bank("mine").title == "Two!"
    path.unlink()
    with pytest.raises(BankFault):
        store.shelf.bank("mine")


def test_an_unknown_bank_gets_the_nearest_name(store: Store) -> None:
    with pytest.raises(BankFault, match=r"deep_lerning: .*did you mean deep_learning\?"):
        store.shelf.bank("deep_lerning")


def test_five_hundred_banks_with_one_damaged(store: Store) -> None:
    store.banks_folder.mkdir(parents=True)
    for number in range(499):
        (store.banks_folder / f"b{number}.toml").write_text('title = "T"')
    (store.banks_folder / "b499.toml").write_text("title")
    listed = store.shelf.listed()
    assert sum(each.bank is not None for each in listed) == 500
    assert sum(len(each.faults) for each in listed) == 1


def test_strange_file_names(store: Store) -> None:
    store.banks_folder.mkdir(parents=True)
    names = [b"caf\xe9\xff.toml", b"[@click=app.quit]x[/].toml".replace(b"/", b"_"), b"-rf.toml",
             b"a\nb.toml", b"\x1b[31m.toml"]  # fmt: skip
    for name in names:
        (store.banks_folder / os.fsdecode(name)).write_text(bank_toml(plain_bank()))
    for each in store.shelf.listed():
        assert each.bank is not None
        assert each.name.isprintable()
        each.name.encode()
        answer = replace(sample_session().answers[0], bank=each.name)
        file = store.sessions.create(replace(sample_session(), answers=(answer,)))
        file.close()
        assert store.sessions.load(file.path).answers[0].bank == each.name


def test_a_bank_from_anywhere_can_be_added_for_one_run(store: Store, tmp_path: Path) -> None:
    away = tmp_path / "away" / "lent.toml"
    away.parent.mkdir()
    away.write_text('title = "Lent"\n[[questions]]\nquestion = "A?"\n')
    assert store.shelf.lend(away) == "lent"
    assert store.shelf.bank("lent").title == "Lent"
    assert store.shelf.lent == {"lent"}
    own = next(each for each in store.shelf.listed() if each.name != "lent")
    assert store.shelf.lend(own.path) == own.name
    assert store.shelf.lent == {"lent"}
    with pytest.raises(BankFault):
        store.shelf.lend(tmp_path / "none.toml")
