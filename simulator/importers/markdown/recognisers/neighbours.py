"""Judge list items by their neighbours: which are questions although they don't ask, and which
are not although they do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from simulator.importers.common.questionness import QUESTION_MARKS, is_stop_title
from simulator.importers.markdown.document.document import Block, Item, Kind, Page
from simulator.importers.markdown.document.provenance import says_questions
from simulator.importers.markdown.recognisers.layout import Marker
from simulator.importers.markdown.recognisers.members import is_list_below
from simulator.importers.markdown.recognisers.one_line import SURE

_LIKELY, _LIKELY_THERE, _LEAST = 0.7, 0.5, 4
_UNLIKELY = 0.42
_TERM = re.compile(r"^(?P<term>[^\n:]{2,50}):\s+(?P<answer>\S.*)$", re.DOTALL)


def unlikely(
    page: Page, members: Sequence[Block], markers: Sequence[Marker], sizes: Mapping[int, int]
) -> list[Marker]:
    """Markers for items that don't ask among others that nearly all do.

    If the page says it has questions, or all items have text inside, half is enough, and short
    lists count together.
    """
    asking = Counter(marker.group for marker in markers if marker.certainty >= SURE)
    taken = {marker.line for marker in markers}
    inside = all(block.item is not None and block.item.end > block.end for block in members)
    eager = (inside and len(members) >= _LEAST) or says_questions(page)
    least = _LIKELY_THERE if eager else _LIKELY
    enough = len(members) >= _LEAST and sum(asking.values()) >= least * len(members)
    together = least < _LIKELY and enough
    answered = sum(bool(one.lead) or one.scope > one.end for one in markers) * 2 > len(markers)
    found = []
    for block in members:
        item = block.item
        if item is None or block.start in taken:
            continue
        here, size = asking[item.list_start], sizes[item.list_start]
        if here < least * size or (size < _LEAST and not (together and here)):
            continue
        if not is_stop_title(block.text) and "](" not in block.text:
            found.append(_marker(block, item, parts=answered))
    return found


def _marker(block: Block, item: Item, *, parts: bool) -> Marker:
    """`parts`: the others have answers, so text after a colon is this one's answer."""
    match = _TERM.match(block.text) if parts else None
    term, answer = (match["term"], match["answer"]) if match else (block.text, "")
    place = block.start, block.end, max(item.end, block.end)
    return Marker(*place, term, _UNLIKELY, answer, item.column, group=item.list_start)


def without_quiet_lists(markers: Sequence[Marker], sizes: Mapping[int, int]) -> list[Marker]:
    """Drop the markers of lists in which few items ask, none with a question mark, if other lists
    surely ask."""
    surely = {
        group: sum(m.certainty >= SURE for m in markers if m.group == group) / size
        for group, size in sizes.items()
    }
    if not any(share >= _LIKELY and sizes[group] >= _LEAST for group, share in surely.items()):
        return list(markers)
    marked = {m.group for m in markers if m.prompt.rstrip(" *_").endswith(QUESTION_MARKS)}
    return [
        m
        for m in markers
        if m.group in marked or sizes.get(m.group, 1) < 3 or surely.get(m.group, 1) > 0.5
    ]


def are_answered_below(page: Page, members: Sequence[Block]) -> bool:
    """True if the answers are below the items instead of inside them."""
    below = 0
    for block in members:
        item = block.item
        assert item is not None
        if item.end > block.end and any(
            b.start < item.end for b in page.blocks_in(block.end, item.end)
        ):
            continue
        following = next(iter(page.blocks_in(item.end, item.end + 4)), None)
        if following is None or following.kind in (Kind.HEADING, Kind.RULE):
            continue
        below += following.item is None or is_list_below(page, block.start, following)
    return below >= 0.5 * len(members) and below > 1
