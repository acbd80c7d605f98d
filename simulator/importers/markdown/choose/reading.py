"""How a Markdown page is best read: the recognisers compete, the best of them is followed."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from simulator.importers.common.decode import repaired
from simulator.importers.common.questionness import (
    is_about_the_document,
    plain,
    questionness,
    without_number,
    without_signs,
)
from simulator.importers.common.vocabulary import COMMANDS
from simulator.importers.markdown.choose.regions import regions
from simulator.importers.markdown.document.document import Page, parse_page
from simulator.importers.markdown.document.marks import Marks
from simulator.importers.markdown.document.provenance import says_tasks
from simulator.importers.markdown.recognisers import (
    announced,
    bold,
    folds,
    headings,
    labels,
    lists,
    paragraphs,
    quotes,
    tables,
    terms,
)
from simulator.importers.markdown.recognisers.layout import WEAK, Layout, Marker

RECOGNISERS = (headings, folds, labels, bold, lists, tables, quotes, paragraphs, announced, terms)
"""Each has `find(page, marks) -> list[Layout]`; of equals the earlier wins."""

_LEAST, _SHARE = 3, 0.7
_IN_SERIES = 0.62
_ASKS = 0.36
"""As much as a first word alone makes, in the least of the layouts."""


@dataclass(slots=True)
class Reading:
    """A page and the layout that fits it best, None where none fits."""

    page: Page
    marks: Marks
    best: Layout | None
    weak: bool = False
    """Whether few members of the layout look like questions."""
    leads_away: bool = False
    """Whether its questions are links to where their answers are."""
    regions: tuple[Layout, ...] = ()
    """The best layout, bounded, and the series of others that stand beside it."""

    @property
    def markers(self) -> list[Marker]:
        """All questions of all regions, in order."""
        every = (marker for region in self.regions for marker in region.markers)
        return sorted(every, key=lambda marker: marker.line)


def reading(text: str) -> Reading:
    """Parse, and let the recognisers compete. Raises TooLarge."""
    page = parse_page(repaired(text))
    marks = Marks(page)
    found = [made for recogniser in RECOGNISERS for made in recogniser.find(page, marks)]
    found = [kept for made in found if (kept := _without_sections(page, made))]
    tasks = says_tasks(page)
    found = [_in_series(made, tasks=tasks) for made in found]
    found.sort(key=lambda made: -made.score)
    if not found or not _is_enough(found[0]):
        return Reading(page, marks, None)
    weak = found[0].ratio < WEAK
    away = _lead_away(page, found[0])
    if away or (weak and is_link_list(page)):
        return Reading(page, marks, None, leads_away=away)
    return Reading(
        page, marks, found[0], weak, regions=tuple(regions(page, marks, found[0], found[1:]))
    )


_LINK = re.compile(r"^\W*\d{0,3}[.)]?\s*\[[^\[\]]+\]\((?!#)[^()\s]+\)\W*$")


def _lead_away(page: Page, best: Layout) -> bool:
    """Whether its questions are links to where the answers are, and nothing stands below them."""
    bare = [
        marker
        for marker in best.markers
        if _LINK.match(marker.prompt)
        and not marker.lead
        and not any(map(str.strip, page.lines[marker.end : marker.scope]))
    ]
    return len(bare) >= 0.7 * len(best.markers)


def _is_enough(best: Layout) -> bool:
    """Whether the best layout is one; a single member must look like a question."""
    return best.score > 0.3 and (len(best.markers) > 1 or best.markers[0].certainty >= 0.6)


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


def is_link_list(page: Page) -> bool:
    """Whether most lines are links and nothing much else."""
    lines = [line for line in page.lines if line.strip()]
    links = sum("](" in line or "http" in line for line in lines)
    return links * 2 > len(lines)


def _in_series(made: Layout, *, tasks: bool) -> Layout:
    """The layout, its members surer where nearly all begin with a word that asks; words that
    begin the steps of a guide as well count where the page speaks of `tasks`."""
    asking = [marker for marker in made.markers if _begins(marker.prompt, tasks)]
    if len(asking) < _LEAST - tasks or len(asking) < _SHARE * made.size:
        return made
    markers = tuple(
        replace(marker, certainty=max(marker.certainty, _IN_SERIES))
        if marker.certainty >= _ASKS
        else marker
        for marker in made.markers
    )
    return replace(made, markers=markers)


def _begins(prompt: str, tasks: bool) -> bool:
    words = without_number(without_signs(plain(prompt[:400])))[1].casefold().split()
    if len(words) < 2 or questionness(prompt[:200]) < 0.4 or words[:2] == ["how", "to"]:
        return False
    return tasks or words[0] not in COMMANDS
