"""The lines below a question, cut where the page itself says what follows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from simulator.importers.common.markdown_text import tidy
from simulator.importers.common.options import find_options
from simulator.importers.common.questionness import part_of_title
from simulator.importers.common.vocabulary import Part
from simulator.importers.markdown.document.document import Kind, Page
from simulator.importers.markdown.document.marks import Mark, Marks, is_about_line
from simulator.importers.markdown.document.parts import ANSWERS, ONLY_LINKS, SIDE, Parts
from simulator.importers.markdown.recognisers.layout import Marker

_TOP_LINK = re.compile(r"^\W*\[?[^\w\[]{0,6}\[?[^\[\]()]{0,40}\]?\(#[^()]{0,80}\)\W*$")
_REFERENCE_LINK = re.compile(r"^\W*\[(?P<text>[^\[\]]{1,60})\]\((?P<link>https?://[^()\s]+)\)\W*$")
_QUOTE = re.compile(r"^\s{0,3}>\s?")
_LONG = 300
"""Characters. So much prose before a mark must be the answer already."""


@dataclass(slots=True)
class Segment:
    """Lines of one part; `part` is None for the question's own text, or for what is unsaid."""

    part: Part | None
    lines: list[str] = field(default_factory=list)
    code: list[bool] = field(default_factory=list)
    level: int = 7
    one_line: bool = False
    until: int = 0

    @property
    def text(self) -> str:
        return tidy(self.lines)

    @property
    def is_empty(self) -> bool:
        return not any(line.strip() for line in self.lines)


def segments_of(
    page: Page, marks: Marks, marker: Marker, parts: Parts, *, marked: bool
) -> list[Segment]:
    """The segments below a question; what is said aside of it goes into `parts`."""
    current = Segment(None, until=marker.scope)
    segments = [current]
    found = {mark.line: mark for mark in marks.between(marker.line, marker.scope)}
    before: Segment | None = None
    for at in range(marker.end, marker.scope):
        line = _dedented(page.lines[at], marker.column)
        if at < marker.quoted_to:
            line = _QUOTE.sub("", line)
        code = page.is_code(at)
        mark = None if code else found.get(at)
        if before is not None and (at >= current.until or _is_over(page, current, at)):
            current, before = Segment(before.part, until=marker.scope), None
            segments.append(current)
        if mark is not None and (opened := _opened(mark, segments, marked)):
            after = current if current.part not in SIDE else Segment(Part.ANSWER)
            before = None if opened.part in ANSWERS else after
            current = opened
            segments.append(current)
            continue
        if code or not _taken_aside(page, line, at, parts):
            current.lines.append(line)
            current.code.append(code)
    return segments


def has_options(segments: Sequence[Segment]) -> bool:
    """Whether the question's own text holds options to choose from."""
    return any(find_options(s.lines, s.code) for s in segments if s.part is None)


def _dedented(line: str, column: int) -> str:
    """The line without the indent of the list item that it stands in."""
    if not column:
        return line
    expanded = line.expandtabs(4) if line[:1] in " \t" else line
    indent = len(expanded) - len(expanded.lstrip(" "))
    return expanded[min(column, indent) :]


def _opened(mark: Mark, segments: Sequence[Segment], marked: bool) -> Segment | None:
    """The segment that a mark opens; None where it is text like any other."""
    answered = any(segment.part in ANSWERS for segment in segments)
    rest = [mark.rest] if mark.rest else []
    code = [False] * len(rest)
    if mark.part in ANSWERS:
        if not _opens_answer(mark, segments, answered=answered, marked=marked):
            return None
        return Segment(mark.part, rest, code, mark.level, until=mark.until)
    if mark.part in SIDE:
        if rest and mark.how == "label" and answered and segments[-1].is_empty:
            return None
        one_line = bool(rest) and mark.how == "label"
        return Segment(mark.part, rest, code, mark.level, one_line, mark.until)
    if mark.part is Part.QUESTION and mark.how == "fold":
        return Segment(None, until=mark.until)
    return None


def _opens_answer(mark: Mark, segments: Sequence[Segment], *, answered: bool, marked: bool) -> bool:
    """Whether the answer begins here; `marked`: the layout's answers are announced."""
    if answered:
        if mark.part is Part.ANSWER and mark.how != "heading":
            return False
    elif not marked and (_is_long(segments) or (mark.number and mark.how != "fold")):
        return False
    certain = marked or mark.how != "label"
    return mark.part is Part.ANSWER or certain or has_options(segments)


def _is_long(segments: Sequence[Segment]) -> bool:
    """Whether so much prose stands before a mark that it must be the answer already."""
    length = sum(
        len(line)
        for segment in segments
        for line, code in zip(segment.lines, segment.code, strict=True)
        if not code
    )
    return length > _LONG and not has_options(segments)


def _is_over(page: Page, current: Segment, at: int) -> bool:
    """Whether what stands beside the answer ends before this line."""
    block = page.block_at(at)
    if current.part not in SIDE or block is None:
        return False
    if block.kind is Kind.HEADING:
        return block.level <= current.level or current.level == 7
    if current.level < 7:
        return False
    if current.one_line:
        return True
    if block.kind is Kind.PARAGRAPH and block.item is None and not current.is_empty:
        return ONLY_LINKS.fullmatch(block.text[:2_000]) is None
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
        return is_about_line(page, at) and parts.details.take(text, topic_alone=True)
    return parts.details.take(text)
