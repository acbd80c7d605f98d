"""The bank's text and its questions."""

from __future__ import annotations

import tomllib

import pytest

from tests.deep_learning.bank import BANK, Question


@pytest.fixture(scope="module")
def source() -> str:
    return BANK.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def questions(source: str) -> list[Question]:
    found: list[Question] = tomllib.loads(source)["questions"]
    return found
