"""Questions after a label: `Q:`, `**Question 3:**`, `Question / Solution`."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from simulator.importers.common.questionness import questionness
from simulator.importers.common.vocabulary import Part
from simulator.importers.markdown.document.document import Kind, Page
from simulator.importers.markdown.document.marks import Mark, Marks, is_about
from simulator.importers.markdown.recognisers.layout import Layout, Marker, layout
from simulator.importers.markdown.recognisers.one_line import split_at_label

LABELLED = "labelled questions"


def find(page: Page, marks: Marks) -> list[Layout]:
    """The labelled questions; they weigh more if most answers are labelled too."""
    labels = [m for m in marks.all if m.part is Part.QUESTION and m.how != "fold"]
    labels = [m for m in labels if not page.fold_depth(m.line)]
    bounds = _bounds(page, labels)
    markers = []
    for mark in labels:
        place = bisect_right(bounds, mark.line)
        scope = bounds[place] if place < len(bounds) else len(page.lines)
        made = _marker(page, marks, mark, scope)
        if made is not None:
            markers.append(_with_lines_above(page, made))
    if not markers:
        return []
    answered = sum(marks.has_answer(marker.line, marker.scope) for marker in markers)
    share = answered / len(markers)
    weight = 1.05 if share >= 0.6 else 0.6
    return [layout(LABELLED, markers, marked=share >= 0.6, weight=weight)]


def _with_lines_above(page: Page, marker: Marker) -> Marker:
    """Add details from right above the question: `Topic: statistics`."""
    start = marker.line
    while start > 0 and marker.line - start < 4 and is_about(page.lines[start - 1]):
        start -= 1
    if start == marker.line or (start > 0 and page.lines[start - 1].strip()):
        return marker
    about = " | ".join(line.strip() for line in page.lines[start : marker.line])
    return replace(marker, line=start, about=about)


def _bounds(page: Page, labels: list[Mark]) -> list[int]:
    """Lines where a labelled question must end: the next label, a higher heading, a cloze."""
    lines = [mark.line for mark in labels]
    levels = [mark.level for mark in labels if mark.how == "heading"]
    level = min(levels, default=7)
    lines += [b.start for b in page.headings if b.level < level]
    for at, line in enumerate(page.lines):
        if line.startswith("C:") and not page.is_code(at):
            lines.append(at)
    return sorted(lines)


def _marker(page: Page, marks: Marks, mark: Mark, scope: int) -> Marker | None:
    answers = [
        m for m in marks.between(mark.line + 1, scope) if m.part in (Part.ANSWER, Part.EXPLANATION)
    ]
    limit = answers[0].line if answers else scope
    scope = _within_list(page, mark, answers[0].line, scope) if answers else scope
    column = next((b.item.column for b in page.blocks_in(mark.line, mark.line + 1) if b.item), 0)
    if mark.rest:
        end = max(mark.line + 1, min(limit, _paragraph_end(page, mark.line)))
        lines = [mark.rest, *page.lines[mark.line + 1 : end]]
    else:
        at = next((at for at in range(mark.line + 1, limit) if page.lines[at].strip()), limit)
        block = page.block_at(at)
        blank = (line for line in range(at, limit) if not page.lines[line].strip())
        end = min(limit, block.end if block else next(blank, limit))
        lines = page.lines[at:end]
    prompt = "\n".join(map(str.strip, lines))
    if not prompt:
        return None
    asked, lead = split_at_label(prompt) if mark.rest else ("", "")
    certainty = 0.95 if asked else max(questionness(prompt), 0.95 if answers else 0.5)
    return Marker(mark.line, end, scope, asked or prompt, certainty, lead=lead, column=column)


def _within_list(page: Page, mark: Mark, answer: int, scope: int) -> int:
    """End the scope with the list if question and answer are items of the same list."""
    first, second = page.block_at(mark.line), page.block_at(answer)
    if first is None or second is None or first.item is None or second.item is None:
        return scope
    one, other = first.item, second.item
    same = one.list_start == other.list_start and one.start != other.start
    return min(scope, one.list_end) if same else scope


def _paragraph_end(page: Page, line: int) -> int:
    for block in reversed(page.blocks_in(max(0, line - 200), line + 1)):
        if block.kind in (Kind.PARAGRAPH, Kind.HEADING) and block.start <= line < block.end:
            return block.end
    return line + 1
