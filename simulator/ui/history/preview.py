"""A short report of the session under the cursor, beside the list in a wide window."""

from __future__ import annotations

from textual.content import Content

from simulator.core.report_document import Part, ReportDocument
from simulator.core.table import Table
from simulator.ui.history.answer_text import hung
from simulator.ui.history.report_hero import score_words, strips
from simulator.ui.widgets.charts import WORDS
from simulator.ui.widgets.colours import MUTED

_QUESTION, _RESULT = 1, 2
"""Columns of the table of questions."""


def preview(document: ReportDocument, width: int) -> Content:
    """Return the session's result, and a line for each question."""
    parts = [
        Content.styled(document.title, "bold"),
        Content.styled(hung(" · ".join(document.facts), 0, width), MUTED),
        Content(""),
    ]
    if document.hero.score:
        parts += [score_words(document.hero), Content("")]
    parts.append(Content.styled(hung(document.sentence, 0, width), "$text-primary"))
    if document.hero.score:
        parts += [Content(""), *strips(document.hero, width)]
    parts += [Content(""), *_questions(document, width)]
    return Content("\n").join([line for part in parts for line in _cut(part, width)])


def _cut(part: Content, width: int) -> list[Content]:
    lines = part.split("\n", allow_blank=True)
    return [line.truncate(width, ellipsis=True) for line in lines]


def _questions(document: ReportDocument, width: int) -> list[Content]:
    (overview,) = (b for b in document.part(Part.QUESTIONS) if isinstance(b, Table))
    results = [row[_RESULT].text.partition(",")[0] for row in overview.rows]
    wide = max(map(len, results), default=0)
    return [
        Content.assemble((f"{text:<{wide}}  ", WORDS[row[_RESULT].tone]), row[_QUESTION].text)
        for row, text in zip(overview.rows, results, strict=True)
    ]
