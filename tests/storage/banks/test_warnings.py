"""Tests warnings about what is valid in a bank but probably a mistake."""

from __future__ import annotations

from datetime import date

import pytest

from simulator.core.bank import Bank, Question
from simulator.storage.banks.read import bank_toml, bank_warnings, parse_bank
from simulator.storage.banks.warnings import stale_questions
from simulator.storage.home import shipped_banks
from tests.limits import within
from tests.samples import plain_bank
from tests.storage.banks.parsing import HEAD


def test_lost_backslashes_are_found() -> None:
    text = (
        HEAD + '[[questions]]\nquestion = "one\\ntwo\\tthree"\nanswer = """\nfine \\\\frac\n'
        '$\\frac{a}{b}$ and\n\\theta\n"""\n'
        'key_points = ["\\beta", \'\\rho\', "\\nabla x", "a\\r\\nb"]\n'
    )
    found = bank_warnings(text.encode(), file="b.toml")
    assert [(each.line, each.message.split()[0]) for each in found] == [
        (7, "\\frac"),
        (8, "\\theta"),
        (10, "\\beta"),
        (10, "\\nabla"),
    ]
    assert str(found[0]).startswith("b.toml:7: \\frac loses its backslash")


def test_conflict_markers_inside_texts_are_found() -> None:
    text = "title = '''\n<<<<<<< HEAD\na\n'''\n"
    assert [each.line for each in bank_warnings(text.encode())] == [2]


def test_good_banks_have_no_warnings() -> None:
    assert bank_warnings(bank_toml(plain_bank()).encode()) == ()
    assert bank_warnings(b"\xff\xfe") == ()
    for path in shipped_banks().glob("*.toml"):
        assert bank_warnings(path.read_bytes()) == ()


def test_questions_last_checked_over_two_years_ago_are_named() -> None:
    data = (
        b'title = "x"\n[[questions]]\nquestion = "a"\nreviewed = 2026-03-01\n'
        b'[[questions]]\nquestion = "b"\nreviewed = 2026-02-27\n[[questions]]\nquestion = "c"\n'
    )
    bank = parse_bank(data, file="x.toml", name="x")
    (found,) = stale_questions(bank, data, date(2028, 2, 29), file="x.toml")
    assert str(found).startswith("x.toml:5: questions[2].reviewed: last checked on 2026-02-27")


@pytest.mark.parametrize(
    "line",
    ['answer = "\\nabla \\frac"', 'answer = """\n<<<<<<< HEAD\n"""', "reviewed = 2020-01-01"],
)
def test_many_warnings_do_not_take_quadratic_time(line: str) -> None:
    """Lines are not counted from the start of the file for each of them."""
    each = f'[[questions]]\nquestion = "Q?"\n{line}\n'
    data = ('title = "T"\n' + each * 20_000).encode()
    question = Question(id="a", question="Q?", reviewed=date(2020, 1, 1))
    bank = Bank(name="b", title="T", questions=(question,) * 20_000)
    with within(3.0):
        found = bank_warnings(data)
        if "reviewed" in line:
            found = stale_questions(bank, data, date(2026, 11, 30))
    assert len(found) >= 20_000
    assert found[-1].line in range(1 + each.count("\n") * 19_999, 2 + each.count("\n") * 20_000)
