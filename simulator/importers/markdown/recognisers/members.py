"""Which list items may be questions, by their kind: level, number or bullet, bold or plain."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from simulator.importers.common.markdown_text import letters_of
from simulator.importers.common.questionness import plain, questionness
from simulator.importers.markdown.document.document import Block, Kind, Page
from simulator.importers.markdown.recognisers.nested import is_parent
from simulator.importers.markdown.recognisers.one_line import begins_bold

_ANCHOR = re.compile(r"^\W*\[.+\]\(#[^()]*\)\W*$", re.DOTALL)
_CHECK = re.compile(r"^\[[ xX]\]\s")
_OPTION = re.compile(r"^\(?[A-H][.):]\s")

Kinds = tuple[int, bool, bool]
"""The level, whether it is numbered, and whether it begins with bold words."""


def members_of(page: Page) -> Mapping[Kinds, list[Block]]:
    """The items of a page that may be questions, without lists of contents, options, to-do boxes
    that don't ask, and parents of questions."""
    titles = {letters_of(plain(block.text)) for block in page.headings}
    groups: defaultdict[Kinds, list[Block]] = defaultdict(list)
    for block in page.blocks:
        item = block.item
        if item is None or not block.first or block.quoted or item.depth > 3:
            continue
        if _names_a_heading(block, titles) or _ANCHOR.match(block.text[:500]):
            continue
        if block.kind is Kind.PARAGRAPH and not block.fold:
            groups[item.depth, bool(item.number), begins_bold(block.text)].append(block)
    return {kind: _likely(page, blocks) for kind, blocks in groups.items()}


def _likely(page: Page, blocks: Sequence[Block]) -> list[Block]:
    checked = [replace(b, text=_CHECK.sub("", b.text)) for b in blocks if _CHECK.match(b.text)]
    asking = sum(questionness(block.text) >= 0.6 for block in checked)
    boxes = checked if len(checked) >= 2 and asking >= 0.7 * len(checked) else []
    others = [b for b in blocks if not _CHECK.match(b.text) and not _OPTION.match(b.text)]
    members = sorted([*others, *boxes], key=lambda block: block.start)
    return [block for block in members if not is_parent(page, block)]


def _names_a_heading(block: Block, titles: Collection[str]) -> bool:
    """Whether an item only leads to a heading of the page: part of a list of contents."""
    text = block.text.strip()
    return "](" in text and "#" in text and letters_of(plain(text)) in titles
