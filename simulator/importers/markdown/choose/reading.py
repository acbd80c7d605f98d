"""How a Markdown page is best read: the recognisers compete, the best of them is followed."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from simulator.importers.common.decode import repaired
from simulator.importers.common.questionness import is_about_the_document
from simulator.importers.markdown.document.cues import Marks
from simulator.importers.markdown.document.document import Page, parse_page
from simulator.importers.markdown.recognisers import bold as md_bold
from simulator.importers.markdown.recognisers import folds as md_folds
from simulator.importers.markdown.recognisers import headings as md_headings
from simulator.importers.markdown.recognisers import labels as md_labels
from simulator.importers.markdown.recognisers import lists as md_lists
from simulator.importers.markdown.recognisers import paragraphs as md_paragraphs
from simulator.importers.markdown.recognisers import quotes as md_quotes
from simulator.importers.markdown.recognisers import tables as md_tables
from simulator.importers.markdown.recognisers.layout import WEAK, Layout, Marker, Spans, layout

RECOGNISERS = (
    md_headings,
    md_folds,
    md_labels,
    md_bold,
    md_lists,
    md_tables,
    md_quotes,
    md_paragraphs,
)
"""Each has `find(page, marks) -> list[Layout]`; of equals the earlier wins."""


@dataclass(slots=True)
class Reading:
    """A page and the layout that fits it best, None where none fits."""

    page: Page
    marks: Marks
    best: Layout | None
    weak: bool = False
    """Whether few members of the layout look like questions."""


def reading(text: str) -> Reading:
    """Parse, and let the recognisers compete. Raises TooLarge."""
    page = parse_page(repaired(text))
    marks = Marks(page)
    found = [made for recogniser in RECOGNISERS for made in recogniser.find(page, marks)]
    found = [kept for made in found if (kept := _without_sections(page, made))]
    found.sort(key=lambda made: -made.score)
    if not found or not _is_enough(found[0]):
        return Reading(page, marks, None)
    weak = found[0].ratio < WEAK
    if weak and is_link_list(page):
        return Reading(page, marks, None)
    return Reading(page, marks, _with_neighbours(found[0], found[1:]), weak)


def _is_enough(best: Layout) -> bool:
    """Whether the best layout is one; a single member must look like a question."""
    return best.score > 0.3 and (len(best.markers) > 1 or best.markers[0].sure >= 0.6)


def _without_sections(page: Page, made: Layout) -> Layout | None:
    """The layout without what stands in sections about the document itself."""
    starts = [*(block.start for block in page.headings), len(page.lines)]
    about = [
        (block.start, starts[place + 1])
        for place, block in enumerate(page.headings)
        if is_about_the_document(block.text)
    ]
    if not about:
        return made
    starts = [start for start, _ in about]
    kept = []
    for marker in made.markers:
        place = bisect_left(starts, marker.line) - 1
        if place < 0 or marker.line >= about[place][1]:
            kept.append(marker)
    if not kept:
        return None
    return replace(
        made, markers=tuple(kept), size=max(1, made.size - len(made.markers) + len(kept))
    )


def _with_neighbours(best: Layout, others: Sequence[Layout]) -> Layout:
    """The best layout, and surely asking members of others that lie outside its questions."""
    for other in others:
        spans = Spans(best.markers)
        outside = [
            marker
            for marker in other.markers
            if marker.sure >= 0.4 and not spans.touch(marker.line, marker.scope)
        ]
        kept = _in_asking_groups(other, outside)
        if kept:
            best = layout(
                best.name,
                [*best.markers, *kept],
                size=best.size + len(kept),
                marked=best.marked,
                weight=best.weight,
            )
    return best


def _in_asking_groups(other: Layout, outside: Sequence[Marker]) -> list[Marker]:
    """Those that stand in lists of which nearly all members are outside, and ask."""
    groups = Counter(marker.group for marker in outside)
    sums: Counter[int] = Counter()
    for marker in outside:
        sums[marker.group] += round(100 * marker.sure)
    least = 2 if other.ratio >= 0.8 else 3
    good = {
        group
        for group, count in groups.items()
        if count >= max(least, 0.8 * other.group_sizes.get(group, other.size))
        and sums[group] >= 60 * count
    }
    return [marker for marker in outside if marker.group in good]


def is_link_list(page: Page) -> bool:
    """Whether most lines are links and nothing much else."""
    lines = [line for line in page.lines if line.strip()]
    links = sum("](" in line or "http" in line for line in lines)
    return links * 2 > len(lines)
