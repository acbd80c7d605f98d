"""The back of a card: a question's answer, and all that stands beside it."""

from __future__ import annotations

from simulator.core.bank import Question

_NAMES = {
    "key_points": "Key points",
    "bonus_points": "Bonus points",
    "mistakes": "Common mistakes",
    "follow_ups": "Follow-ups",
    "references": "References",
}


def card_back(question: Question) -> str:
    """The answer and all that stands beside it, as Markdown."""
    parts = [question.answer]
    for name, title in _NAMES.items():
        texts = _follow_ups(question) if name == "follow_ups" else getattr(question, name)
        if texts:
            items = "\n".join("- " + text.replace("\n", "\n  ") for text in texts)
            parts.append(f"**{title}**\n\n{items}")
    return "\n\n".join(filter(None, parts))


def _follow_ups(question: Question) -> list[str]:
    """Each with its points below it, and its answer."""
    return [
        "\n".join(
            [
                each.question,
                *("- " + point.replace("\n", "\n  ") for point in each.key_points),
                *(["", each.answer] if each.answer else []),
            ]
        )
        for each in question.follow_ups
    ]
