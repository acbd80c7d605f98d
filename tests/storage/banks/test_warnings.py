"""What may stand in a bank but was hardly meant."""

from __future__ import annotations

from simulator.storage.banks.read import bank_toml, bank_warnings
from simulator.storage.home import shipped_banks
from tests.samples import plain_bank
from tests.storage.banks.parsing import HEAD


def test_backslashes_that_were_eaten_are_found() -> None:
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


def test_conflicts_inside_of_texts_are_found() -> None:
    text = "title = '''\n<<<<<<< HEAD\na\n'''\n"
    assert [each.line for each in bank_warnings(text.encode())] == [2]


def test_good_banks_have_no_warnings() -> None:
    assert bank_warnings(bank_toml(plain_bank()).encode()) == ()
    assert bank_warnings(b"\xff\xfe") == ()
    for path in shipped_banks().glob("*.toml"):
        assert bank_warnings(path.read_bytes()) == ()
