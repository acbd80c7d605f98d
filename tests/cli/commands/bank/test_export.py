"""`bank export`: the same output on screen and in a file."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from simulator.storage.store import Store
from simulator.system.faults import FileFault
from tests.cli.commands.bank.running import Out, run


@pytest.mark.parametrize("form", ["md", "csv", "anki", "json", "gift"])
def test_export(store: Store, tmp_path: Path, capsys: Out, form: str) -> None:
    assert run(store, "export", "good", "--format", form) == 0
    shown = capsys.readouterr().out
    assert "Land at the mouth of a river." in shown
    out = tmp_path / "out"
    assert run(store, "export", "good", "--format", form, "-o", out) == 0
    assert out.read_text("utf-8-sig").rstrip("\n") == shown.rstrip("\n")
    assert out.read_bytes().startswith(codecs.BOM_UTF8) is (form == "csv")


def test_in_another_encoding(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(store, "export", "good", "--format", "csv", "--encoding", "utf-16", "-o", out) == 0
    assert "Land at the mouth" in out.read_bytes().decode("utf-16")
    with pytest.raises(SystemExit):
        run(store, "export", "good", "--encoding", "utf-99")


def test_a_bank_given_as_a_file(store: Store, tmp_path: Path, capsys: Out) -> None:
    file = tmp_path / "away" / "small.toml"
    file.parent.mkdir()
    file.write_text('format = 1\ntitle = "Small"\n[[questions]]\nquestion = "What is this?"\n')
    assert run(store, "export", file) == 0
    assert "## What is this?" in capsys.readouterr().out
    with pytest.raises(FileFault, match="no such file"):
        run(store, "export", file.with_name("none.toml"))
