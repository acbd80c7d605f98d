"""Tests that editing one piece gives the same bytes as editing the whole file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.core.bank import Question
from simulator.storage.banks.edit import (
    changes_between,
    with_changes,
    with_question,
    without_question,
)
from simulator.storage.banks.pieces import Pieces
from simulator.storage.banks.read import parse_bank
from tests.storage.banks.editing import BIG, FILES, bank_of
from tests.storage.banks.test_edit_keeps_bytes import one_change

NAMES = sorted(FILES)


def pieces(data: bytes) -> Pieces:
    """Cut up a file, and check that the pieces join into it again."""
    made = Pieces.of(data, bank_of(data))
    assert made.data == data
    return made


def test_a_bank_with_tables_between_questions_is_not_cut() -> None:
    held = pieces(FILES["interleaved"])
    assert not held.cut
    assert held.changed(0, replace(held.bank.questions[0], topic="x")) is None
    assert held.added(Question("new", "New?"), None) is None
    assert held.deleted(0) is None


@settings(max_examples=60, deadline=None)
@given(
    data=st.sampled_from([FILES[name] for name in NAMES if name not in ("none", "interleaved")]),
    number=st.integers(0, 99),
    change=one_change,
)
def test_a_changed_piece(data: bytes, number: int, change: tuple[str, Any]) -> None:
    held = pieces(data)
    place = number % len(held.bank.questions)
    question = replace(held.bank.questions[place], **{change[0]: change[1]})
    changes = changes_between(held.bank.questions[place], question)
    made = held.changed(place, question)
    assert made is not None
    assert made.data == with_changes(data, {place: changes})
    assert made.bank == bank_of(made.data)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "interleaved"])
@pytest.mark.parametrize("after", [None, 0, 1, 2])
def test_an_added_piece(name: str, after: int | None) -> None:
    held = pieces(FILES[name])
    if after is not None and after >= len(held.bank.questions):
        return
    new = Question("new", "New?", answer="N\n\nn", key_points=("a",))
    made = held.added(new, after)
    assert made is not None
    assert made.data == with_question(FILES[name], new, after)
    assert made.bank == bank_of(made.data)
    again = made.added(replace(new, id="newer"), after)
    assert again is not None
    assert again.bank == bank_of(again.data)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("none", "interleaved")])
def test_a_deleted_piece(name: str) -> None:
    held = pieces(FILES[name])
    for place in range(len(held.bank.questions) - 1):
        made = held.deleted(place)
        assert made is not None
        assert made.data == without_question(FILES[name], place)
        assert made.bank == bank_of(made.data)
    assert held.deleted(len(held.bank.questions) - 1) is None


def test_faulty_edits_are_left_to_the_whole_file() -> None:
    held = pieces(FILES["commented"])
    second = held.bank.questions[1]
    assert held.changed(1, replace(second, id="first")) is None
    assert held.changed(1, replace(second, time_limit=-5.0)) is None
    assert held.added(Question("first", "Twice?"), None) is None


def test_the_bank_that_ships() -> None:
    held = pieces(BIG)
    assert held.cut
    made = held.changed(9, replace(held.bank.questions[9], topic="Mine"))
    assert made is not None
    assert made.bank == bank_of(made.data)
    less = made.deleted(9)
    assert less is not None
    assert less.bank == bank_of(less.data)


def test_an_edit_of_a_large_bank_reads_one_question(monkeypatch: pytest.MonkeyPatch) -> None:
    held, read = pieces(BIG), []

    def counting(data: bytes, **named: Any) -> Any:
        read.append(len(data))
        return parse_bank(data, **named)

    monkeypatch.setattr("simulator.storage.banks.pieces.parse_bank", counting)
    made = held.changed(200, replace(held.bank.questions[200], topic="Mine"))
    assert made is not None
    assert made.added(Question("new", "New?"), 3) is not None
    assert made.deleted(3) is not None
    assert len(read) == 2
    assert max(read) < len(BIG) / 50
