"""Cloze cards: sentences with gaps, as a question with the gaps and an answer without."""

from __future__ import annotations

import re

from simulator.importers.common.markdown_text import paragraphs

_ANKI = re.compile(r"\{\{c\d+::(?P<text>(?:[^{}]|\{(?!\{)|\}(?!\}))*?)(?:::(?P<hint>[^{}]*))?\}\}")


def has_gaps(text: str) -> bool:
    """Whether there is a gap in Anki's notation."""
    return "{{c" in text and _ANKI.search(text[:100_000]) is not None


GAPS_SURE, GAPS_NOTE = 0.6, "a sentence with gaps"
"""How sure such a card is a question for an interview, and what is said of it."""


def with_open_gaps(question: str, answer: str) -> tuple[str, str]:
    """Such a card's question with its gaps open, and its answer with the whole sentence first."""
    return with_gaps(question), paragraphs(filled(question), answer)


def with_gaps(text: str) -> str:
    """The sentence with its gaps open, hints inside."""
    return _ANKI.sub(lambda match: f"[{match['hint'] or '...'}]", text)


def filled(text: str) -> str:
    """The sentence as it should be."""
    return _ANKI.sub(lambda match: f"**{match['text']}**" if match["text"].strip() else "", text)
