"""A bank written as its file."""

from __future__ import annotations

from typing import Any

from simulator.core.bank import DEFAULT_TOPIC, Bank, Question
from simulator.core.choices import Difficulty
from simulator.storage.toml.write import pair

FORMAT = 1
"""The version of the bank format that this program reads and writes."""

_LISTS = ("key_points", "bonus_points", "mistakes", "follow_ups", "references")


def bank_toml(bank: Bank) -> str:
    """The file of a bank; reading it gives an equal bank, if its texts are clean and trimmed."""
    parts = ["".join(pair(name, item) for name, item in about(bank).items())]
    if bank.time_limit is not None:
        parts.append("[defaults]\n" + pair("time_limit", _seconds(bank.time_limit)))
    parts += [question_toml(question) for question in bank.questions]
    return "\n".join(parts)


def about(bank: Bank) -> dict[str, Any]:
    """What a bank says of itself, under the names of its file, in order; nothing that is empty."""
    fields = {
        "format": FORMAT,
        "title": bank.title,
        "description": bank.description,
        "language": bank.language,
        "authors": list(bank.authors),
        "license": bank.license,
        "source": bank.source,
    }
    return {name: value for name, value in fields.items() if value}


def question_toml(question: Question) -> str:
    """One `[[questions]]` table; what says no more than the default is left out."""
    # Also one that follows from the text: who edits the text later keeps the history.
    fields: dict[str, Any] = {"id": question.id}
    fields |= {"question": question.question, "answer": question.answer}
    if question.topic != DEFAULT_TOPIC:
        fields["topic"] = question.topic
    fields["tags"] = list(question.tags)
    if question.difficulty is not Difficulty.MEDIUM:
        fields["difficulty"] = question.difficulty.value
    if question.time_limit is not None:
        fields["time_limit"] = _seconds(question.time_limit)
    fields |= {name: list(getattr(question, name)) for name in _LISTS}
    fields["say"] = question.say
    text = "[[questions]]\n" + "".join(_pair(name, item) for name, item in fields.items() if item)
    if question.extra:
        text += "\n[questions.extra]\n"
        text += "".join(pair(name, item) for name, item in question.extra.items())
    return text


def _pair(name: str, item: Any) -> str:
    if isinstance(item, str) and "\n" in item:
        # A line end more puts the closing quotes on a line of their own; reading takes it off.
        item += "\n"
    return pair(name, item)


def _seconds(limit: float) -> float:
    return int(limit) if limit == int(limit) else limit
