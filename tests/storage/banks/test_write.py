"""Tests that banks are written as a person would, and survive a round trip."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given, settings

from simulator.core.bank import Bank, Question
from simulator.storage.banks.read import bank_toml, read_bank
from simulator.storage.home import shipped_banks
from tests.samples import hostile_bank, plain_bank, sentinel_bank
from tests.storage.banks.parsing import parsed
from tests.strategies import banks


@pytest.mark.parametrize("make", [plain_bank, sentinel_bank, hostile_bank])
def test_sample_banks_survive_a_round_trip(make: object) -> None:
    bank: Bank = make()  # type: ignore[operator]
    assert parsed(bank_toml(bank), bank.name) == bank


@settings(max_examples=40)
@given(banks())
def test_any_bank_survives_a_round_trip(bank: Bank) -> None:
    text = bank_toml(bank)
    assert parsed(text, "any") == bank
    assert bank_toml(parsed(text, "any")) == text


def test_the_shipped_banks_survive_a_round_trip() -> None:
    for path in shipped_banks().glob("*.toml"):
        bank = read_bank(path)
        assert parsed(bank_toml(bank), bank.name) == bank


def test_a_bank_is_written_as_a_person_would() -> None:
    question = Question(
        id="f",
        question="Why?",
        answer="First\n\n$\\frac{1}{2}$",
        time_limit=90.0,
        key_points=("It's \\alpha", "b"),
        extra={"my key": {"a": 1}},
    )
    assert bank_toml(Bank(name="x", title="T", time_limit=60.0, questions=(question,))) == (
        'format = 1\ntitle = "T"\nlanguage = "en"\n\n[defaults]\ntime_limit = 60\n\n'
        '[[questions]]\nid = "f"\nquestion = "Why?"\n'
        "answer = '''\nFirst\n\n$\\frac{1}{2}$\n'''\n"
        'time_limit = 90\nkey_points = ["It\'s \\\\alpha", "b"]\n\n[questions.extra]\n'
        '"my key" = { a = 1 }\n'
    )


def test_text_unfit_for_three_quotes_is_escaped() -> None:
    for answer in ("a\n'''\nb", "a\nb'", 'a\\\n"""""" \'\'\' b"', "a\\\n\x07'''"):
        bank = replace(plain_bank(), questions=(Question(id="x", question="q", answer=answer),))
        read = tomllib.loads(bank_toml(bank))["questions"][0]["answer"]
        assert read == answer + "\n"
