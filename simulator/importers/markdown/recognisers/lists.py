"""Questions that are list items: bold or plain, bulleted or numbered, with the answer inside the
item, after the question on its line, or below the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from simulator.importers.common.questionness import (
    is_stop_title,
    label_of,
    part_of_title,
    plain,
    questionness,
)
from simulator.importers.common.vocabulary import Part
from simulator.importers.markdown.document.document import Block, Page
from simulator.importers.markdown.document.marks import Marks
from simulator.importers.markdown.recognisers.layout import (
    Layout,
    Marker,
    layout,
    next_heading,
    together,
)
from simulator.importers.markdown.recognisers.members import (
    Kinds,
    are_bare,
    each_below,
    members_of,
    with_rest_below,
    with_words_above,
)
from simulator.importers.markdown.recognisers.neighbours import (
    are_answered_below,
    unlikely,
    without_quiet_lists,
)
from simulator.importers.markdown.recognisers.one_line import SURE, parted


def find(page: Page, marks: Marks) -> list[Layout]:
    """One layout for each kind of item, on the first three levels."""
    found = [_group(page, marks, kind, members) for kind, members in members_of(page).items()]
    made = [each for each in found if each is not None]
    return made + _both_styles(made)


def _both_styles(found: Sequence[Layout]) -> list[Layout]:
    """Bold and plain bullets together, for documents that mix them."""
    others = {f"bold {made.name}": made for made in found if made.ratio >= 0.5}
    return [
        together(f"{bold.name} and plain ones", bold, others[bold.name], weight=0.97)
        for bold in found
        if bold.name in others
    ]


def _group(page: Page, marks: Marks, kind: Kinds, members: list[Block]) -> Layout | None:
    depth, ordered, bold = kind
    if not members:
        return None
    outside = are_answered_below(page, members)
    markers = _markers(page, marks, members, bold, outside)
    if not markers:
        return None
    if are_bare(markers):
        # Nearly all ask and none answers, so text after a question is part of it.
        markers = _markers(page, marks, members, bold, outside, whole=True)
        markers = [one for marker in markers for one in each_below(page, marker)]
    markers = markers if outside else with_rest_below(page, markers)
    markers = [with_words_above(page, marker) for marker in markers] if depth > 1 else markers
    sizes = Counter(block.item.list_start for block in members if block.item)
    markers = markers if bold else without_quiet_lists(markers, sizes)
    markers += [] if outside else unlikely(page, members, markers, sizes)
    name = f"{'bold ' if bold else ''}{'numbered' if ordered else 'bulleted'} list items"
    name += "" if depth == 1 else f" on level {depth}"
    share = sum(marks.has_answer(m.end, m.scope) for m in markers) / len(markers)
    weight = 1.0 if depth == 1 else 0.9
    return layout(
        name, markers, size=len(members), marked=share >= 0.6, weight=weight, group_sizes=sizes
    )


def _markers(
    page: Page,
    marks: Marks,
    members: Sequence[Block],
    bold: bool,
    outside: bool,
    *,
    whole: bool = False,
) -> list[Marker]:
    ends = [*(block.start for block in members[1:]), len(page.lines)]
    made = (
        _marker(page, marks, block, bold, outside, whole, end)
        for block, end in zip(members, ends, strict=True)
    )
    return [marker for marker in made if marker is not None]


def _marker(
    page: Page, marks: Marks, block: Block, bold: bool, outside: bool, whole: bool, next_item: int
) -> Marker | None:
    item = block.item
    assert item is not None
    prompt, lead = (block.text, "") if whole else parted(block.text, bold=bold)
    end = block.end
    first, _, below = block.text.partition("\n")
    if below and lead == below.strip() and marks.between(block.start + 1, block.end):
        prompt, lead, end = first, "", block.start + 1  # The lines below are labelled.
    if (
        is_stop_title(prompt)
        or part_of_title(prompt) is Part.ANSWER
        or label_of(plain(prompt))[0] not in (None, Part.QUESTION)
    ):
        return None
    asks = questionness(prompt)
    inner_end = max(item.end, block.end)
    scope = next_heading(page, block.start) if outside else inner_end
    if marks.has_answer(block.end, min(scope, next_item)) and len(plain(prompt)) < 300:
        asks = max(asks, 0.6)
    if bold and asks < SURE and (lead or inner_end > block.end) and item.depth == 1:
        asks = 0.25
    if asks < (0.2 if bold else SURE):
        return None
    place = block.start, end, scope
    return Marker(*place, prompt, asks, lead, item.column, group=item.list_start)
