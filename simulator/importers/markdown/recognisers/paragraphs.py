"""Questions that are plain paragraphs, or the first lines of plain paragraphs; and those among
them with their answer on the same line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from simulator.importers.common.questionness import (
    QUESTION_MARKS,
    asks_outright,
    label_of,
    plain,
    questionness,
)
from simulator.importers.common.vocabulary import Part
from simulator.importers.markdown.document.document import Block, Kind, Page
from simulator.importers.markdown.document.marks import Marks
from simulator.importers.markdown.recognisers.layout import Layout, Marker, layout, next_heading
from simulator.importers.markdown.recognisers.one_line import SURE, split_at_mark

_SURE, _LABELLED = 0.7, 0.5
_BOTH = 1.0
"""The score of a line with a question word and a question mark."""
_SHORT = 70
"""The most characters of a line that asks by its first words alone; longer ones may be prose."""
_SEVERAL, _OTHERS, _NEARLY_ALL = 3, 2, 0.7
LONE, _ALONE = "a line that requests something", 0.7
"""The only question of a page, at its start, and its certainty."""
_PART_OF_ANSWER = "it may be part of the answer above"
_NUMBERED = re.compile(r"^\s{0,3}\d{1,4}[.)]\s+\S")


def find(page: Page, marks: Marks) -> list[Layout]:
    """Paragraphs that end with a question mark, and those whose first line does."""
    markers = []
    size = 0
    for block in page.paragraphs:
        size += 1
        if lines := _one_a_line(block):
            markers += lines
            size += len(lines) - 1
        elif made := _marker(page, block):
            markers += [made, *_further(page, block)]
        elif made := _with_answer(page, block.start):
            inside = _further(page, block, block.start + 1)
            markers += [made, *inside] if inside or block.end == block.start + 1 else []
        elif len(inside := _further(page, block, block.start)) >= _SEVERAL:
            markers += inside
    markers = _among_others(markers, size)
    alone = [m for m in markers if m.scope == m.end]
    answered = [m for m in markers if m.scope > m.end and (m.lead or _has_text(page, m))]
    if len(alone) >= 3 and not answered:
        return [layout("lines that ask", markers, size=max(len(markers), size), weight=0.7)]
    if not answered:
        return []
    if (
        len(markers) == 1
        and markers[0].line == page.paragraphs[0].start
        and _requests(markers[0].prompt)
    ):
        return [layout(LONE, [replace(markers[0], certainty=_ALONE)], weight=0.7)]
    share = len(answered) / len(markers)
    size = max(len(markers), size // 3)
    return [layout("paragraphs that ask", markers, size=size, weight=0.7 * share)]


def _with_answer(page: Page, at: int) -> Marker | None:
    """`What is it? A thing.` on one line."""
    asked, answer = split_at_mark(page.lines[at].strip())
    if not answer or questionness(asked) < _BOTH or label_of(plain(asked))[0] is not None:
        return None
    scope = next_heading(page, at)
    return Marker(at, at + 1, scope, asked, questionness(asked), answer, doubt=_PART_OF_ANSWER)


def _among_others(markers: Sequence[Marker], size: int) -> list[Marker]:
    """The markers; those with their answer on the line only if there are others too, as doubtful,
    or if nearly all paragraphs are of that kind. `size` is the number of paragraphs."""
    on_a_line = [marker for marker in markers if marker.lead]
    if len(on_a_line) >= max(_SEVERAL, _NEARLY_ALL * size):
        return [replace(marker, doubt="") for marker in markers]
    if len(markers) - len(on_a_line) >= _OTHERS:
        return list(markers)
    return [marker for marker in markers if not marker.lead]


def _one_a_line(block: Block) -> list[Marker]:
    """One marker per line of a paragraph whose lines all ask, without answers."""
    lines = block.text.strip().split("\n")
    places = list(range(len(lines)))
    if len(lines) > 2 and not _NUMBERED.match(lines[0]) and all(map(_NUMBERED.match, lines[1:])):
        places = places[1:]  # The line above keeps the items from being a list.
    asks = [questionness(lines[at]) for at in places]
    surely = sum(each >= _SURE for each in asks)
    numbered = all(_NUMBERED.match(lines[at]) for at in places)
    if len(places) < 2 or surely < 0.5 * len(places) or max(map(len, lines)) > 300:
        return []
    if min(asks) < (0.1 if numbered else 0.4):
        return []
    first, last = block.start, block.start + 1
    return [
        Marker(first + at, last + at, last + at, lines[at], max(0.6, certainty))
        for at, certainty in zip(places, asks, strict=True)
    ]


def _further(page: Page, block: Block, start: int = -1) -> list[Marker]:
    """Questions on separate lines inside a paragraph, each above its answer or with it.

    Searched from line `start`; without it, after the first lines, which are a question.
    """
    scope = next_heading(page, block.start)
    found = []
    for at in range(block.start + 2 if start < 0 else start, block.end):
        line, above = page.lines[at].strip(), page.lines[at - 1].strip()
        if _asks(above):
            continue
        if made := _with_answer(page, at):
            found.append(made)
        elif _asks(line) and at + 1 < block.end and not _asks(page.lines[at + 1].strip()):
            found.append(Marker(at, at + 1, scope, line, questionness(line)))
    return found


def _asks(text: str, most: int = 300) -> bool:
    if len(text) > most:
        return False
    if text.rstrip("*_ ").endswith(QUESTION_MARKS):
        return questionness(text) >= _SURE
    return (questionness(text) >= _LABELLED and _is_numbered(text)) or _requests(text)


def _requests(text: str) -> bool:
    """True for one short line that asks by its first words: `Explain it.`, `What is it`."""
    line = text.strip()
    short = 0 < len(line) <= _SHORT and not any(sign in line for sign in ("\n", "?", ". "))
    ends = short and not line.endswith((",", ";", ":"))
    return ends and questionness(line) >= SURE and asks_outright(line)


def _is_numbered(text: str) -> bool:
    """True for one line with a numbered question label: `Q2: Explain it.`"""
    part, number, _ = label_of(plain(text))
    return part is Part.QUESTION and bool(number) and "\n" not in text


def _has_text(page: Page, marker: Marker) -> bool:
    if marker.end < len(page.lines) and page.lines[marker.end].strip():
        return True
    following = next(iter(page.blocks_in(marker.end, marker.end + 4)), None)
    return following is not None and following.kind not in (Kind.HEADING, Kind.RULE)


def _marker(page: Page, block: Block) -> Marker | None:
    text = block.text.strip()
    first, _, more = text.partition("\n")
    scope = next_heading(page, block.start)
    if label_of(plain(first))[0] not in (None, Part.QUESTION):
        return None
    if _asks(text, 400):
        return Marker(block.start, block.end, scope, text, questionness(text))
    begins = first.rstrip().endswith((*QUESTION_MARKS, ".")) or more[:1].isupper()
    if more and _asks(first) and (begins or not _requests(first)):
        return Marker(block.start, block.start + 1, scope, first, questionness(first))
    return None
