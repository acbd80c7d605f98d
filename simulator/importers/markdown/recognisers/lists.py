"""Questions that are list items: bold or plain, bulleted or numbered, with the answer inside the
item, behind the question on its line, or below the list."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
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
from simulator.importers.markdown.recognisers.layout import Layout, Marker, layout, next_heading
from simulator.importers.markdown.recognisers.nested import (
    below_parent,
    is_parent,
    with_code_below,
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


def _names_a_heading(block: Block, titles: Collection[str]) -> bool:
    """Whether an item only leads to a heading of the page: part of a list of contents."""
    text = block.text.strip()
    return "](" in text and "#" in text and letters_of(plain(text)) in titles


def _both_styles(found: Sequence[Layout]) -> list[Layout]:
    """Bold and plain bullets together, where a document mixes them."""
    by_name = {made.name: made for made in found}
    both = []
    for name, bold in by_name.items():
        plain_one = by_name.get(name.replace("bold ", "", 1))
        if name.startswith("bold ") and plain_one is not None and plain_one.ratio >= 0.5:
            markers = [*bold.markers, *plain_one.markers]
            sizes = Counter(bold.group_sizes) + Counter(plain_one.group_sizes)
            both.append(
                layout(
                    f"{name} and plain ones",
                    markers,
                    size=bold.size + plain_one.size,
                    weight=0.97,
                    group_sizes=sizes,
                )
            )
    return both


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
    loose = _is_loose(page, members)
    markers = _markers(page, marks, members, style, loose)
    if not markers:
        return None
    if _are_bare(markers):
        # Nearly all ask and none answers: what stands behind a question goes on asking.
        markers = _markers(page, marks, members, style, loose, whole=True)
        markers = [one for marker in markers for one in _each_below(page, marker)]
    markers = markers if loose else with_code_below(page, markers)
    markers = [below_parent(page, marker) for marker in markers] if depth > 1 else markers
    sizes = Counter(block.item.list_start for block in members if block.item)
    markers += _unlikely(members, markers, sizes, loose)
    name = f"{'bold ' if style == 'bold' else ''}{'numbered' if ordered else 'bulleted'} list items"
    name += "" if depth == 1 else f" on level {depth}"
    share = sum(marks.has_answer(m.end, m.scope) for m in markers) / len(markers)
    weight = 1.0 if depth == 1 else 0.9
    return layout(
        name, markers, size=len(members), marked=share >= 0.6, weight=weight, group_sizes=sizes
    )


def _are_bare(markers: Sequence[Marker]) -> bool:
    """Whether nearly no question has an answer; a list below a colon may be what is asked."""
    others = [m for m in markers if not m.prompt.rstrip().endswith((":", "："))]
    answered = sum(bool(marker.lead) or marker.scope > marker.end for marker in others)
    return answered < 0.3 * len(others)


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


def _each_below(page: Page, marker: Marker) -> list[Marker]:
    """`Explain these:` with a list of words below asks for all of them, and for each."""
    below = page.blocks_in(marker.end, marker.scope)
    asked = [b for b in below if b.first and b.item is not None and questionness(b.text) < 0.7]
    if (
        not marker.prompt.rstrip().endswith((":", "："))
        or len(asked) < 2
        or len(asked) < len(below)
    ):
        return [marker]
    whole = "\n".join([marker.prompt.rstrip(), "", *(f"- {block.text}" for block in asked)])
    made = [replace(marker, scope=marker.end, prompt=whole)]
    for block in asked:
        end = max(block.item.end if block.item else block.end, block.end)
        prompt = f"{marker.prompt.rstrip()} {block.text}"
        made.append(replace(marker, line=block.start, end=block.end, scope=end, prompt=prompt))
    return made


def _unlikely(
    members: Sequence[Block], markers: Sequence[Marker], sizes: Mapping[int, int], loose: bool
) -> list[Marker]:
    """The items that ask nothing in lists in which nearly all the others do."""
    asking = Counter(marker.group for marker in markers if marker.sure >= SURE)
    taken = {marker.line for marker in markers}
    found = []
    for block in members:
        item = block.item
        if item is None or block.start in taken or loose or sizes[item.list_start] < 4:
            continue
        likely = asking[item.list_start] >= 0.7 * sizes[item.list_start]
        if likely and not is_stop_title(block.text) and "](" not in block.text:
            end = max(item.end, block.end)
            found.append(
                Marker(
                    block.start,
                    block.end,
                    end,
                    block.text,
                    0.42,
                    column=item.column,
                    group=item.list_start,
                )
            )
    return found


def _is_option(block: Block) -> bool:
    return re.match(r"^\(?[A-H][.):]\s", block.text) is not None


def _is_loose(page: Page, members: Sequence[Block]) -> bool:
    """Whether the answers stand below the items instead of inside them."""
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
        other = following.item
        # Bullets at the margin below a number are a list of their own.
        below += other is None or (bool(item.number) and not other.number and other.depth == 1)
    return below >= 0.5 * len(members) and below > 1


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
