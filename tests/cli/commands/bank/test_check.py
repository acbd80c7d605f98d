"""`bank check`: faults with their lines, warnings, and missing files."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.storage.store import Store
from tests.cli.commands.bank.running import BAD, GOOD, Out, put, run, said


def test_check_names_every_fault_with_its_line(store: Store, capsys: Out) -> None:
    bad = put(store, "bad", BAD)
    assert run(store, "check") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        f"{bad}:4: questions[1].time_limit: expected a positive number, got -5",
        f"{bad}:5: questions[1].answr: unknown key; did you mean answer?",
        "2 banks, 2 questions: 2 faults.",
    ]


def test_check_of_a_good_bank_by_name_and_by_path(store: Store, capsys: Out) -> None:
    for which in ("good", store.shipped / "good.toml"):
        assert run(store, "check", which) == 0
        assert capsys.readouterr().out == "1 bank, 1 question: no faults.\n"


def test_check_of_a_missing_bank(store: Store, tmp_path: Path, capsys: Out) -> None:
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
    assert lines[0].startswith(f"{path}:9: warning: \\frac loses its backslash between")
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


CURES = {
    "missing comma": ('key_points = [\n  "Pods"\n  "Nodes",\n]', "a comma is missing"),
    "hard blank": ('topic\u00a0= "Net"', "a non-breaking space (U+00A0)"),
    "unit": ("time_limit = 45s", "45s has a unit: write the number of seconds: 45"),
    "minutes": ("time_limit = 2m30s", "write the number of seconds: 150"),
    "clock": ("time_limit = 1:15", "write the number of seconds: 75"),
    "inner quotes": ('topic = "the "web" tier"', "quotes inside quotes"),
    "time in quotes": ('time_limit = "2m"', 'expected the number 120, got the text "2m"'),
    "open header": ("[[questions.follow_ups]", "]] is missing"),
    "colon": ('topic: "Net"', "= belongs after the key"),
    "open list": ('tags = ["a"', "the list that opens here is never closed"),
}
"""A line of a question, and the message about it."""


def test_a_key_in_the_wrong_table_gets_the_right_place(store: Store, capsys: Out) -> None:
    head = 'title = "T"\nanswer = "A"\n[[questions]]\nquestion = "Q?"\nlanguage = "en"\n'
    bad = put(store, "bad", f'{head}[[question]]\nquestion = "R?"\n')
    assert run(store, "check", "bad") == 1
    assert capsys.readouterr().out.splitlines()[:-1] == [
        f"{bad}:2: answer: belongs to a question, below a line [[questions]]",
        f"{bad}:5: questions[1].language: belongs to the bank, above the first [[questions]]",
        f"{bad}:6: question: unknown key; did you mean questions?",
    ]


def test_a_header_with_trailing_text_is_one_fault(store: Store, capsys: Out) -> None:
    bad = put(
        store,
        "bad",
        'title = "T"\n[[questions]] # 1\nquestion = "Q?"\n[[questions]] two\nquestion = "R?"\n',
    )
    assert run(store, "check", "bad") == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{bad}:4: nothing may follow the value on this line",
        "1 bank, 2 questions: 1 fault.",
    ]


@pytest.mark.parametrize("what", CURES)
def test_each_typo_has_its_cure(store: Store, capsys: Out, what: str) -> None:
    line, cure = CURES[what]
    put(store, "bad", f'title = "T"\n[[questions]]\nquestion = "A?"\n{line}\n')
    assert run(store, "check", "bad") == 1
    first, last = capsys.readouterr().out.splitlines()
    assert cure in first
    assert last == "1 bank, 1 question: 1 fault."


def test_faults_after_a_syntax_error_are_reported_too(store: Store, capsys: Out) -> None:
    text = (
        'title = \u201cT\u201d\n[[questions]]\nquestion = "A?"\ntopic = "Net\n'
        '[[questions]]\nquestion = "B?"\ntime_limit = -5\n[[questions]]\nquestion = "C?"\n'
        "difficulty = easy\nanswr = 1\n"
    )
    bad = put(store, "bad", text)
    assert run(store, "check", "bad") == 1
    out = capsys.readouterr().out.splitlines()
    lines = [each.removeprefix(f"{bad}:").partition(":")[0] for each in out[:-1]]
    assert lines == ["1", "4", "7", "10", "11"]
    assert out[-1] == "1 bank, 3 questions: 5 faults."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("# mine\n\n# soon\n", "holds only comments"),
        ("# Net\n\nWhat is a switch?\n", "another document"),
        ("Question;Answer\nWhat?;That\n", "a table (CSV)"),
        ('{"questions": []}', "this is JSON"),
        ("questions:\n  - What?\n", "this is YAML"),
        ('title = "T"\n[questions]\na = 1\n[questions]\n', "begins with [[questions]]"),
        ('title = "T"\n[setup]\n[[answers]]\n', "this is a session"),
    ],
)
def test_a_file_that_is_not_a_bank_is_named(
    store: Store, capsys: Out, text: str, words: str
) -> None:
    put(store, "other", text)
    assert run(store, "check", "other") == 1
    assert words in capsys.readouterr().out


def test_a_folder_and_a_bank_without_questions(store: Store, tmp_path: Path, capsys: Out) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run(store, "check", empty) == 1
    assert "no bank in this folder" in capsys.readouterr().out
    (empty / "begun.toml").write_text('title = "Begun"\n')
    assert run(store, "check", empty) == 0
    assert "there are no questions yet" in capsys.readouterr().out
