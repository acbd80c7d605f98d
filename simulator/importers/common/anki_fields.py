"""The fields of Anki notes: Anki's markup, cloze gaps, and how a note becomes a question."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from simulator.core.bank import DEFAULT_TOPIC, Question
from simulator.importers.common.columns import is_weak_name, part_named
from simulator.importers.common.markdown_text import paragraphs

_SOUND = re.compile(r"\[(?:sound:[^\]\n]{0,300}|anki:play[^\]\n]{0,60})\]")
_DISPLAY = re.compile(r"\[\$\$\](.*?)\[/\$\$\]", re.DOTALL)
_BRACKETED = re.compile(r"\[\$\](.*?)\[/\$\]", re.DOTALL)
_LATEX = re.compile(r"\[latex\](.*?)\[/latex\]", re.DOTALL)
_DOLLARS = re.compile(r"^\s*(\$\$?)(.*?)\1\s*$", re.DOTALL)
_GAP = re.compile(r"\{\{c\d+::(?P<text>(?:[^{}]|\{(?!\{)|\}(?!\}))*?)(?:::(?P<hint>[^{}]*))?\}\}")
_MOST_NESTED = 8
GAPS_CERTAINTY, GAPS_NOTE = 0.6, "a sentence with gaps"
"""For a cloze card: the certainty that it suits an interview, and the note shown with it."""

Asked = tuple[Question, float, str]
"""A question, the certainty that it is one, and a note on what is in doubt."""


def front_of(fields: Sequence[str], names: Sequence[str]) -> int:
    """The index of the non-empty field that is named as a question; else 0."""
    places = range(min(len(names), len(fields)))
    asks = [at for at in places if fields[at].strip() and part_named(names[at]) == "question"]
    return min(asks, key=lambda at: is_weak_name(names[at]), default=0)


def asked_of(
    fields: Sequence[str],
    names: Sequence[str],
    given: str,
    topic: str,
    tags: tuple[str, ...],
    *,
    gaps: bool = False,
) -> Asked | None:
    """The question of a note whose fields are Markdown, with its gaps left open.

    None if the front is empty. In the answer, fields named as an answer come first.
    """
    front = front_of(fields, names)
    answers = {at for at, name in enumerate(names) if part_named(name) == "answer"}
    others = sorted(set(range(len(fields))) - {front}, key=lambda at: (at not in answers, at))
    question, answer = fields[front], paragraphs(*(fields[at] for at in others))
    if not any(letter.isalnum() for letter in question):
        return None
    certainty, note = (1.0, "") if answer else (0.5, "no answer")
    if gaps or has_gaps(question):
        question, answer = with_gaps(question), paragraphs(filled(question), answer)
        certainty, note = GAPS_CERTAINTY, GAPS_NOTE
    return (
        Question(given, question, answer, topic=topic or DEFAULT_TOPIC, tags=tags),
        certainty,
        note,
    )


def without_marks(text: str) -> str:
    """The field with its formulas between dollar signs and without sounds."""
    if "[" not in text:
        return text
    text = _SOUND.sub("", text)
    text = _DISPLAY.sub(lambda match: f"${_inline(match[1])}$", text)
    text = _BRACKETED.sub(lambda match: _inline(match[1]), text)
    return _LATEX.sub(lambda match: _inline(_DOLLARS.sub(r"\2", match[1])), text)


def _inline(formula: str) -> str:
    """The formula between dollar signs, with `}}` split: it would end a gap in an Anki export."""
    return f"${formula.strip().replace('}}', '} }')}$"


def has_gaps(text: str) -> bool:
    """True if the text has a gap in Anki's notation."""
    return "{{c" in text and _GAP.search(text[:100_000]) is not None


def with_gaps(text: str) -> str:
    """The sentence with its gaps left open, showing any hints; nested gaps become one."""
    return _each(text, lambda match: f"[{match['hint'] or '...'}]")


def filled(text: str) -> str:
    """The sentence with its gaps filled in, in bold."""

    def solved(match: re.Match[str]) -> str:
        inner = match["text"].replace("\x01", "").replace("\x02", "")
        return f"\x01{inner}\x02" if inner.strip() else ""

    return _each(text, solved).replace("\x01", "**").replace("\x02", "**")


def _each(text: str, put: Callable[[re.Match[str]], str]) -> str:
    """Replace each gap, from the inside out."""
    for _ in range(_MOST_NESTED):
        text, count = _GAP.subn(put, text)
        if not count:
            break
    return text
