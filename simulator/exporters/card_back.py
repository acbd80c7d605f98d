"""The back of a card: a question's answer and everything with it."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.core.bank import FollowUp, Question
from simulator.core.fields import Kind, fields_of


def card_back(question: Question) -> str:
    """Return the answer and everything with it, as Markdown."""
    parts = [question.answer]
    for each in fields_of(Question):
        held = getattr(question, each.name) if each.is_list else ()
        texts = _follow_ups(held) if each.kind is Kind.RECORDS else held
        if texts:
            items = "\n".join("- " + text.replace("\n", "\n  ") for text in texts)
            parts.append(f"**{each.label}**\n\n{items}")
    return "\n\n".join(filter(None, parts))


def _follow_ups(follow_ups: Sequence[FollowUp]) -> list[str]:
    """Return each follow-up with its points and its answer."""
    return [
        "\n".join(
            [
                each.question,
                *("- " + point.replace("\n", "\n  ") for point in each.key_points),
                *(["", each.answer] if each.answer else []),
            ]
        )
        for each in follow_ups
    ]
