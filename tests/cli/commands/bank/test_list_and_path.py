"""`bank list` and `bank path`: what they print and return."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from simulator.storage.store import Store
from simulator.system.faults import FileFault
from tests.cli.commands.bank.running import BAD, Out, put, run, said


def test_list(store: Store, capsys: Out) -> None:
    assert run(store) == 0
    assert "good  1 question  Good (built in)" in capsys.readouterr().out
    bad = put(store, "bad", BAD)
    assert run(store, "list") == 1
    out = capsys.readouterr().out
    assert "Good" in out
    assert f"  {bad}:4: questions[1].time_limit: expected a positive number, got -5" in out
    assert run(store, "list", "--json") == 1
    good, broken = said(capsys)
    assert good["topics"] == {"Rivers": 1}
    assert good["difficulties"] == {"medium": 1}
    assert [fault["line"] for fault in broken["faults"]] == [4, 5]


def test_no_banks_at_all(tmp_path: Path, capsys: Out) -> None:
    empty = Store(tmp_path / "home", tmp_path / "none")
    assert run(empty, "list") == 1
    assert run(empty, "check") == 1
    assert "no banks" in capsys.readouterr().err


def test_path(store: Store, capsys: Out) -> None:
    assert run(store, "path", "good") == 0
    assert capsys.readouterr().out == f"{store.shipped / 'good.toml'}\n"
    bad = put(store, "bad", BAD)
    assert run(store, "path", "bad") == 0
    assert capsys.readouterr().out == f"{bad}\n"
    with pytest.raises(FileFault, match="did you mean good"):
        run(store, "path", "goood")


def test_a_name_may_be_typed_with_decomposed_letters(store: Store, capsys: Out) -> None:
    path = put(store, "käse", 'title = "Käse"\n[[questions]]\nquestion = "Why?"\n')
    assert run(store, "path", unicodedata.normalize("NFD", "käse")) == 0
    assert capsys.readouterr().out == f"{path}\n"
    assert run(store, "delete", unicodedata.normalize("NFD", "käse")) == 0
    assert not path.exists()
