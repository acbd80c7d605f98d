"""The text below a question, taken apart: more of the question, its options, the answer, and what
stands beside the answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.importers.common.markdown_text import list_items, paragraphs
from simulator.importers.common.options import Options, find_options
from simulator.importers.common.questionness import questionness
from simulator.importers.markdown.cut.segments import Segment, segments_of
from simulator.importers.markdown.document.document import Kind, Page
from simulator.importers.markdown.document.marks import ASPECT, Marks
from simulator.importers.markdown.document.parts import ANSWERS, SIDE, Parts
from simulator.importers.markdown.recognisers.layout import Layout, Marker

_ITEM_LINE = re.compile(r"^\s{0,8}(?:[-*+]|\d{1,3}[.)])\s")
_CHOOSES = re.compile(r"\b(?:which|choose|select|following|correct|true|false)\b|_{3,}", re.I)
_EXAMPLE = re.compile(
    r"^\W*(?:for example|example|e\.g|sample|input|constraints?)\b", re.IGNORECASE
)
_NUMBERED = re.compile(r"^\W*(?:\w+\W+)?\d\W")


@dataclass(frozen=True, slots=True)
class Habits:
    """What most questions of a layout do."""

    marked: bool = False
    """Their answers are announced."""
    coded: bool = False
    """They are tasks, and their answers are code."""
    bare: bool = False
    """They have no answer at all."""
    often_bare: bool = False
    """Many have none, so that an example below one is part of the task."""


def habits_of(page: Page, found: Layout) -> Habits:
    """Look at what stands first below each question."""
    coded = bare = 0
    for marker in found.markers:
        kinds = [
            b.kind for b in page.blocks_in(marker.end, marker.scope) if b.kind is not Kind.RULE
        ]
        coded += bool(kinds) and kinds[-1] is Kind.CODE and "?" not in marker.prompt
        bare += not kinds and not marker.lead
    some = len(found.markers)
    return Habits(
        found.marked,
        coded >= max(2, 0.7 * some),
        bare >= max(3, 0.75 * some),
        bare >= max(3, 0.4 * some),
    )


def split(page: Page, marks: Marks, marker: Marker, habits: Habits) -> Parts:
    """Take a question's lines apart."""
    parts = Parts(question=marker.prompt)
    segments = segments_of(page, marks, marker, parts, marked=habits.marked)
    lead = _without_options(marker.lead, parts)
    if parts.options is None:
        _take_options(segments, parts)
    stem = [segment for segment in segments if segment.part is None]
    answer = [segment for segment in segments if segment.part in ANSWERS]
    if answer and _are_aspects(stem):
        stem, answer = [], [*answer, *stem]
    if parts.options is None and not answer:
        stem, answer = _unannounced(stem, habits, parts)
        if habits.bare and answer and not marker.lead and _are_items(answer):
            parts.follow_ups = list_items(answer[0].text)
            answer = []
    elif parts.options is not None and not answer:
        stem, answer = stem[:-1], stem[-1:]
    lead = parts.without_difficulty(lead.removeprefix("\\\n").lstrip("\n"))
    parts.finish(
        paragraphs(*(segment.text for segment in stem)),
        paragraphs(lead, *(segment.text for segment in answer)),
        [
            (segment.part, segment.text)
            for segment in segments
            if segment.part in SIDE and segment.text
        ],
    )
    return parts


def _take_options(segments: list[Segment], parts: Parts) -> None:
    """Find options in the question's own text, and take them out of it."""
    answered = [segment for segment in segments if segment.part in ANSWERS]
    firsts = (next(filter(str.strip, segment.lines), "") for segment in answered)
    by_number = any(_NUMBERED.match(first.strip() + " ") for first in firsts)
    for place, segment in enumerate(segments):
        if segment.part is not None:
            continue
        found = find_options(segment.lines, segment.code)
        if found is None or (found.numeric and not by_number):
            continue
        known = answered or any(option.right for option in found.options)
        if not known and not (
            _CHOOSES.search(parts.question) or _are_capital(segment.lines, found)
        ):
            continue
        lines, code = segment.lines, segment.code
        after = Segment(None, lines[found.end :], code[found.end :], until=segment.until)
        segment.lines, segment.code = lines[: found.start], code[: found.start]
        segments.insert(place + 1, after)
        parts.options = found
        return


def _without_options(lead: str, parts: Parts) -> str:
    """What stands behind a question on its own lines, without the options that it begins with."""
    lines = lead.split("\n")
    found = find_options(lines, [False] * len(lines)) if "\n" in lead else None
    if found is None or found.start or found.numeric:
        return lead
    if not (_CHOOSES.search(parts.question) or _are_capital(lines, found)):
        return lead
    parts.options = found
    return "\n".join(lines[found.end :])


def _are_capital(lines: Sequence[str], found: Options) -> bool:
    """Whether the options are behind capital letters, as answers in a list seldom are."""
    first = lines[found.start].lstrip("-*+ ([")
    return not found.numeric and first[:1] == "A" and len(found.options) >= 3


def _are_aspects(segments: Sequence[Segment]) -> bool:
    """Whether `- Why they ask: ...` and its like stand between a question and its answer."""
    lines = [line for segment in segments for line in segment.lines if line.strip()]
    return bool(lines) and all(ASPECT.match(line) for line in lines)


def _are_items(segments: Sequence[Segment]) -> bool:
    """Whether there is nothing but a list of questions."""
    lines = [line for segment in segments for line in segment.lines if line.strip()]
    items = [line for line in lines if _ITEM_LINE.match(line)]
    asking = sum(questionness(line.lstrip(" -*+")) >= 0.4 for line in items)
    return bool(items) and _ITEM_LINE.match(lines[0]) is not None and asking * 2 >= len(items)


def _unannounced(
    segments: list[Segment], habits: Habits, parts: Parts
) -> tuple[list[Segment], list[Segment]]:
    """Question and answer where nothing says which is which: all is answer, but for what the
    layout's habits speak against."""
    lines = [line for segment in segments for line in segment.lines]
    code = [is_code for segment in segments for is_code in segment.code]
    filled = [is_code for line, is_code in zip(lines, code, strict=True) if line.strip()]
    if habits.bare and True in filled and not any(_ITEM_LINE.match(line) for line in lines):
        return segments, []
    first = next((line for line in lines if line.strip(" `~")), "")
    opens = parts.question.rstrip().endswith((":", "："))
    if habits.often_bare and (opens or _EXAMPLE.match(first)):
        return segments, []
    if habits.coded and True in code and filled and not filled[0]:
        at = code.index(True)
        if sum(map(len, lines[:at])) < 1_500:
            return [Segment(None, lines[:at], code[:at])], [Segment(None, lines[at:], code[at:])]
    return [], segments
