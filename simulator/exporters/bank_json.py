"""A bank as JSON, under the names of its file."""

from __future__ import annotations

from typing import Any

from simulator.core.bank import DEFAULT_TOPIC, Bank, Question
from simulator.core.choices import Difficulty
from simulator.storage.banks.write import about, follow_up_item
from simulator.text.json_text import json_text

_LISTS = ("tags", "key_points", "bonus_points", "mistakes", "references")


def bank_json(bank: Bank) -> str:
    """The bank as one object; what says nothing is left out."""
    data = about(bank)
    if bank.time_limit is not None:
        data["time_limit"] = bank.time_limit
    data["questions"] = [_fields(question) for question in bank.questions]
    return json_text(data, strict=False)  # A bank's extra table may hold any TOML value.


def _fields(question: Question) -> dict[str, Any]:
    """The question under the names of the bank's file, without what says nothing."""
    fields: dict[str, Any] = {
        "id": question.id,
        "question": question.question,
        "answer": question.answer,
        "topic": question.topic if question.topic != DEFAULT_TOPIC else "",
        "difficulty": question.difficulty.value
        if question.difficulty is not Difficulty.MEDIUM
        else "",
        "time_limit": question.time_limit,
        "say": question.say,
        "extra": dict(question.extra),
    }
    fields |= {name: list(getattr(question, name)) for name in _LISTS}
    fields["follow_ups"] = [follow_up_item(each) for each in question.follow_ups]
    fields["reviewed"] = question.reviewed and question.reviewed.isoformat()
    return {key: value for key, value in fields.items() if value not in ("", [], {}, None)}
