"""Roam's export in JSON: pages of blocks, of which those with `#card` are questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from simulator.importers.common.outline import Block, Card, cards_of, is_attribute

_DEEPEST = 100


def is_roam(data: Any) -> bool:
    """Whether the data is a list of pages with blocks."""
    first = data[0] if isinstance(data, list) and data else None
    if not isinstance(first, Mapping) or not isinstance(first.get("children"), list):
        return False
    return "title" in first and any(isinstance(each, Mapping) for each in first["children"])


def cards(data: Sequence[Any]) -> Iterator[Card]:
    """The cards of all pages, a page's title as their topic."""
    for page in data:
        if isinstance(page, Mapping):
            yield from cards_of(_blocks(page.get("children"), 0), str(page.get("title", "")))


def _blocks(value: Any, depth: int) -> list[Block]:
    made = []
    for each in value if isinstance(value, list) and depth < _DEEPEST else ():
        if isinstance(each, Mapping) and not is_attribute(text := str(each.get("string", ""))):
            made.append(Block(text, 0, 0, _blocks(each.get("children"), depth + 1)))
    return made
