"""Split the text below a question at the page's own marks: more of the question, its options, the
answer, and sections beside the answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from simulator.importers.common.markdown_text import list_items, paragraphs, tidy
from simulator.importers.common.options import Options, find_options
from simulator.importers.common.questionness import part_of_title, questionness
from simulator.importers.common.vocabulary import Part
from simulator.importers.markdown.document.document import Kind, Page
from simulator.importers.markdown.document.marks import ASPECT, Mark, Marks, is_about_line
from simulator.importers.markdown.document.parts import ANSWERS, ONLY_LINKS, SIDE, Parts
from simulator.importers.markdown.recognisers.layout import Layout, Marker
from simulator.importers.markdown.recognisers.one_line import split_at_sign

_TOP_LINK = re.compile(r"^\W*\[?[^\w\[]{0,6}\[?[^\[\]()]{0,40}\]?\(#[^()]{0,80}\)\W*$")
_REFERENCE_LINK = re.compile(
    r"^\W*\[(?P<text>[^\[\]]{1,60})\]{1,2}\((?P<link>https?://[^()\s]+)\)\W*$"
)
_QUOTE = re.compile(r"^\s{0,3}>\s?")
_LONG = 300
"""In characters; more prose than this before a mark must already be the answer."""


@dataclass(slots=True)
class Segment:
    """The lines of one part; `part` is None for the question's own text, or if it is unknown."""

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
    """The segments below a question; details such as tags go into `parts`."""
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
    """True if the question's own text contains options to choose from."""
    return any(find_options(s.lines, s.code) for s in segments if s.part is None)


def _dedented(line: str, column: int) -> str:
    """The line without the indent of its list item."""
    if not column:
        return line
    expanded = line.expandtabs(4) if line[:1] in " \t" else line
    indent = len(expanded) - len(expanded.lstrip(" "))
    return expanded[min(column, indent) :]


def _opened(mark: Mark, segments: Sequence[Segment], marked: bool) -> Segment | None:
    """The segment that a mark opens; None if it is ordinary text."""
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
    """True if the answer begins here; `marked`: the layout's answers are labelled."""
    if answered:
        if mark.part is Part.ANSWER and mark.how != "heading":
            return False
    elif not marked and (_is_long(segments) or (mark.number and mark.how != "fold")):
        return False
    certain = marked or mark.how != "label"
    return mark.part is Part.ANSWER or certain or has_options(segments)


def _is_long(segments: Sequence[Segment]) -> bool:
    """True if the prose before a mark is so long that it must be the answer."""
    length = sum(
        len(line)
        for segment in segments
        for line, code in zip(segment.lines, segment.code, strict=True)
        if not code
    )
    return length > _LONG and not has_options(segments)


def _is_over(page: Page, current: Segment, at: int) -> bool:
    """True if a section beside the answer ends before this line."""
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
    """True if a line only describes the question (tags, difficulty) or links elsewhere."""
    text = line.strip()
    if not text:
        return False
    if _TOP_LINK.match(text[:300]) and not text.startswith(("-", "*  ", "1")):
        return True
    link = _REFERENCE_LINK.match(text[:500])
    if link and part_of_title(link["text"]) in (Part.REFERENCES, Part.ANSWER):
        parts.references.append(link["link"])
        return True
    block = page.block_at(at)
    if block is not None and block.kind is Kind.RULE:
        return True
    if block is None and text[0] not in "*_-" and text[0].isalnum():
        return is_about_line(page, at) and parts.details.take(text, topic_alone=True)
    return parts.details.take(text)


_ITEM_LINE = re.compile(r"^\s{0,8}(?:[-*+]|\d{1,3}[.)])\s")
_CHOOSES = re.compile(r"\b(?:which|choose|select|following|correct|true|false)\b|_{3,}", re.I)
_EXAMPLE = re.compile(
    r"^\W*(?:for example|example|e\.g|sample|input|constraints?)\b", re.IGNORECASE
)
_NUMBERED = re.compile(r"^\W*(?:\w+\W+)?\d\W")


@dataclass(frozen=True, slots=True)
class Habits:
    """What most questions of a layout have in common."""

    marked: bool = False
    """Their answers are labelled."""
    coded: bool = False
    """They are tasks, and their answers are code."""
    bare: bool = False
    """They have no answers."""
    often_bare: bool = False
    """Many have no answer, so an example below one is part of the task."""


def habits_of(page: Page, found: Layout) -> Habits:
    """The habits of a layout, from the blocks below each question."""
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
    """Split a question's lines into its parts."""
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
    is_bare = not lead and all(segment.is_empty for segment in (*stem, *answer))
    if is_bare and (habits.marked or not habits.bare) and parts.options is None:
        parts.question, lead = split_at_sign(parts.question)
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
    """Move options from the question's own text to `parts`."""
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
    """The text after a question on the same lines, without leading options."""
    lines = lead.split("\n")
    found = find_options(lines, [False] * len(lines)) if "\n" in lead else None
    if found is None or found.start or found.numeric:
        return lead
    if not (_CHOOSES.search(parts.question) or _are_capital(lines, found)):
        return lead
    parts.options = found
    return "\n".join(lines[found.end :])


def _are_capital(lines: Sequence[str], found: Options) -> bool:
    """True if the options have capital letters, as answers in a list rarely do."""
    first = lines[found.start].lstrip("-*+ ([")
    return not found.numeric and first[:1] == "A" and len(found.options) >= 3


def _are_aspects(segments: Sequence[Segment]) -> bool:
    """True if there are only lines like `- Why they ask: ...` between question and answer."""
    lines = [line for segment in segments for line in segment.lines if line.strip()]
    return bool(lines) and all(ASPECT.match(line) for line in lines)


def _are_items(segments: Sequence[Segment]) -> bool:
    """True if there is only a list of questions."""
    lines = [line for segment in segments for line in segment.lines if line.strip()]
    items = [line for line in lines if _ITEM_LINE.match(line)]
    asking = sum(questionness(line.lstrip(" -*+")) >= 0.4 for line in items)
    return bool(items) and _ITEM_LINE.match(lines[0]) is not None and asking * 2 >= len(items)


def _unannounced(
    segments: list[Segment], habits: Habits, parts: Parts
) -> tuple[list[Segment], list[Segment]]:
    """Question and answer without marks: all is answer unless the layout's habits differ."""
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
