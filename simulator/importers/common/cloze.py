"""Cloze cards: sentences with gaps, as a question with the gaps and an answer without."""

from __future__ import annotations

import re
from collections.abc import Callable

from simulator.importers.common.markdown_text import paragraphs

_ANKI = re.compile(r"\{\{c\d+::(?P<text>(?:[^{}]|\{(?!\{)|\}(?!\}))*?)(?:::(?P<hint>[^{}]*))?\}\}")


def has_gaps(text: str) -> bool:
    """Whether there is a gap in Anki's notation."""
    return "{{c" in text and _ANKI.search(text[:100_000]) is not None


GAPS_CERTAINTY, GAPS_NOTE = 0.6, "a sentence with gaps"
"""How sure such a card is a question for an interview, and what is said of it."""


def with_open_gaps(question: str, answer: str) -> tuple[str, str]:
    """Such a card's question with its gaps open, and its answer with the whole sentence first."""
    return with_gaps(question), paragraphs(filled(question), answer)


def with_gaps(text: str) -> str:
    """The sentence with its gaps open, hints inside; a gap in a gap is part of it."""
    return _each(text, lambda match: f"[{match['hint'] or '...'}]")


def filled(text: str) -> str:
    """The sentence as it should be."""

    def told(match: re.Match[str]) -> str:
        inner = match["text"].replace("\x01", "").replace("\x02", "")
        return f"\x01{inner}\x02" if inner.strip() else ""

    return _each(text, told).replace("\x01", "**").replace("\x02", "**")


def _each(text: str, put: Callable[[re.Match[str]], str]) -> str:
    """The text with something in place of each gap, from the inside out."""
    for _ in range(_MOST_NESTED):
        text, count = _ANKI.subn(put, text)
        if not count:
            break
    return text


_MOST_NESTED = 8
