"""Tests an open bank on disk: undo, copies, changes by others, faults before writing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from simulator.core.bank import Question
from simulator.core.choices import Difficulty
from simulator.storage.banks.edit import EditRefused
from simulator.storage.banks.editor import OpenBank
from simulator.storage.store import Store
from tests.storage.banks.editing import BIG, FILES, SHIPPED, bank_of


def own(tmp_path: Path, data: bytes = FILES["commented"]) -> tuple[OpenBank, Store, Path]:
    store = Store(tmp_path / "home", tmp_path / "shipped")
    path = store.banks_folder / "mine.toml"
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    return OpenBank.read(store.shelf.listed()[0], store.banks_folder), store, path


def test_delete_and_undo_byte_for_byte(tmp_path: Path) -> None:
    edit, _, path = own(tmp_path)
    edit.delete(1)
    edit.delete(0)
    assert len(edit.bank.questions) == 1
    assert edit.undo() == "the deletion"
    assert edit.undo() == "the deletion"
    assert path.read_bytes() == FILES["commented"]
    assert edit.undo() == ""


def test_a_duplicate_follows_the_original_with_another_id(tmp_path: Path) -> None:
    edit, _, _ = own(tmp_path)
    assert edit.duplicate(0) == 1
    assert edit.duplicate(0) == 1
    assert [each.id for each in edit.bank.questions[:3]] == ["first", "first-copy-2", "first-copy"]
    assert edit.bank.questions[1].key_points == edit.bank.questions[0].key_points
    assert edit.bank.questions[1].difficulty is Difficulty.HARD


def test_a_file_changed_by_others_is_not_overwritten(tmp_path: Path) -> None:
    edit, _, path = own(tmp_path)
    path.write_bytes(FILES["commented"] + b"\n# mine\n")
    with pytest.raises(EditRefused, match="changed on disk"):
        edit.delete(0)
    assert path.read_bytes().endswith(b"# mine\n")
    path.unlink()
    with pytest.raises(EditRefused, match="changed on disk"):
        edit.save(replace(edit.bank.questions[0], answer="x"), 0)
    assert not path.exists()


def test_a_shipped_bank_is_copied_before_its_first_edit(tmp_path: Path) -> None:
    store = Store(tmp_path / "home", SHIPPED)
    listed = next(each for each in store.shelf.listed() if each.name == "deep_learning")
    edit = OpenBank.read(listed, store.banks_folder)
    assert edit.copies
    edit.save(replace(edit.bank.questions[3], topic="Mine"), 3)
    assert not edit.copies
    assert (SHIPPED / "deep_learning.toml").read_bytes() == BIG
    assert not store.shelf.listed()[0].shipped
    assert store.shelf.bank("deep_learning").questions[3].topic == "Mine"
    second = OpenBank.read(listed, store.banks_folder)
    with pytest.raises(EditRefused):
        second.delete(0)


def test_an_unchanged_copy_for_the_editor_is_removed(tmp_path: Path) -> None:
    store = Store(tmp_path / "home", SHIPPED)
    edit = OpenBank.read(
        next(b for b in store.shelf.listed() if b.name == "deep_learning"), store.banks_folder
    )
    tidy = edit.copy_home()
    copy = store.banks_folder / "deep_learning.toml"
    assert copy.read_bytes() == BIG
    tidy()
    assert not copy.exists()
    tidy = edit.copy_home()
    copy.write_bytes(BIG + b"\n")
    tidy()
    assert copy.exists()


def test_faults_are_known_before_writing(tmp_path: Path) -> None:
    edit, _, path = own(tmp_path)
    bad = replace(edit.bank.questions[2], id="first", time_limit=-5.0)
    fields = {fault.field for fault in edit.faults_of(bad, 2)}
    assert fields == {"questions[3].id", "questions[3].time_limit"}
    assert edit.faults_of(Question("", ""), None)[0].field == "questions[4].question"
    with pytest.raises(EditRefused):
        edit.save(bad, 2)
    assert path.read_bytes() == FILES["commented"]
    assert edit.faults_of(edit.bank.questions[0], 0) == ()


def test_own_edits_are_not_read_again_but_those_of_others_are(tmp_path: Path) -> None:
    _, store, path = own(tmp_path)
    edit = OpenBank.read(store.shelf.listed()[0], store.banks_folder, store.shelf)
    edit.save(replace(edit.bank.questions[0], answer="Mine."), 0)
    assert store.shelf.listed()[0].bank is edit.bank
    assert OpenBank.read(store.shelf.listed()[0], store.banks_folder, store.shelf).bank is edit.bank
    path.write_bytes(FILES["commented"])
    again = store.shelf.listed()[0].bank
    assert again == replace(bank_of(FILES["commented"]), name="mine")


def test_a_file_that_would_be_too_large_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit, _, path = own(tmp_path)
    monkeypatch.setattr("simulator.storage.banks.pieces.LARGEST", 900)
    monkeypatch.setattr("simulator.storage.banks.editor.LARGEST", 900)
    with pytest.raises(EditRefused, match="is too large"):
        edit.save(Question("long", "Long?", answer="x" * 900), None)
    assert path.read_bytes() == FILES["commented"]
