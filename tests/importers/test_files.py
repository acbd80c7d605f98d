"""Files and folders: encodings, several at once, one question each, none."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from simulator.importers import CannotRead, Draft, read_files
from simulator.importers.files import read_bytes
from simulator.importers.formats import Format, reader


def test_legacy_encodings_are_read_and_noted() -> None:
    draft = read_bytes("front,back\ncafé?,crème\n".encode("cp1252"), name="l.csv")
    assert draft.items[0].question.question == "café?"
    assert any("l.csv:2" in note and "UTF-8" in note for note in draft.notes)
    chinese = "question,answer\n" + "什么是线程的调度单位呢,答案是线程\n" * 3
    assert read_bytes(chinese.encode("gb18030"), name="c.csv").items[0].question.question[0] == "什"
    assert read_bytes("Q: What?\nA: That.\n".encode("utf-16"), name="u.txt").items


def test_a_folder_with_one_question_per_file(tmp_path: Path) -> None:
    for name, text in {
        "README.md": "# About\n\nSee the files.\n",
        "What is a lock.md": "# Lock\n\nIt locks.\n\n## How to open?\n\nWith a key.\n\n# Links\nhttps://e.org\n",
        "What is a key.md": "# Key\n\nIt opens.\n\n## Kinds\n\nMany.\n",
        "What is a door.md": "# Door\n\nIt closes.\n",
    }.items():
        (tmp_path / name).write_text(text)
    draft = read_files([tmp_path])
    assert [item.question.question for item in draft.items] == [
        "What is a door",
        "What is a key",
        "What is a lock",
    ]
    assert draft.items[2].question.answer.startswith("It locks.\n\n## How to open?")
    assert {left.file for left in draft.left_out} == {"README.md"}


def test_several_files_become_one_draft(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Q: What is a?\nA: b\n")
    (tmp_path / "b.csv").write_text("question,answer\nWhat is c?,d\n")
    draft = read_files([tmp_path / "a.txt", tmp_path / "b.csv"])
    assert [(item.file, item.question.answer) for item in draft.items] == [
        ("a.txt", "b"),
        ("b.csv", "d"),
    ]


def test_a_licence_covers_its_folder_but_no_single_file_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, licence in (("a", "MIT License"), ("b", "The MIT License"), ("c", "CC BY 4.0")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "LICENSE").write_text(licence)
        (tmp_path / folder / "page.txt").write_text("Q: What is a?\nA: b\n")
    a, b, c = (tmp_path / folder for folder in "abc")
    assert read_files([a]).license == "MIT"
    assert read_files([a, b]).license == "MIT"
    assert read_files([a, c]).license == ""
    assert read_files([a, b / "page.txt"]).license == ""
    assert read_files([a / "page.txt"]).license == ""
    monkeypatch.chdir(a)
    pasted = io.TextIOWrapper(io.BytesIO(b"Q: What is a?\nA: b\n"))
    monkeypatch.setattr(sys, "stdin", pasted)
    assert read_files([Path("-")]).license == ""


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="nothing-here"):
        read_files([tmp_path / "nothing-here.md"])


def test_an_empty_file_is_refused() -> None:
    draft = read_bytes(b" \n", name="e.md")
    assert isinstance(draft, Draft)
    assert "empty" in (draft.refused or "")


@pytest.mark.parametrize("form", Format)
def test_every_format_has_a_reader(form: Format) -> None:
    assert callable(reader(form).read)


@pytest.mark.parametrize("page", [b"\x00\x01" * 900, b"line\n" * 40_001], ids=["noise", "long"])
def test_a_page_that_cannot_be_read_does_not_stop_its_folder(tmp_path: Path, page: bytes) -> None:
    for name in ("hulls", "keels"):
        (tmp_path / f"{name}.md").write_text(f"## What are {name}?\n\nParts of ships.\n", "utf-8")
    (tmp_path / "worse.md").write_bytes(page)
    draft = read_files([tmp_path])
    assert len(draft.items) == 2
    assert [left.reason for left in draft.left_out if left.file == "worse.md"] == list(draft.notes)
    assert draft.notes[0].startswith("worse.md: ")
