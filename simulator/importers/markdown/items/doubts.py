"""Reasons, in words, to doubt a question more than its layout does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import quantiles

from simulator.core.bank import Question
from simulator.importers.common.columns import part_named
from simulator.importers.common.draft import DraftItem
from simulator.importers.common.questionness import plain, questionness
from simulator.importers.markdown.recognisers.one_line import split_at_mark

_FENCED = re.compile(r"^\s*(`{3,}|~{3,}).*?^\s*\1\s*$", re.MULTILINE | re.DOTALL)
_NEXT = re.compile(
    r"^\s{0,3}(?:\W{0,3}(?:Q\s?[#.]?\s?)?\d{1,3}\s?[.):]|\W{0,3}Q\s?[:.)]|#{1,6}\s|\*\*)"
)
_CONTENTS = re.compile(r"^\W*\d{0,3}[.)]?\s*\[[^\[\]]+\]\([^()\s]*#[^()\s]*\)\W*$")
_BOX = re.compile(r"^\s*[-*+]\s+\[[ xX]\]\s")
_VALUE = re.compile(
    r"\W*(?:\d[\d\s.,:/T+Z-]*|true|false|yes|no|on|off|null|none|https?://\S+|[\w.+-]+@[\w.-]+|"
    r"[0-9a-f-]{16,}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* \d[\w ,:]*)\W*",
    re.IGNORECASE,
)
_ASKED = 200
"""The most characters of a line that is a question only by its words."""
_BOTH = 1.0
"""The score of a question word and a question mark."""
SURELY = 0.75
"""The highest certainty of a doubtful item; it is still written."""
_LONGEST = 4_500
"""The most characters of an answer if there are too few to compare."""
_LONG, _TIMES, _SOME = 300, 3, 3
"""The least length of a usual answer in characters, the factor that makes one far longer, and the
least members of a series."""


def with_doubts(items: Sequence[DraftItem], source: Sequence[str]) -> list[DraftItem]:
    """The items, less certain if they may not be questions, or if their answer may contain one or
    is far longer than usual. `source` has the document's lines."""
    lengths = [len(item.question.answer) for item in items if item.question.answer]
    usual = quantiles(lengths, n=4)[-1] if len(lengths) >= 5 else _LONGEST / _TIMES
    longest = _TIMES * max(usual, _LONG)
    values = [_is_value(item.question) for item in items]
    series = sum(values) >= _SOME
    return [
        _doubted(
            item, doubt_of(item, source[item.line - 1][:500], longest, is_value=value and series)
        )
        for item, value in zip(items, values, strict=True)
    ]


def doubt_of(item: DraftItem, line: str, longest: float, *, is_value: bool) -> str:
    """What is in doubt about an item that begins on this line; empty if nothing is."""
    question = item.question
    if not question.answer and _CONTENTS.match(line):
        return "it may belong to a table of contents"
    if part_named(question.question) and (not question.answer or part_named(question.answer)):
        return "it may be the header of a table"
    if _BOX.match(line) and not question.answer:
        return "it was a to-do box"
    if is_value:
        return "it may be a property with its value"
    answer = _FENCED.sub("", question.answer)
    for above, each in pairwise(["-", *answer.split("\n")]):
        may_begin = not above.strip() or above.rstrip().endswith((".", "!", "?", ":"))
        if _is_further(each[:400], may_begin=may_begin):
            return f"its answer may contain another question: {plain(each.strip())[:60]}"
    return "its answer is far longer than the others" if len(question.answer) > longest else ""


def _is_further(line: str, *, may_begin: bool) -> bool:
    """True if a line of an answer asks, after a mark or where a sentence can begin."""
    if "?" not in line:
        return False
    if _NEXT.match(line):
        return questionness(line) >= 0.7
    if not may_begin:
        return False
    asked, answer = split_at_mark(line)
    whole = bool(answer) or asked.rstrip("*_ ").endswith("?")
    return whole and len(asked) <= _ASKED and questionness(asked) >= _BOTH


def _doubted(item: DraftItem, note: str) -> DraftItem:
    if not note:
        return item
    notes = "; ".join(filter(None, (item.note, note)))
    return replace(item, certainty=min(item.certainty, SURELY), note=notes)


def _is_value(question: Question) -> bool:
    """True for a name and a date, a number, an address or the like."""
    name, value = question.question, question.answer
    short = len(name.split()) <= 4 and "?" not in name
    return short and 0 < len(value) <= 80 and _VALUE.fullmatch(value) is not None
