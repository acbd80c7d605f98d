"""Tests the lines of keys and values."""

from __future__ import annotations

import random
import tomllib

from hypothesis import given, settings

from simulator.storage.banks.read import bank_toml
from simulator.storage.toml.positions import escaping_strings, key_lines, line_of, strings
from tests.samples import hostile_bank
from tests.strategies import banks


def test_key_lines() -> None:
    lines = key_lines(
        'format = 1\n"quoted" = 2\n\na.b = 3 # c\n[table] # [no]\n'
        'x = """\ny = 1\n[[questions]]\n"""\n'
        "[[questions]]\nq = [\n  'a', # ]\n  { k = 1, m = [\n    2] },\n]\n[questions.extra]\n"
        "z = 1\n[[questions]]\nq = 'last'\n"
    )
    assert lines == {
        ("format",): 1,
        ("quoted",): 2,
        ("a",): 4,
        ("a", "b"): 4,
        ("table",): 5,
        ("table", "x"): 6,
        ("questions",): 10,
        ("questions", 0): 10,
        ("questions", 0, "q"): 11,
        ("questions", 0, "q", 0): 12,
        ("questions", 0, "q", 1): 13,
        ("questions", 0, "q", 1, "k"): 13,
        ("questions", 0, "q", 1, "m"): 13,
        ("questions", 0, "q", 1, "m", 0): 14,
        ("questions", 0, "extra"): 16,
        ("questions", 0, "extra", "z"): 17,
        ("questions", 1): 18,
        ("questions", 1, "q"): 19,
    }
    assert line_of(lines, ("questions", 1, "missing")) == 18
    assert line_of(lines, ("nothing",)) is None


@settings(max_examples=40)
@given(banks())
def test_every_value_of_a_bank_has_its_line(bank: object) -> None:
    text = bank_toml(bank)  # type: ignore[arg-type]
    lines = key_lines(text)
    values = tomllib.loads(text)
    written = text.split("\n")
    for index, question in enumerate(values.get("questions", [])):
        assert written[lines["questions", index] - 1] == "[[questions]]"
        for key in question:
            if key != "extra":
                starts = f"{key} = ", f"[[questions.{key}]]"
                assert written[lines["questions", index, key] - 1].startswith(starts)


def test_lines_of_a_hostile_bank() -> None:
    text = bank_toml(hostile_bank())
    assert text.split("\n")[key_lines(text)["questions", 5, "say"] - 1].startswith("say = ")


def test_escaping_strings_are_among_all_strings() -> None:
    signs = ['"', '"', '"""', "'", "'''", "\\", "#", "\n", "a", " ", "=", "]"]
    for seed in range(5_000):
        chance = random.Random(seed)
        text = "".join(chance.choices(signs, k=chance.randint(1, 22)))
        basic = [each for each in strings(text) if each[0][0] == '"' and "\\" in each[0]]
        assert [*escaping_strings(text)] == [(each.start(), each[0]) for each in basic], seed
