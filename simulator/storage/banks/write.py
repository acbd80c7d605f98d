"""A bank written as its file."""

from __future__ import annotations

from typing import Any

from simulator.core.bank import Bank, FollowUp, Question
from simulator.storage.banks.values import seconds, values_of
from simulator.storage.toml.write import pair

FORMAT = 1
"""The version of the bank format that this program reads and writes."""


def bank_toml(bank: Bank) -> str:
    """The file of a bank; reading it gives an equal bank, if its texts are clean and trimmed."""
    parts = ["".join(pair(name, item) for name, item in about(bank).items())]
    if bank.time_limit is not None:
        parts.append("[defaults]\n" + pair("time_limit", seconds(bank.time_limit)))
    parts += [question_toml(question) for question in bank.questions]
    return "\n".join(parts)


def about(bank: Bank) -> dict[str, Any]:
    """What a bank says of itself, under the names of its file, in order; nothing that is empty."""
    return {"format": FORMAT, **values_of(bank)}


def question_toml(question: Question) -> str:
    """One `[[questions]]` table; what says no more than the default is left out."""
    # The id also where it follows from the text: who edits the text later keeps the history.
    values = values_of(question)
    extra, asked = values.pop("extra", {}), values.pop("follow_ups", [])
    sentences = all(each.is_sentence for each in question.follow_ups)
    if asked and sentences:
        values["follow_ups"] = asked
    text = "[[questions]]\n" + "".join(_pair(name, item) for name, item in values.items())
    if not sentences:
        text += "".join("\n" + follow_up_toml(each) for each in question.follow_ups)
    if extra:
        text += "\n[questions.extra]\n" + "".join(pair(name, item) for name, item in extra.items())
    return text


def follow_up_toml(follow_up: FollowUp) -> str:
    """One `[[questions.follow_ups]]` table."""
    pairs = (_pair(name, item) for name, item in values_of(follow_up).items())
    return "[[questions.follow_ups]]\n" + "".join(pairs)


def _pair(name: str, item: Any) -> str:
    if isinstance(item, str) and "\n" in item:
        # A line end more puts the closing quotes on a line of their own; reading takes it off.
        item += "\n"
    return pair(name, item)
