"""Find the best way to read a Markdown page: the recognisers compete, the best layout wins, and
series of other layouts beside it are kept, each as a region of the page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from simulator.importers.common.decode import repaired
from simulator.importers.common.questionness import (
    QUESTION_MARKS,
    asks_outright,
    is_about_the_document,
    plain,
    questionness,
    without_number,
    without_signs,
)
from simulator.importers.common.vocabulary import COMMANDS
from simulator.importers.markdown.document.document import Block, Kind, Page, parse_page
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
from simulator.importers.markdown.recognisers.announced import ON_A_LINE
from simulator.importers.markdown.recognisers.asking import by_themselves
from simulator.importers.markdown.recognisers.labels import LABELLED
from simulator.importers.markdown.recognisers.layout import WEAK, Layout, Marker, Spans

_SURE, _LIKELY, _ANSWERED = 0.6, 0.55, 0.45
"""The average certainty that a series needs; less is enough if its members have answers."""
_TITLE = re.compile(r"[^\n]{1,100}(?<![.;,])")


def regions(page: Page, marks: Marks, best: Layout, others: Sequence[Layout]) -> list[Layout]:
    """The best layout, then series of others outside its questions, or labelled ones that begin
    inside an answer; no two overlap."""
    found = [best]
    unanswered = not any(_has_answer(page, marks, marker) for marker in best.markers)
    for other in others:
        found = _cut_at_labels(found, other)
        spans = Spans(_in_order(each.markers for each in found))
        outside = [
            marker
            for marker in other.markers
            if marker.certainty >= 0.4 and not spans.touch(marker.line, marker.scope)
        ]
        inside = [marker for marker in other.markers if _holds(spans, marker)]
        rest = _without(other, inside)
        if kept := _series(page, marks, rest, outside, unanswered=unanswered):
            found.append(replace(other, markers=tuple(kept), size=len(kept)))
    return _bounded(page, found)


def _holds(spans: Spans, marker: Marker) -> bool:
    """True if `spans` has questions inside this one, which then only introduces them."""
    return spans.touch(marker.end, marker.scope) and not spans.touch(marker.line, marker.end)


def _without(made: Layout, markers: Sequence[Marker]) -> Layout:
    """The layout without these markers, not even as members."""
    sizes = Counter(made.group_sizes)
    sizes.subtract(marker.group for marker in markers)
    return replace(made, size=made.size - len(markers), group_sizes=sizes)


def _in_order(groups: Iterable[Sequence[Marker]]) -> list[Marker]:
    return sorted((marker for group in groups for marker in group), key=lambda one: one.line)


def _cut_at_labels(found: Sequence[Layout], other: Layout) -> list[Layout]:
    """End answers where a labelled question with an answer begins, or a line with both."""
    on_a_line = other.name == ON_A_LINE
    if not other.marked or not (on_a_line or other.name == LABELLED):
        return list(found)
    starts = [marker.line for marker in other.markers if on_a_line or marker.certainty >= 0.9]

    def until(one: Marker) -> Marker:
        inside = (at for at in starts if one.end < at < one.scope)
        return replace(one, scope=min(inside, default=one.scope))

    return [
        each
        if each.marked and not on_a_line
        else replace(each, markers=tuple(map(until, each.markers)))
        for each in found
    ]


def _series(
    page: Page, marks: Marks, other: Layout, outside: Sequence[Marker], *, unanswered: bool
) -> list[Marker]:
    """The markers in lists of which nearly all members are outside, and ask.

    `unanswered`: no question of the best layout has an answer, so others need none.
    """
    groups = Counter(marker.group for marker in outside)
    good = set()
    for group, count in groups.items():
        members = [marker for marker in outside if marker.group == group]
        asks = sum(marker.certainty for marker in members) / count
        answered = sum(_has_answer(page, marks, marker) for marker in members) / count
        alone = asks >= (0.7 if unanswered else 0.9) and all(
            one.level == 7 and one.prompt.rstrip(" *_:").endswith(QUESTION_MARKS) for one in members
        )
        least = 1 if alone and (answered == 1 or unanswered) else 2 if other.ratio >= _LIKELY else 3
        by_words = sum(questionness(marker.prompt) >= 0.4 for marker in members)
        if not other.marked and by_words < 0.4 * count:
            continue
        whole = count >= 0.8 * other.group_sizes.get(group, other.size if least > 1 else 1)
        surely = asks >= _SURE or (count >= 3 and asks >= _ANSWERED and answered >= 0.8)
        surely = surely or (asks >= _LIKELY and answered == 1)
        if count >= least and surely and (whole or (asks >= 0.8 and answered >= 0.9)):
            good.add(group)
    return [marker for marker in outside if marker.group in good]


def _has_answer(page: Page, marks: Marks, marker: Marker) -> bool:
    if marker.lead or marks.has_answer(marker.line, marker.scope):
        return True
    return any(line.strip() for line in page.lines[marker.end : marker.scope])


def _bounded(page: Page, found: Sequence[Layout]) -> list[Layout]:
    """The layouts, each question ending where the next of any layout, or its title, begins."""
    starts = [marker.line for marker in _in_order(each.markers for each in found)]
    following = dict(pairwise(starts))

    def ended(one: Marker) -> Marker:
        scope = min(one.scope, following.get(one.line, one.scope))
        if scope == following.get(one.line):
            scope = _without_title(page, one.end, scope)
        return replace(one, scope=max(one.end, scope))

    return [replace(each, markers=tuple(map(ended, each.markers))) for each in found]


def _without_title(page: Page, start: int, end: int) -> int:
    """The end of the lines without a title: short lines after a rule above the next question."""
    below: list[Block] = []
    for block in reversed(page.blocks_in(start, end)):
        if block.kind is Kind.RULE:
            return block.start if 0 < len(below) <= 4 and all(map(_is_title, below)) else end
        below.append(block)
    return end


def _is_title(block: Block) -> bool:
    text = block.text.strip()
    return (
        block.kind is Kind.PARAGRAPH and block.item is None and _TITLE.fullmatch(text) is not None
    )


RECOGNISERS = (headings, folds, labels, bold, lists, tables, quotes, paragraphs, announced, terms)
"""Each has `find(page, marks) -> list[Layout]`; on a tie, the earlier one wins."""

_LEAST, _SHARE = 3, 0.7
_IN_SERIES = 0.62
_ASKS = 0.36
"""The certainty from a first word alone, in the weakest layout."""


@dataclass(slots=True)
class Reading:
    """A page and the layout that fits it best; None if none fits."""

    page: Page
    marks: Marks
    best: Layout | None
    weak: bool = False
    """True if few members of the layout look like questions."""
    leads_away: bool = False
    """True if its questions are links to where their answers are."""
    regions: tuple[Layout, ...] = ()
    """The best layout, bounded; the series of others beside it; and single headings."""
    offered: tuple[Marker, ...] = ()
    """Headings that ask, in a page of prose: not questions unless the user takes them."""
    asking: frozenset[int] = frozenset()
    """The lines of headings that ask and are not a topic of the questions below them."""

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
        return _with_headings(Reading(page, marks, None))
    weak = found[0].ratio < WEAK
    away = _lead_away(page, found[0])
    if away or (weak and is_link_list(page)):
        return Reading(page, marks, None, leads_away=away)
    beside = tuple(regions(page, marks, found[0], found[1:]))
    return _with_headings(Reading(page, marks, found[0], weak, regions=beside))


def _with_headings(found: Reading) -> Reading:
    """Add the headings that ask: as questions if the page has others and is not prose, else as an
    offer."""
    more, offered = by_themselves(found.page, found.regions, weak=found.weak)
    lines = (marker.line for marker in (*offered, *(m for each in more for m in each.markers)))
    return replace(
        found,
        regions=(*found.regions, *more),
        offered=tuple(offered),
        asking=frozenset(lines),
    )


_LINK = re.compile(r"^\W*\d{0,3}[.)]?\s*\[[^\[\]]+\]\((?!#)[^()\s]+\)\W*$")


def _lead_away(page: Page, best: Layout) -> bool:
    """True if its questions are links to their answers, with nothing below them."""
    bare = [
        marker
        for marker in best.markers
        if _LINK.match(marker.prompt)
        and not marker.lead
        and not any(map(str.strip, page.lines[marker.end : marker.scope]))
    ]
    return len(bare) >= 0.7 * len(best.markers)


def _is_enough(best: Layout) -> bool:
    """True if the best layout is good enough; a single member must look like a question."""
    return best.score > 0.3 and (len(best.markers) > 1 or best.markers[0].certainty >= 0.6)


def _without_sections(page: Page, made: Layout) -> Layout | None:
    """The layout without sections about the document itself."""
    about = [is_about_the_document(block.text) for block in page.headings]
    titles = set(page.heading_lines)

    def is_inside(line: int) -> bool:
        place = bisect_left(page.heading_lines, line)
        return place > 0 and about[place - 1] and line not in titles

    kept = tuple(marker for marker in made.markers if not is_inside(marker.line))
    size = max(1, made.size - len(made.markers) + len(kept))
    return replace(made, markers=kept, size=size) if kept else None


def is_link_list(page: Page) -> bool:
    """True if most lines have links."""
    lines = [line for line in page.lines if line.strip()]
    links = sum("](" in line or "http" in line for line in lines)
    return links * 2 > len(lines)


def _in_series(made: Layout, *, tasks: bool) -> Layout:
    """The layout, its members surer if nearly all begin with a word that asks.

    Words that also begin the steps of a guide count if the page mentions `tasks`.
    """
    asking = [marker for marker in made.markers if _begins(marker.prompt, tasks)]
    outright = all(asks_outright(marker.prompt) for marker in asking)
    if len(asking) < _LEAST - (tasks or outright) or len(asking) < _SHARE * made.size:
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
