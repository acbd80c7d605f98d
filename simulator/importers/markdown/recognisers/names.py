"""Headings that only name something: a task that the paragraph below asks, or, on a page that says
it holds questions, the thing to speak of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from simulator.importers.common.questionness import questionness
from simulator.importers.markdown.document.document import Kind, Page
from simulator.importers.markdown.document.subject import says_questions
from simulator.importers.markdown.recognisers.layout import Layout, Marker, layout
from simulator.importers.markdown.recognisers.titles import SURE, Title, asked_below, marker_of

UNLIKELY = 0.45
"""How sure a title is that asks nothing itself."""
_MANY = 5


def titles_above_questions(page: Page, titles: Sequence[Title], level: int) -> Layout | None:
    """Headings that only name a task; the paragraph below each asks, and nothing answers."""
    markers = []
    here = [
        t
        for t in titles
        if t.block.level == level and not t.stop and not asked_below(titles, t, level)
    ]
    for title in here:
        below = [b for b in page.blocks_in(title.block.end, title.scope) if b.kind is not Kind.RULE]
        text = below[0].text if below and below[0].kind is Kind.PARAGRAPH else ""
        if title.asks < SURE and not title.answered and len(below) <= 2 and _asks_somewhere(text):
            end = below[0].end
            prompt = f"{title.block.text}\n\n{text}"
            markers.append(Marker(title.block.start, end, title.scope, prompt, 0.7, level=level))
    if len(markers) < max(3, 0.7 * len(here)):
        return None
    return layout(f"level-{level} titles above questions", markers, size=len(here), weight=0.9)


def _asks_somewhere(text: str) -> bool:
    """Whether one of a text's sentences asks."""
    sentences = re.split(r"(?<=[.!?])\s+", text[:2_000])
    return any(questionness(sentence) >= SURE for sentence in sentences)


def only_names(page: Page, leaves: Sequence[Title], level: int) -> Layout | None:
    """The headings of a page that says it holds questions, although none of them asks: a doubt."""
    with_text = [title for title in leaves if page.blocks_in(title.block.end, title.scope)]
    if not says_questions(page) or len(with_text) < max(_MANY, 0.9 * len(leaves)):
        return None
    markers = [marker_of(page, title, UNLIKELY) for title in with_text]
    return layout(f"level-{level} headings", markers, size=len(leaves), weight=0.5)
