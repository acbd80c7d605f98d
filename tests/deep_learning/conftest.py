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


@pytest.fixture
def question(request: pytest.FixtureRequest, questions: list[Question]) -> Question:
    """The question that the test is named after: `test_adam_explained` has `adam-explained`."""
    name = request.function.__name__.removeprefix("test_").replace("_", "-")
    (found,) = [each for each in questions if each["id"] == name]
    return found
