"""What an importer reads from a text, in brief."""

from __future__ import annotations

from simulator.core.bank import Question
from simulator.importers.files import read_bytes


def questions(text: str, name: str) -> list[Question]:
    """The questions in a text; the extension of `name` gives its format."""
    return [item.question for item in read_bytes(text.encode(), name=name).items]


def pairs(text: str, name: str) -> list[tuple[str, str]]:
    """Each question with its answer."""
    return [(question.question, question.answer) for question in questions(text, name)]
