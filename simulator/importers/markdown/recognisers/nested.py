"""List items and what stands in them or right below: parents of questions, and code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from simulator.importers.common.questionness import questionness, title_of
from simulator.importers.markdown.document.document import Block, Kind, Page
from simulator.importers.markdown.recognisers.layout import Marker, next_heading
from simulator.importers.markdown.recognisers.one_line import SURE, begins_bold

_FAR = 200
"""Lines that are looked back over for a parent."""


def is_parent(page: Page, block: Block) -> bool:
    """Whether an item asks nothing itself, and nearly all items in it do."""
    item = block.item
    if item is None or begins_bold(block.text) or questionness(block.text) >= SURE:
        return False
    below = [
        inner
        for inner in page.blocks_in(block.end, item.end)
        if inner.first and inner.item is not None and inner.item.depth == item.depth + 1
    ]
    asking = sum(questionness(inner.text) >= 0.6 for inner in below)
    return bool(below) and asking >= 0.7 * len(below)


def below_parent(page: Page, marker: Marker) -> Marker:
    """A nested question with its parent's words: its topic, or the beginning of what is asked."""
    block = page.block_at(marker.line)
    own = block.item if block is not None else None
    if own is None:
        return marker
    for above in reversed(page.blocks_in(max(0, marker.line - _FAR), marker.line)):
        item = above.item
        if item is None or item.depth >= own.depth or not above.first:
            continue
        if item.end <= marker.line or not is_parent(page, above):
            return marker
        if len(above.text) <= 60 and above.text.rstrip()[-1:] not in ".;,":
            return replace(marker, topic=title_of(above.text))
        return replace(marker, prompt=f"{marker.prompt.strip()}\n\n{above.text.strip()}")
    return marker


def with_code_below(page: Page, markers: Sequence[Marker]) -> list[Marker]:
    """An item that code at the margin follows without a blank line has all up to the next one."""
    done = []
    for place, marker in enumerate(markers):
        end = max(marker.scope, marker.end)
        block = page.block_at(end)
        if block is not None and block.kind is Kind.CODE and block.item is None:
            limit = next_heading(page, marker.line)
            following = markers[place + 1].line if place + 1 < len(markers) else limit
            marker = replace(marker, scope=min(limit, max(following, end)))
        done.append(marker)
    return done
