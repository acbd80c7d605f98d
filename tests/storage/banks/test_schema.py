"""Tests that the schema for editors agrees with the program."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from simulator.core.bank import DEFAULT_TOPIC, Bank, Question
from simulator.core.choices import Difficulty
from simulator.core.fields import LONGEST_TEXT, MOST_QUESTIONS, fields_of
from simulator.core.times import DEFAULT_TIME_LIMIT, LONGEST
from simulator.storage.banks.edit import FIELDS
from simulator.storage.banks.read import parse_bank
from simulator.storage.banks.schema import schema_text
from simulator.storage.banks.template import SCHEMA_LINE, SCHEMA_NAME, new_bank, template
from simulator.storage.banks.warnings import bank_warnings
from simulator.storage.banks.write import FORMAT
from simulator.storage.store import Store
from simulator.storage.toml.write import value
from simulator.system.faults import BankFault

Schema = dict[str, Any]
ROOT: Schema = json.loads(schema_text())
QUESTION: Schema = ROOT["definitions"]["question"]
FOLLOW_UP: Schema = ROOT["definitions"]["follow_up"]

DAYS = {"reviewed": (5, "2026-12-01", ["x"])}
"""A date, which a schema can only call a string."""

WRONG = {
    "string": (5, True, ["x"]),
    "array": ("x", 5, {"a": 1}),
    "object": ("x", 5),
    "number": ("x", True, 0, -1, 86_401),
    "integer": ("x", 1.5, 0),
}


def faults(text: str) -> list[str]:
    try:
        parse_bank(text.encode(), file="x.toml", name="x")
    except BankFault as fault:
        return [each.field for each in fault.faults]
    return []


def test_every_key_is_described() -> None:
    assert set(QUESTION["properties"]) == {*FIELDS, "extra"}
    assert set(FOLLOW_UP["properties"]) == {"question", "key_points", "answer", "time_limit"}
    about = {"title", "description", "language", "authors", "license", "source", "version"}
    assert set(ROOT["properties"]) == about | {"format", "defaults", "questions"}
    tables = (ROOT, QUESTION, FOLLOW_UP, ROOT["properties"]["defaults"])
    assert all(table["additionalProperties"] is False for table in tables)
    described = [one for table in tables for one in table["properties"].values()]
    assert all(len(one["description"].split()) >= 3 for one in described)


def test_limits_and_defaults() -> None:
    limit, difficulty = (QUESTION["properties"][name] for name in ("time_limit", "difficulty"))
    assert (limit["minimum"], limit["maximum"], limit["default"]) == (
        1,
        LONGEST,
        DEFAULT_TIME_LIMIT,
    )
    assert ROOT["properties"]["defaults"]["properties"] == {
        "time_limit": limit,
        "difficulty": difficulty,
    }
    assert difficulty["enum"] == ["easy", "medium", "hard"]
    assert difficulty["default"] == Difficulty.MEDIUM
    assert ROOT["properties"]["questions"]["maxItems"] == MOST_QUESTIONS
    assert QUESTION["properties"]["topic"]["default"] == DEFAULT_TOPIC
    assert ROOT["properties"]["format"]["enum"] == [FORMAT]
    assert re.fullmatch(ROOT["properties"]["language"]["pattern"], "pt-BR")
    lengths = re.findall(r'"maxLength": (\d+)', schema_text())
    assert {int(length) for length in lengths} == {LONGEST_TEXT}


def test_schema_and_program_require_the_same_keys() -> None:
    assert ROOT["required"] == ["title"]
    assert faults('description = "x"') == ["title"]
    assert QUESTION["required"] == ["question"]
    assert faults('title = "x"\n[[questions]]\nanswer = "x"') == ["questions[1].question"]


@pytest.mark.parametrize("name", sorted(QUESTION["properties"]))
def test_a_wrong_type_is_wrong_for_both(name: str) -> None:
    kind = QUESTION["properties"][name]["type"]
    start = 'title = "x"\n[[questions]]\n' + ('question = "x"\n' if name != "question" else "")
    for wrong in DAYS.get(name, WRONG[kind]):
        assert faults(f"{start}{name} = {value(wrong, lines=False)}\n") == [f"questions[1].{name}"]


@pytest.mark.parametrize("name", sorted(ROOT["properties"].keys() - {"questions"}))
def test_a_wrong_type_at_the_top_is_wrong_for_both(name: str) -> None:
    kind = ROOT["properties"][name]["type"]
    start = 'title = "x"\n' if name != "title" else ""
    for wrong in WRONG[kind]:
        assert name in faults(f"{start}{name} = {value(wrong, lines=False)}\n")


# New banks


def test_the_template_names_every_field() -> None:
    named = re.findall(r"^(?:# )?(\w+) = ", template("x"), flags=re.MULTILINE)
    fields = (*fields_of(Bank), *fields_of(Question))
    assert {each.name for each in fields} - {"extra"} <= set(named)


def test_the_template_is_a_valid_bank() -> None:
    data = template('A "title" \\ of mine').encode()
    bank = parse_bank(data, file="x", name="x")
    assert bank.title == 'A "title" \\ of mine'
    assert len(bank.questions) == 2
    assert "\\frac{a}{b}" in bank.questions[0].answer
    assert bank_warnings(data) == ()
    assert data.decode().startswith(SCHEMA_LINE)


def test_commented_lines_of_the_template_are_valid_too() -> None:
    text = re.sub(r"^# (\w+ = |  .*,$|\]$)", r"\1", template("x"), flags=re.MULTILINE)
    bank = parse_bank(text.encode(), file="x", name="x")
    assert bank.questions[0].follow_ups
    assert bank.license


def test_the_schema_is_written_beside_a_new_bank(tmp_path: Path) -> None:
    store = Store(tmp_path / "home", tmp_path)
    path = new_bank(store.banks_folder, "System design", store.shelf.names())
    assert path == store.banks_folder / "System_design.toml"
    assert store.shelf.listed()[0].bank is not None
    assert (store.banks_folder / SCHEMA_NAME).read_bytes() == schema_text().encode()
    (store.banks_folder / SCHEMA_NAME).write_text("{}")
    new_bank(store.banks_folder, "other", store.shelf.names())
    assert (store.banks_folder / SCHEMA_NAME).read_bytes() == schema_text().encode()
