"""Warnings about a bank's questions that are nearly the same, one for each."""

from __future__ import annotations

from simulator.core.bank import Bank, Question
from simulator.ui.banks.duplicates import twins_words

INDEX = ["What does an index cost?", "What does an index cost?", "What does the index cost?"]
KEY = ["What does a foreign key promise?", "What does a foreign key promise?"]


def bank(name: str, texts: list[str]) -> Bank:
    asked = [Question(id=f"{name}-{n}", question=text) for n, text in enumerate(texts)]
    return Bank(name=name, title=name.upper(), questions=tuple(asked))


def test_each_question_is_named_once_however_often_it_occurs() -> None:
    words = twins_words([bank("a", INDEX + KEY)])["a"]
    assert words.count("What does") == 2
    assert "index cost?” is there 3 times" in words
    assert "“What does a foreign key promise?” is there twice" in words


def test_two_banks_name_each_other_once() -> None:
    words = twins_words([bank("a", INDEX[:2]), bank("b", INDEX[:1])])
    told = "“What does an index cost?”"
    assert words["a"] == f"Nearly the same: {told} is there twice and {told} is also in B."
    assert words["b"] == f"Nearly the same: {told} is also in A."


def test_many_duplicates_are_counted() -> None:
    texts = [f"How is part {number} built?" for number in range(5) for _ in range(2)]
    assert twins_words([bank("a", texts)])["a"].endswith("and 2 more.")
