"""Answers listed together after the questions, matched by number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from simulator.importers.common.draft import DraftItem
from simulator.importers.common.markdown_text import tidy
from simulator.importers.common.options import chosen_letter, find_options, right_answer
from simulator.importers.common.questionness import part_of_title
from simulator.importers.common.vocabulary import Part
from simulator.importers.markdown.document.document import Kind, Page

_NUMBER = re.compile(r"^\W{0,4}(?:[QA]\s?)?(\d{1,4})\s?[.):–—-]\s*")
_PAIR = re.compile(r"\b(\d{1,3})\s?[-–.):=]?\s?[(\[]?([A-Ja-j])\b[)\]]?")
_KEY = re.compile(r"^\W*(?:answer key|answers?|key|solutions?)\W*", re.IGNORECASE)
_ASKED = re.compile(r"^\W{0,8}(?:Q(?:uestion)?\s?#?)?(\d{1,4})(?:\s?[.):–—-]|\s)", re.I)


def with_key(page: Page, items: Sequence[DraftItem]) -> list[DraftItem]:
    """Add missing answers from a section of answers, by number."""
    start, end = _section(page)
    key = _entries(page, start, end)
    if len(key) < 2:
        start, key = _on_a_line(page)
        end = start
    open_ = [item for item in items if not item.question.answer and item.line <= start]
    if start < 0 or len(open_) < 2:
        return list(items)
    numbers = {_number(page, item) for item in open_}
    if len(numbers & key.keys()) < 0.7 * len(open_):
        return list(items)
    return [
        _answered(item, key.get(_number(page, item), "")) if item in open_ else item
        for item in items
        if not (item.line > start and item.line <= end and not item.question.answer)
    ]


def _section(page: Page) -> tuple[int, int]:
    """The lines below the last heading for answers, half-open; -1 if there is none."""
    for block in reversed(page.headings):
        if part_of_title(block.text) is Part.ANSWER:
            return block.end, page.scope_of(block)
    for block in reversed(page.blocks):
        text = block.text.strip(" *_:#").casefold()
        if block.kind is Kind.PARAGRAPH and text in ("answers", "answer key", "solutions", "key"):
            return block.end, len(page.lines)
    return -1, -1


def _on_a_line(page: Page) -> tuple[int, dict[str, str]]:
    """`Key: 1-B, 2-C` at the end of the page: its line, and the letters by number."""
    for at in range(len(page.lines) - 1, max(-1, len(page.lines) - 60), -1):
        found = _PAIR.findall(page.lines[at])
        if len(found) >= 2 and not _PAIR.sub("", _KEY.sub("", page.lines[at])).strip(" ,;|.*_"):
            return at, dict(found)
    return -1, {}


def _entries(page: Page, start: int, end: int) -> dict[str, str]:
    """The answers by number."""
    found: dict[str, list[str]] = {}
    current = ""
    for at in range(start, end):
        line = page.lines[at]
        match = None if page.is_code(at) else _NUMBER.match(line)
        if match and match[1] not in found:
            current = match[1]
            found[current] = [line[match.end() :]]
        elif current:
            found[current].append(line)
    return {number: tidy(lines) for number, lines in found.items()}


def _number(page: Page, item: DraftItem) -> str:
    match = _ASKED.match(page.source[item.line - 1])
    return match[1] if match else ""


def _answered(item: DraftItem, answer: str) -> DraftItem:
    if not answer:
        return item
    question = item.question
    found = find_options(lines := question.question.split("\n"), [False] * len(lines))
    if found is not None:
        letter, rest = chosen_letter(answer, found.options)
        for option in found.options:
            option.right = option.letter == letter
        answer = right_answer(found.options, rest) if letter else answer
    note = item.note.replace("no answer", "").strip("; ")
    return replace(
        item,
        question=replace(question, answer=answer),
        certainty=min(1.0, item.certainty / 0.9),
        note=note,
    )
