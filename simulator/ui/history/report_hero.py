"""The top of a report: the result of the session at a glance."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from simulator.core.report_document import Hero, Measure, ReportDocument
from simulator.core.table import Cell
from simulator.ui.widgets.charts import COLOURS, WORDS, bar, segments
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.digits import large
from simulator.ui.widgets.prose import packed

LABEL = 8
"""The width of the label before a bar, in cells."""

LEAST_BAR, WIDEST_BAR = 12, 44

SCORE = 17
"""The minimum width of the result, so that the comparison, which comes later, moves nothing."""


def score_words(hero: Hero) -> Content:
    """Draw the result in large digits with its meaning and comparison; empty without a result."""
    if not hero.score:
        return Content("")
    rows = [Content.styled(row, COLOURS[hero.tone]) for row in large(hero.score)]
    rows.append(Content.styled("solid or strong", MUTED))
    if hero.change.text:
        rows.append(_cell(hero.change))
    return Content("\n").join(rows)


def lead(document: ReportDocument, width: int) -> Content:
    """Return the summary; with a width, the topics and bars that say the same."""
    drawn = bool(width and document.hero.score)
    words = document.topics if drawn and document.topics else (document.sentence,)
    together = " ".join(words)
    if len(together) > width:
        together = "\n".join(words)
    sentence = Content.styled(together, "bold $text-primary")
    if not drawn:
        return sentence
    return Content("\n").join([sentence, Content(""), *strips(document.hero, width)])


def strips(hero: Hero, width: int) -> list[Content]:
    """Return lines of a label, a bar, and words."""
    counts = [
        Content.styled(f"{number} {name.text}", WORDS[name.tone]) for name, number in hero.ratings
    ]
    rated = Content(" · ").join(counts)
    measured = [each.words for each in (hero.points, hero.time) if each is not None]
    wide = max(rated.cell_length, *(len(words.text) for words in measured), 0)
    cells = min(WIDEST_BAR, width - LABEL - wide - 2)
    drawn = cells >= LEAST_BAR
    if drawn:
        lines = [_strip("rated", segments(hero.ratings, cells), rated)]
    else:
        lines = _told("rated", counts, width)
    for label, measure in (("points", hero.points), ("time", hero.time)):
        if measure is not None:
            line = _measure_bar(label, measure, cells) if drawn else None
            lines.append(_strip(label, line, _cell(measure.words)))
    return lines + _told("sure", [_cell(cell) for cell in hero.sure], width)


def _told(label: str, parts: Sequence[Content], width: int) -> list[Content]:
    """Return words without a bar, in as many lines as needed."""
    lines = packed(parts, width - LABEL)
    return [_strip("" if at else label, None, line) for at, line in enumerate(lines)]


def _measure_bar(label: str, measure: Measure, cells: int) -> Content:
    colour = "$primary" if label == "time" else ""
    return bar(measure.share, cells, COLOURS.get(measure.words.tone, "") or colour)


def _strip(label: str, line: Content | None, words: Content) -> Content:
    start = Content.styled(f"{label:<{LABEL}}", MUTED)
    return (
        Content.assemble(start, words)
        if line is None
        else Content.assemble(start, line, "  ", words)
    )


def _cell(cell: Cell) -> Content:
    return Content.styled(cell.text, WORDS[cell.tone])
