"""Writes banks as files."""

from __future__ import annotations

from typing import Any

from simulator.core.bank import Bank, FollowUp, Question
from simulator.storage.banks.values import seconds, values_of
from simulator.storage.toml.write import pair

FORMAT = 1
"""The version of the bank format that this program reads and writes."""


def bank_toml(bank: Bank) -> str:
    """Return a bank's file; reading it gives an equal bank if its texts are clean and trimmed."""
    parts = ["".join(pair(name, item) for name, item in about(bank).items())]
    if bank.time_limit is not None:
        parts.append("[defaults]\n" + pair("time_limit", seconds(bank.time_limit)))
    parts += [question_toml(question) for question in bank.questions]
    return "\n".join(parts)


def about(bank: Bank) -> dict[str, Any]:
    """Return the bank's non-empty metadata, keyed and ordered as in its file."""
    return {"format": FORMAT, **values_of(bank)}


def question_toml(question: Question) -> str:
    """Return a `[[questions]]` table; values equal to the default are left out."""
    # A derived id is written, too, so that editing the text later keeps the history.
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
    """Return a `[[questions.follow_ups]]` table."""
    pairs = (_pair(name, item) for name, item in values_of(follow_up).items())
    return "[[questions.follow_ups]]\n" + "".join(pairs)


def _pair(name: str, item: Any) -> str:
    if isinstance(item, str) and "\n" in item:
        # The extra line end puts the closing quotes on their own line; reading removes it.
        item += "\n"
    return pair(name, item)
