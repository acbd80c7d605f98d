"""The text below a question, taken apart: more of the question, its options, the answer, and what
stands beside the answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from simulator.importers.details import Details
from simulator.importers.md_document import Kind, Page
from simulator.importers.md_layout import Layout, Marker
from simulator.importers.md_marks import Mark, Marks
from simulator.importers.options import (
    Options,
    chosen_letter,
    find_options,
    right_answer,
    with_options,
)
from simulator.importers.questionness import part_of_title, plain, questionness
from simulator.importers.text_parts import list_items, tidy, without_images
from simulator.importers.words import PLACEHOLDERS, Part

_SIDE = (Part.KEY_POINTS, Part.MISTAKES, Part.FOLLOW_UPS, Part.HINT, Part.REFERENCES)
_ANSWERS = (Part.ANSWER, Part.EXPLANATION)
_TOP_LINK = re.compile(r"^\W*\[?[^\w\[]{0,6}\[?[^\[\]()]{0,40}\]?\(#[^()]{0,80}\)\W*$")
_REFERENCE_LINK = re.compile(r"^\W*\[(?P<text>[^\[\]]{1,60})\]\((?P<link>https?://[^()\s]+)\)\W*$")
_ITEM_LINE = re.compile(r"^\s{0,8}(?:[-*+]|\d{1,3}[.)])\s")
_ONLY_LINKS = re.compile(r"(?:!?\[[^\[\]]*\]\([^()\s]*\)|<?https?://[^\s<>]+>?|\W|_)++")


@dataclass(slots=True)
class Parts:
    """What one question's lines hold."""

    question: str = ""
    answer: str = ""
    key_points: list[str] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)
    follow_ups: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    details: Details = field(default_factory=Details)
    options: Options | None = None
    pictures: int = 0


@dataclass(slots=True)
class _Segment:
    part: Part | None
    lines: list[str] = field(default_factory=list)
    code: list[bool] = field(default_factory=list)
    level: int = 7
    one_line: bool = False
    until: int = 0


@dataclass(frozen=True, slots=True)
class Habits:
    """What most questions of a layout do."""

    marked: bool = False
    """Their answers are announced."""
    coded: bool = False
    """They are tasks, and their answers are code."""
    bare: bool = False
    """They have no answer at all."""


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
    return Habits(found.marked, coded >= max(2, 0.7 * some), bare >= max(3, 0.75 * some))


def split(page: Page, marks: Marks, marker: Marker, habits: Habits) -> Parts:
    """Take a question's lines apart."""
    parts = Parts(question=marker.prompt)
    segments = _segments(page, marks, marker, parts, marked=habits.marked)
    _options(segments, parts)
    stem = [s for s in segments if s.part is None]
    answer = [s for s in segments if s.part in _ANSWERS]
    if parts.options is None and not answer:
        stem, answer = _unannounced(stem, habits)
        if habits.bare and answer and not marker.lead and _are_items(answer):
            parts.follow_ups = list_items(_text(answer[0]))
            answer = []
    elif parts.options is not None and not answer:
        place = segments.index(stem[-1]) if stem else 0
        stem, answer = [s for s in stem if segments.index(s) < place], stem[-1:]
    lead = marker.lead.removeprefix("\\\n").lstrip("\n")
    answer_text = "\n\n".join(filter(None, [lead, *(_text(s) for s in answer)]))
    stem_text = "\n\n".join(filter(None, (_text(s) for s in stem)))
    _finish(parts, stem_text, answer_text, segments)
    return parts


def _segments(
    page: Page, marks: Marks, marker: Marker, parts: Parts, *, marked: bool
) -> list[_Segment]:
    current = _Segment(None, until=marker.scope)
    segments = [current]
    found = {mark.line: mark for mark in marks.between(marker.line, marker.scope)}
    before: _Segment | None = None
    for at in range(marker.end, marker.scope):
        line = _dedented(page.lines[at], marker.column)
        code = page.is_code(at)
        mark = None if code else found.get(at)
        if before is not None and (at >= current.until or _is_over(page, current, at)):
            current, before = _Segment(before.part, until=marker.scope), None
            segments.append(current)
        if mark is not None and (opened := _opened(mark, segments, marked)):
            before = None if opened.part in _ANSWERS else _answer_after(current)
            current = opened
            segments.append(current)
            continue
        if code or not _taken_aside(page, line, at, parts):
            current.lines.append(line)
            current.code.append(code)
    return segments


def _answer_after(current: _Segment) -> _Segment:
    return current if current.part not in _SIDE else _Segment(Part.ANSWER)


def _dedented(line: str, column: int) -> str:
    """The line without the indent of the list item that it stands in."""
    if not column:
        return line
    expanded = line.expandtabs(4) if line[:1] in " \t" else line
    indent = len(expanded) - len(expanded.lstrip(" "))
    return expanded[min(column, indent) :]


def _opened(mark: Mark, segments: list[_Segment], marked: bool) -> _Segment | None:
    """The segment that a mark opens; None where it is text like any other."""
    answered = any(segment.part in _ANSWERS for segment in segments)
    if mark.part in _ANSWERS and not answered and not marked:  # noqa: SIM102
        if _is_long(segments) or (mark.number and mark.how != "fold"):
            return None
    rest = [mark.rest] if mark.rest else []
    if mark.part in _ANSWERS:
        nested = mark.how == "fold" and answered
        if mark.part is Part.EXPLANATION and not (
            marked or mark.how != "label" or _has_options(segments)
        ):
            return None
        if answered and mark.part is Part.ANSWER and mark.how != "heading":
            return None if nested or not mark.rest else None  # noqa: RUF034
        return _Segment(mark.part, rest, [False] * len(rest), mark.level, until=mark.until)
    if mark.part in _SIDE:
        current = segments[-1]
        if (
            rest
            and mark.how == "label"
            and answered
            and not any(line.strip() for line in current.lines)
        ):
            return None
        return _Segment(
            mark.part,
            rest,
            [False] * len(rest),
            mark.level,
            bool(rest) and mark.how == "label",
            mark.until,
        )
    if mark.part is Part.QUESTION and mark.how == "fold":
        return _Segment(None, until=mark.until)
    return None


def _is_long(segments: list[_Segment]) -> bool:
    """Whether so much prose stands before a mark that it must be the answer already."""
    lines = [l for s in segments for l, code in zip(s.lines, s.code, strict=True) if not code]  # noqa: E741
    return sum(map(len, lines)) > 300 and not _has_options(segments)


def _has_options(segments: list[_Segment]) -> bool:
    return any(find_options(s.lines, s.code) for s in segments if s.part is None)


def _is_over(page: Page, current: _Segment, at: int) -> bool:
    """Whether what stands beside the answer ends before this line."""
    if current.part not in _SIDE:
        return False
    block = page.block_at(at)
    if block is None:
        return False
    if block.kind is Kind.HEADING:
        return block.level <= current.level or current.level == 7
    if current.level < 7:
        return False
    if current.one_line:
        return True
    if (
        block.kind is Kind.PARAGRAPH
        and block.item is None
        and any(line.strip() for line in current.lines)
    ):
        return _ONLY_LINKS.fullmatch(block.text[:2_000]) is None
    return False


def _taken_aside(page: Page, line: str, at: int, parts: Parts) -> bool:
    """Whether a line says something about the question (tags, difficulty), or only leads away."""
    text = line.strip()
    if not text:
        return False
    if _TOP_LINK.match(text[:300]) and not text.startswith(("-", "*  ", "1")):
        return True
    link = _REFERENCE_LINK.match(text[:500])
    if link and part_of_title(link["text"]) is Part.REFERENCES:
        parts.references.append(link["link"])
        return True
    block = page.block_at(at)
    if block is not None and block.kind is Kind.RULE:
        return True
    if block is None and text[0] not in "*_-" and text[0].isalnum():
        return False
    return parts.details.take(text)


def _options(segments: list[_Segment], parts: Parts) -> None:
    """Find options in the question's own text, and take them out of it."""
    numeric_ok = any(
        segment.part in _ANSWERS and re.match(r"^\W*(?:\w+\W+)?\d\W", _first(segment) + " ")
        for segment in segments
    )
    for place, segment in enumerate(segments):
        if segment.part is not None:
            continue
        found = find_options(segment.lines, segment.code)
        if found is None or (found.numeric and not numeric_ok):
            continue
        answered = any(s.part in _ANSWERS for s in segments)
        lettered = any(option.right for option in found.options)
        if not answered and not lettered:
            continue
        after = _Segment(
            None, segment.lines[found.end :], segment.code[found.end :], until=segment.until
        )
        segment.lines, segment.code = segment.lines[: found.start], segment.code[: found.start]
        segments.insert(place + 1, after)
        parts.options = found
        return


def _first(segment: _Segment) -> str:
    return next((line.strip() for line in segment.lines if line.strip()), "")


def _are_items(segments: Sequence[_Segment]) -> bool:
    """Whether there is nothing but a list of questions."""
    lines = [line for segment in segments for line in segment.lines if line.strip()]
    items = [line for line in lines if _ITEM_LINE.match(line)]
    asking = sum(questionness(line.lstrip(" -*+")) >= 0.4 for line in items)
    return bool(items) and _ITEM_LINE.match(lines[0]) is not None and asking * 2 >= len(items)


def _unannounced(segments: list[_Segment], habits: Habits) -> tuple[list[_Segment], list[_Segment]]:
    """Question and answer where nothing says which is which: all is answer, but for what the
    layout's habits speak against."""
    lines = [line for segment in segments for line in segment.lines]
    code = [is_code for segment in segments for is_code in segment.code]
    filled = [is_code for line, is_code in zip(lines, code, strict=True) if line.strip()]
    if habits.bare and True in filled and not any(_ITEM_LINE.match(line) for line in lines):
        return segments, []
    if habits.coded and True in code and filled and not filled[0]:
        at = code.index(True)
        if sum(map(len, lines[:at])) < 1_500:
            return [_Segment(None, lines[:at], code[:at])], [_Segment(None, lines[at:], code[at:])]
    return [], segments


def _text(segment: _Segment) -> str:
    return tidy(segment.lines)


def _finish(parts: Parts, stem: str, answer: str, segments: Sequence[_Segment]) -> None:
    question = f"{parts.question}\n\n{stem}".strip()
    if parts.options is not None:
        question, answer = _with_choice(parts.options, question, answer)
    for segment in segments:
        if segment.part in _SIDE and (text := _text(segment)):
            _side(parts, segment.part, text)
    question, some = without_images(question)
    answer, more = without_images(answer)
    parts.pictures = some + more
    if plain(answer).casefold().strip(" .!*_()[]") in PLACEHOLDERS or not _says_something(answer):
        answer = ""
    elif (
        _ONLY_LINKS.fullmatch(answer[:5_000])
        and len(answer) < 5_000
        and "](" in answer
        and _is_pointer(answer)
    ):
        parts.references = [*list_items(answer), *parts.references]
        answer = ""
    parts.question, parts.answer = question, answer


def _says_something(answer: str) -> bool:
    return any(not letter.isspace() and letter not in "▣-*_—–" for letter in answer)


def _is_pointer(answer: str) -> bool:
    """Whether an answer of links only sends the reader elsewhere."""
    return "](http" in answer or "](/" in answer or "](." in answer


def _with_choice(found: Options, question: str, answer: str) -> tuple[str, str]:
    first, newline, more = answer.lstrip().partition("\n")
    letter, rest = chosen_letter(first, found.options)
    if letter:
        answer = f"{rest}{newline}{more}".strip()
        for option in found.options:
            option.right = option.right or option.letter == letter
    return with_options(question, found.options), right_answer(found.options, answer)


def _side(parts: Parts, part: Part, text: str) -> None:
    items = list_items(text)
    if part is Part.REFERENCES:
        parts.references += items
    elif part is Part.KEY_POINTS:
        parts.key_points += items
    elif part is Part.MISTAKES:
        parts.mistakes += items
    elif part is Part.FOLLOW_UPS:
        parts.follow_ups += items
    else:
        parts.hints.append(text)
