"""What makes a question less sure than its layout says, and is told in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import quantiles

from simulator.importers.common.draft import DraftItem
from simulator.importers.common.markdown_text import letters_of
from simulator.importers.common.questionness import questionness

_FENCED = re.compile(r"^\s*(`{3,}|~{3,}).*?^\s*\1\s*$", re.MULTILINE | re.DOTALL)
_NEXT = re.compile(
    r"^\s{0,3}(?:\W{0,3}(?:Q\s?[#.]?\s?)?\d{1,3}\s?[.):]|\W{0,3}Q\s?:|#{1,6}\s|\*\*)"
)
_SURELY = 0.75
"""As much as an item with a doubt may be; it is still written."""
_LONG = 1_500


def with_doubts(items: Sequence[DraftItem]) -> list[DraftItem]:
    """The items, less sure where an answer may hold a further question, or is far longer than the
    others."""
    lengths = [len(item.question.answer) for item in items if item.question.answer]
    usual = quantiles(lengths, n=10)[-1] if len(lengths) >= 5 else _LONG
    return [_doubted(item, max(_LONG, 3 * usual)) for item in items]


def _doubted(item: DraftItem, longest: float) -> DraftItem:
    answer = _FENCED.sub("", item.question.answer)
    inside = next((line.strip() for line in answer.split("\n") if _asks(line)), "")
    note = ""
    if inside:
        note = f"its answer may hold a further question: {inside[:60]}"
    elif len(item.question.answer) > longest:
        note = "its answer is far longer than the others"
    if not note:
        return item
    return replace(
        item, sure=min(item.sure, _SURELY), note="; ".join(filter(None, (item.note, note)))
    )


def _asks(line: str) -> bool:
    """Whether a line of an answer looks like the next question."""
    return _NEXT.match(line) is not None and "?" in line and questionness(line[:400]) >= 0.7


def without_twins(items: Sequence[DraftItem]) -> tuple[list[DraftItem], list[DraftItem]]:
    """The items, and apart those without an answer that are asked again with one."""
    answered = {letters_of(item.question.question) for item in items if item.question.answer}
    kept: list[DraftItem] = []
    twins: list[DraftItem] = []
    for item in items:
        again = not item.question.answer and letters_of(item.question.question) in answered
        (twins if again else kept).append(item)
    return kept, twins
