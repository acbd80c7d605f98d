"""Questions that are list items: bold or plain, bulleted or numbered, with the answer inside the
item, behind the question on its line, or below the list."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from simulator.importers.common.markdown_text import letters_of
from simulator.importers.common.questionness import (
    is_stop_title,
    label_of,
    part_of_title,
    plain,
    questionness,
)
from simulator.importers.common.vocabulary import Part
from simulator.importers.markdown.document.cues import Marks
from simulator.importers.markdown.document.document import Block, Kind, Page
from simulator.importers.markdown.recognisers.company import (
    is_loose,
    unlikely,
    without_minorities,
)
from simulator.importers.markdown.recognisers.layout import (
    Layout,
    Marker,
    layout,
    next_heading,
    together,
)
from simulator.importers.markdown.recognisers.nested import (
    are_bare,
    below_parent,
    each_below,
    is_parent,
    with_rest_below,
)
from simulator.importers.markdown.recognisers.one_line import SURE, begins_bold, parted

_ANCHOR = re.compile(r"^\W*\[.+\]\(#[^()]*\)\W*$", re.DOTALL)
_CHECK = re.compile(r"^\[[ xX]\]\s")


def find(page: Page, marks: Marks) -> list[Layout]:
    """One layout for each kind of item, on the first and the second level."""
    titles = {letters_of(plain(block.text)) for block in page.headings}
    groups: defaultdict[tuple[int, bool, str], list[Block]] = defaultdict(list)
    for block in page.blocks:
        item = block.item
        if item is None or not block.first or block.quoted or item.depth > 3:
            continue
        if _names_a_heading(block, titles) or _ANCHOR.match(block.text[:500]):
            continue
        if block.kind is Kind.PARAGRAPH and not block.fold:
            style = "bold" if begins_bold(block.text) else "plain"
            groups[item.depth, bool(item.number), style].append(block)
    found = []
    for (depth, ordered, style), blocks in groups.items():
        if made := _group(page, marks, blocks, depth, ordered, style):
            found.append(made)
    return found + _both_styles(found)


def _both_styles(found: Sequence[Layout]) -> list[Layout]:
    """Bold and plain bullets together, where a document mixes them."""
    by_name = {made.name: made for made in found}
    pairs = (
        (bold, by_name.get(name.removeprefix("bold ")))
        for name, bold in by_name.items()
        if name.startswith("bold ")
    )
    return [
        together(f"{bold.name} and plain ones", bold, other, weight=0.97)
        for bold, other in pairs
        if other is not None and other.ratio >= 0.5
    ]


def _names_a_heading(block: Block, titles: Collection[str]) -> bool:
    """Whether an item only leads to a heading of the page: part of a list of contents."""
    text = block.text.strip()
    return "](" in text and "#" in text and letters_of(plain(text)) in titles


def _group(
    page: Page, marks: Marks, blocks: list[Block], depth: int, ordered: bool, style: str
) -> Layout | None:
    checked = [replace(b, text=_CHECK.sub("", b.text)) for b in blocks if _CHECK.match(b.text)]
    asking = [b for b in checked if questionness(b.text) >= 0.6]
    boxes = checked if len(checked) >= 2 and len(asking) >= 0.7 * len(checked) else []
    members = [b for b in blocks if not _CHECK.match(b.text) and not _is_option(b)]
    members = sorted([*members, *boxes], key=lambda block: block.start)
    members = [block for block in members if not is_parent(page, block)]
    if not members:
        return None
    loose = is_loose(page, members)
    markers = _markers(page, marks, members, style, loose)
    if not markers:
        return None
    if are_bare(markers):
        # Nearly all ask and none answers: what stands behind a question goes on asking.
        markers = _markers(page, marks, members, style, loose, whole=True)
        markers = [one for marker in markers for one in each_below(page, marker)]
    markers = markers if loose else with_rest_below(page, markers)
    markers = [below_parent(page, marker) for marker in markers] if depth > 1 else markers
    sizes = Counter(block.item.list_start for block in members if block.item)
    markers = markers if style == "bold" else without_minorities(markers, sizes)
    markers += [] if loose else unlikely(page, members, markers, sizes)
    name = f"{'bold ' if style == 'bold' else ''}{'numbered' if ordered else 'bulleted'} list items"
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
    style: str,
    loose: bool,
    *,
    whole: bool = False,
) -> list[Marker]:
    ends = [*(block.start for block in members[1:]), len(page.lines)]
    made = (
        _marker(page, marks, block, style, loose, whole, end)
        for block, end in zip(members, ends, strict=True)
    )
    return [marker for marker in made if marker is not None]


def _is_option(block: Block) -> bool:
    return re.match(r"^\(?[A-H][.):]\s", block.text) is not None


def _marker(
    page: Page, marks: Marks, block: Block, style: str, loose: bool, whole: bool, next_item: int
) -> Marker | None:
    item = block.item
    assert item is not None
    prompt, lead = (block.text, "") if whole else parted(block.text, bold=style == "bold")
    if (
        is_stop_title(prompt)
        or part_of_title(prompt) is Part.ANSWER
        or label_of(plain(prompt))[0] not in (None, Part.QUESTION)
    ):
        return None
    asks = questionness(prompt)
    inner_end = max(item.end, block.end)
    scope = next_heading(page, block.start) if loose else inner_end
    if marks.has_answer(block.end, min(scope, next_item)) and len(plain(prompt)) < 300:
        asks = max(asks, 0.6)
    if style == "bold" and asks < SURE and (lead or inner_end > block.end) and item.depth == 1:
        asks = 0.25
    if asks < (SURE if style == "plain" else 0.2):
        return None
    return Marker(
        block.start,
        block.end,
        scope,
        prompt,
        asks,
        lead=lead,
        column=item.column,
        group=item.list_start,
    )
