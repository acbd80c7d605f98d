"""A bank written as its file."""

from __future__ import annotations

from typing import Any

from simulator.core.bank import DEFAULT_TOPIC, Bank, FollowUp, Question
from simulator.core.choices import Difficulty
from simulator.storage.toml.write import pair

FORMAT = 1
"""The version of the bank format that this program reads and writes."""

_LISTS = ("key_points", "bonus_points", "mistakes", "references")


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
        "version": bank.version,
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
    fields |= {"say": question.say, "reviewed": question.reviewed}
    sentences = all(each.is_sentence for each in question.follow_ups)
    if sentences:
        fields["follow_ups"] = [each.question for each in question.follow_ups]
    text = "[[questions]]\n" + "".join(_pair(name, item) for name, item in fields.items() if item)
    if not sentences:
        text += "".join("\n" + follow_up_toml(each) for each in question.follow_ups)
    if question.extra:
        text += "\n[questions.extra]\n"
        text += "".join(pair(name, item) for name, item in question.extra.items())
    return text


def follow_up_values(follow_up: FollowUp) -> dict[str, Any]:
    """A follow-up as the values of its table; nothing that is empty."""
    values = {
        "question": follow_up.question,
        "key_points": list(follow_up.key_points),
        "answer": follow_up.answer,
        "time_limit": None if follow_up.time_limit is None else _seconds(follow_up.time_limit),
    }
    return {name: item for name, item in values.items() if item}


def follow_up_item(follow_up: FollowUp) -> str | dict[str, Any]:
    """A follow-up as it stands in a list: its sentence where that is all, else its values."""
    return follow_up.question if follow_up.is_sentence else follow_up_values(follow_up)


def follow_up_toml(follow_up: FollowUp) -> str:
    """One `[[questions.follow_ups]]` table."""
    pairs = (_pair(name, item) for name, item in follow_up_values(follow_up).items())
    return "[[questions.follow_ups]]\n" + "".join(pairs)


def _pair(name: str, item: Any) -> str:
    if isinstance(item, str) and "\n" in item:
        # A line end more puts the closing quotes on a line of their own; reading takes it off.
        item += "\n"
    return pair(name, item)


def _seconds(limit: float) -> float:
    return int(limit) if limit == int(limit) else limit
