"""Tests banks in folders, and renaming and deleting banks."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.storage.banks.template import new_bank
from simulator.storage.store import Store
from simulator.system.faults import BankFault
from simulator.usecases.shelve import delete_bank, rename_bank

BANK = "title = 'T'\nversion = '2'\n[[questions]]\nquestion = 'What is tin?'\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "home", tmp_path / "shipped")
    for name, text in {
        "own.toml": BANK,
        "team/metals.toml": BANK,
        "team/settings.toml": "[tool]\nname = 'x'\n",
        "team/.hidden/more.toml": BANK,
        "team/deep/own.toml": BANK,
    }.items():
        path = made.banks_folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (made.banks_folder / "link").symlink_to(made.banks_folder / "team", target_is_directory=True)
    return made


def test_banks_in_subfolders_are_named_by_their_folder(store: Store) -> None:
    assert store.shelf.names() == ("own", "team/deep/own", "team/metals")
    bank = store.shelf.bank("team/metals")
    assert (bank.name, bank.version) == ("team/metals", "2")


def test_a_bank_is_renamed_within_its_folder_and_never_onto_another(store: Store) -> None:
    assert rename_bank(store, "team/metals", "ores") == "team/ores"
    assert "team/ores" in store.shelf.names()
    (store.banks_folder / "taken.toml").write_text(BANK)
    with pytest.raises(BankFault, match="already"):
        rename_bank(store, "own", "taken")
    with pytest.raises(ValueError, match="not a path"):
        rename_bank(store, "own", "a/b")


def test_a_deleted_bank_is_in_the_trash(store: Store) -> None:
    path = delete_bank(store, "own")
    assert path.read_text() == BANK
    assert "own" not in store.shelf.names()
    with pytest.raises(BankFault):
        delete_bank(store, "own")


def test_every_message_about_a_shipped_bank_gives_the_same_advice(store: Store) -> None:
    store.shipped.mkdir()
    (store.shipped / "ours.toml").write_text(BANK)
    own = store.banks_folder / "ours.toml"
    cure = f"copy it to {own} and change the copy to replace it"
    for refused in (
        lambda: delete_bank(store, "ours"),
        lambda: rename_bank(store, "ours", "other"),
        lambda: rename_bank(store, "own", "ours"),
        lambda: new_bank(store.banks_folder, "ours", store.shelf.names()),
    ):
        with pytest.raises(BankFault, match=r"built.in") as caught:
            refused()
        assert str(caught.value).endswith(cure)
    own.write_text(BANK)
    assert delete_bank(store, "ours")
