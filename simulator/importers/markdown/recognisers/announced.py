"""Questions marked only by their answer's label, after them on the same line or below."""

from __future__ import annotations

from simulator.importers.common.questionness import label_of, plain, questionness
from simulator.importers.common.vocabulary import Part
from simulator.importers.markdown.document.document import Block, Kind, Page
from simulator.importers.markdown.document.marks import Mark, Marks
from simulator.importers.markdown.recognisers.layout import Layout, Marker, layout, next_heading
from simulator.importers.markdown.recognisers.one_line import split_at_label

ON_A_LINE = "question and answer on a line"
_LEAST, _SURE = 3, 0.6
_LONGEST = 600


def find(page: Page, marks: Marks) -> list[Layout]:
    """Lines with both question and answer, and paragraphs right above an answer's label."""
    return [
        layout(name, made, weight=0.95, marked=True)
        for name, made, share in (
            (ON_A_LINE, _on_lines(page), 0.0),
            ("paragraphs above their answers", _above(page, marks), 0.5),
        )
        if len(made) >= _LEAST
        and sum(questionness(marker.prompt) >= 0.4 for marker in made) >= share * len(made)
    ]


def _on_lines(page: Page) -> list[Marker]:
    """`What is it? Answer: a thing`; the answer extends to the next such line."""
    markers = []
    for block in page.paragraphs:
        for at in range(block.start, block.end):
            asked, answer = split_at_label(page.lines[at].strip())
            if asked and label_of(plain(asked))[0] is None:
                scope = next_heading(page, at)
                markers.append(Marker(at, at + 1, scope, asked, _SURE, lead=answer))
    return markers


def _above(page: Page, marks: Marks) -> list[Marker]:
    """Paragraphs that end at, or right above, an answer's label."""
    made = (
        _marker(page, mark)
        for mark in marks.all
        if mark.part is Part.ANSWER and mark.how == "label" and not page.fold_depth(mark.line)
    )
    return [marker for marker in made if marker is not None]


def _marker(page: Page, mark: Mark) -> Marker | None:
    before = page.blocks_in(max(0, mark.line - 12), mark.line)
    block: Block | None = before[-1] if before else None
    if block is None or block.kind is not Kind.PARAGRAPH or block.item or block.quoted:
        return None
    end = min(block.end, mark.line)
    prompt = "\n".join(page.lines[block.start : end]).strip()
    labelled = label_of(plain(prompt.partition("\n")[0]))[0] is not None
    if labelled or not 3 <= len(prompt) <= _LONGEST or page.lines[end : mark.line].count("") > 2:
        return None
    scope = next_heading(page, mark.line)
    return Marker(block.start, end, scope, prompt, max(_SURE, questionness(prompt)))
