"""The blocks of a Markdown text, in order, with the list items that they stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CODE = "code"
    TABLE = "table"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Item:
    """A list item. Lines count from 0, half open; `column` is where its text begins."""

    start: int
    end: int
    column: int
    depth: int
    number: str
    """The number with its mark, for an ordered list; empty for bullets."""
    list_start: int
    list_end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, piece of code, table or rule. Lines count from 0, half open."""

    kind: Kind
    start: int
    end: int
    text: str
    level: int = 0
    item: Item | None = None
    first: bool = False
    """Whether it is the first block of its list item."""
    quoted: bool = False
    fold: int = 0
    """How many folds it stands in."""


_LEAVES = {
    "heading_open": Kind.HEADING,
    "paragraph_open": Kind.PARAGRAPH,
    "fence": Kind.CODE,
    "code_block": Kind.CODE,
    "table_open": Kind.TABLE,
    "hr": Kind.RULE,
}


class BlockFinder:
    """Walks over the tokens of a parser, and knows the containers that are open."""

    def __init__(self, lines: Sequence[str], fold_depth: Callable[[int], int]) -> None:
        self._lines = lines
        self._fold_depth = fold_depth
        self._items: list[Item] = []
        self._lists: list[tuple[int, int, bool]] = []
        self._quotes = 0
        self._fresh = False

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        """The leaves of the token tree, in order, with what they stand in."""
        skip = ""
        for place, token in enumerate(tokens):
            if skip:
                skip = "" if token.type == skip else skip
            elif token.type in _LEAVES:
                inner = tokens[place + 1] if place + 1 < len(tokens) else token
                yield self._block(token, inner)
                skip = "table_close" if token.type == "table_open" else ""
            else:
                self._container(token)

    def _container(self, token: Token) -> None:
        kind, span = token.type, token.map or [0, 0]
        if kind in ("bullet_list_open", "ordered_list_open"):
            self._lists.append((span[0], span[1], kind == "ordered_list_open"))
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
        elif kind == "list_item_open":
            self._items.append(self._item(token))
            self._fresh = True
        elif kind == "list_item_close":
            self._items.pop()
        elif kind in ("blockquote_open", "blockquote_close"):
            self._quotes += 1 if kind == "blockquote_open" else -1

    def _block(self, token: Token, inner: Token) -> Block:
        span = token.map or [0, 0]
        has_inner = token.type in ("heading_open", "paragraph_open")
        fresh, self._fresh = self._fresh, False
        return Block(
            _LEAVES[token.type],
            span[0],
            span[1],
            inner.content if has_inner else token.content,
            int(token.tag[1]) if token.type == "heading_open" else 0,
            self._items[-1] if self._items else None,
            fresh,
            self._quotes > 0,
            self._fold_depth(span[0]),
        )

    def _item(self, token: Token) -> Item:
        start, end = token.map or [0, 0]
        list_start, list_end, ordered = self._lists[-1]
        line = self._lines[start] if start < len(self._lines) else ""
        number = f"{token.info}{token.markup}" if ordered else ""
        sign = number or token.markup
        mark = line.find(sign)
        after = line[mark + len(sign) :] if mark >= 0 else line
        column = max(0, mark) + len(sign) + len(after) - len(after.lstrip())
        while end > start + 1 and not self._lines[end - 1].strip():
            end -= 1
        return Item(start, end, column, len(self._lists), number, list_start, list_end)
