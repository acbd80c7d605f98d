"""Recompute, from first principles, every number in the answers to the arithmetic questions.

Each test takes the sizes that the question states, computes what the answer claims, and hands
the formatted results to `check`, together with the phrases that hold other numbers, such as general
formulas. That fails if one of them is missing in the answer, or if the answer holds any number
that is in none of them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from typing import Any

from tests.deep_learning.bank import BANK

TOPIC = "Arithmetic"
KIB, MIB, GIB = 2**10, 2**20, 2**30
GB = 10**9
NUMBER = re.compile(r"(?<![A-Za-z0-9.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e\d+)?")


def load_questions() -> dict[str, dict[str, Any]]:
    with BANK.open("rb") as file:
        bank = tomllib.load(file)
    return {question["id"]: question for question in bank["questions"]}


def answer_of(question_id: str) -> str:
    """The answer on one line, so that a phrase may be wrapped anywhere."""
    return " ".join(str(load_questions()[question_id]["answer"]).split())


def check(question_id: str, computed: Sequence[str], given: Sequence[str] = ()) -> None:
    """Assert that the answer states all of `computed` and `given`, and no other number."""
    answer = answer_of(question_id)
    for phrase in (*computed, *given):
        pattern = rf"(?<![\d.,]){re.escape(phrase)}(?!\d|[.,]\d)"
        assert re.search(pattern, answer), f"{question_id}: the answer does not state {phrase!r}"
    explained = {number for text in (*computed, *given) for number in NUMBER.findall(text)}
    unexplained = [number for number in NUMBER.findall(answer) if number not in explained]
    assert not unexplained, f"{question_id}: numbers that no test recomputes: {unexplained}"
