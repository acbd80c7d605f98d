"""Tests the descriptions of fields that files keep."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime

import pytest

from simulator.core.bank import Question
from simulator.core.choices import Difficulty
from simulator.core.fields import LONG, Kind, fields_of, is_sound
from simulator.core.session import Answer, KeyPoint, Rerating
from simulator.core.setup import Setup
from simulator.core.states import Rating


def test_kinds_follow_from_the_annotations() -> None:
    kinds = {each.name: each.kind for each in (*fields_of(Answer), *fields_of(Rerating))}
    assert kinds["question"] is Kind.TEXT
    assert kinds["tags"] is Kind.TEXTS
    assert kinds["difficulty"] is Kind.CHOICE
    assert kinds["rating"] is Kind.RANK
    assert kinds["confidence"] is Kind.WHOLE
    assert kinds["think_seconds"] is Kind.NUMBER
    assert kinds["flagged"] is Kind.FLAG
    assert kinds["key_points"] is Kind.RECORDS
    assert kinds["delivery"] is Kind.RECORD
    assert kinds["at"] is Kind.MOMENT
    assert kinds["covered"] is Kind.FLAGS
    assert {each.name: each.kind for each in fields_of(Setup)}["difficulties"] is Kind.CHOICES


def test_a_field_describes_its_type_range_and_default() -> None:
    answer = {each.name: each for each in fields_of(Answer)}
    assert (answer["confidence"].least, answer["confidence"].most) == (1, 5)
    assert answer["confidence"].optional
    assert answer["time_limit"].most == math.inf
    assert answer["away_seconds"].most == LONG
    assert answer["difficulty"].default is Difficulty.MEDIUM
    assert answer["key_points"].type is KeyPoint
    assert answer["question"].required
    assert answer["language"].when_set
    assert answer["text"].private
    assert {each.name: each for each in fields_of(Rerating)}["rating"].type is Rating


def test_fields_are_in_file_order_without_extra() -> None:
    names = [each.name for each in fields_of(Answer)]
    assert names[:3] == ["bank", "id", "question"]
    assert names[-1] == "rerated"


def test_a_field_has_a_purpose_and_a_label() -> None:
    question = {each.name: each for each in fields_of(Question)}
    assert question["mistakes"].label == "Common mistakes"
    assert question["time_limit"].label == "Time limit"
    assert question["bonus_points"].about == "What only a strong answer says."
    assert (question["reviewed"].kind, question["extra"].kind) == (Kind.DAY, Kind.TABLE)
    assert [each.name for each in question.values() if each.required] == ["question"]


def test_lists_of_items_differ_from_lists_of_words() -> None:
    lists = [each.name for each in fields_of(Question) if each.is_list]
    assert lists == ["key_points", "bonus_points", "mistakes", "follow_ups", "references"]


def test_a_table_defaults_to_empty() -> None:
    first, second = Question("a", "A?"), Question("b", "B?")
    assert first.extra == {}
    assert first.extra is not second.extra


@pytest.mark.parametrize("when", [date(1970, 1, 1), date(2199, 12, 31)])
def test_a_date_within_two_centuries_is_sound(when: date) -> None:
    assert is_sound(when)
    assert is_sound(datetime(when.year, when.month, when.day, tzinfo=UTC))


@pytest.mark.parametrize(
    "when",
    [
        date(1969, 12, 31),
        date(2200, 1, 1),
        date.min,
        date.max,
        datetime.fromisoformat("0001-01-01T00:00:00+14:00"),
        datetime.fromisoformat("9999-12-31T23:59:59-12:00"),
        datetime.fromisoformat("2199-12-31T23:59:59-01:00"),
    ],
)
def test_any_other_date_is_not_sound(when: date) -> None:
    assert not is_sound(when)
