"""`bank check`: faults with their lines, warnings, and what is not there."""

from __future__ import annotations

from pathlib import Path

from simulator.storage.store import Store
from tests.cli.commands.bank.running import BAD, GOOD, Out, put, run, said


def test_check_names_every_fault_with_its_line(store: Store, capsys: Out) -> None:
    bad = put(store, "bad", BAD)
    assert run(store, "check") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        f"{bad}:4: questions[1].time_limit: expected a positive number, got -5",
        f"{bad}:5: questions[1].answr: unknown key; did you mean answer?",
        "2 banks, 1 question: 2 faults.",
    ]


def test_check_of_a_good_one_by_name_and_by_path(store: Store, capsys: Out) -> None:
    for which in ("good", store.shipped / "good.toml"):
        assert run(store, "check", which) == 0
        assert capsys.readouterr().out == "1 bank, 1 question: no faults.\n"


def test_check_of_what_is_not_there(store: Store, tmp_path: Path, capsys: Out) -> None:
    assert run(store, "check", "goood", tmp_path / "no.toml", "good") == 1
    out = capsys.readouterr().out
    assert "goood: there is no such bank; did you mean good?" in out
    assert f"{tmp_path / 'no.toml'}: there is no such file" in out
    assert "2 faults." in out


def test_warnings_do_not_fail(store: Store, capsys: Out) -> None:
    twice = GOOD + '[[questions]]\nquestion = "What is a delta"\nanswer = """$\\frac{1}{2}$"""\n'
    path = put(store, "mine", twice)
    assert run(store, "check", path) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(f"{path}:9: warning: " in line and "backslash" in line for line in lines)
    assert f"{path}:7: warning: questions[2].question: nearly the same as questions[1]" in lines[1]
    assert lines[-1] == "1 bank, 2 questions: no faults, 2 warnings."
    assert run(store, "check", "--json", path) == 0
    assert [each["line"] for each in said(capsys)["warnings"]] == [9, 7]


def test_check_for_programs(store: Store, capsys: Out) -> None:
    bad = put(store, "bad", BAD)
    assert run(store, "check", "--json", bad) == 1
    told = said(capsys)
    assert told["faults"][0] == {
        "file": str(bad),
        "line": 4,
        "field": "questions[1].time_limit",
        "message": "expected a positive number, got -5",
    }
