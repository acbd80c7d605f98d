"""A Markdown document, parsed once: its lines, and the blocks, list items and folds on them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from simulator.importers.markdown.document.markup import Fold, Prepared, prepare

MOST_LINES = 40_000
LONGEST = 4 * 1024 * 1024
"""In characters; the longest known documents of questions are a sixth of it."""


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CODE = "code"
    TABLE = "table"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Item:
    """A list item. Lines count from 0, half-open; `column` is where its text begins."""

    start: int
    end: int
    column: int
    depth: int
    number: str
    """The number with its punctuation, in an ordered list; empty for bullets."""
    list_start: int
    list_end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, code block, table or rule. Lines count from 0, half-open."""

    kind: Kind
    start: int
    end: int
    text: str
    level: int = 0
    item: Item | None = None
    first: bool = False
    """True if it is the first block of its list item."""
    quoted: bool = False
    fold: int = 0
    """How many folds it is in."""


_LEAVES = {
    "heading": Kind.HEADING,
    "paragraph": Kind.PARAGRAPH,
    "fence": Kind.CODE,
    "code_block": Kind.CODE,
    "table": Kind.TABLE,
    "hr": Kind.RULE,
}


class TooLarge(Exception):
    """A page too large to parse in reasonable time."""


@dataclass(slots=True)
class Page:
    """The parsed document. `lines` are simplified, `source` is unchanged."""

    source: list[str]
    prepared: Prepared
    lines: list[str]
    folds: list[Fold]
    blocks: list[Block] = field(default_factory=list)
    heading_lines: list[int] = field(default_factory=list)
    open_fence: int | None = None
    """The line of a code fence that is never closed, so that the rest of the page is code."""
    headings: list[Block] = field(default_factory=list)
    """The headings outside folds and quotes, which structure the page."""
    _starts: list[int] = field(default_factory=list)
    _scopes: dict[int, int] = field(default_factory=dict)
    _code: set[int] = field(default_factory=set)
    _depths: list[int] = field(default_factory=list)

    @property
    def paragraphs(self) -> list[Block]:
        """The paragraphs outside lists, quotes and folds."""
        free = (b for b in self.blocks if not (b.item or b.quoted or b.fold))
        return [block for block in free if block.kind is Kind.PARAGRAPH]

    def is_code(self, line: int) -> bool:
        """True if a line is fenced code, where nothing is markup."""
        return line in self._code

    def fold_depth(self, line: int) -> int:
        """How many folds a line is in."""
        return self._depths[line] if line < len(self._depths) else 0

    def scope_of(self, heading: Block) -> int:
        """The line where a heading's section ends: the next heading of its level or above."""
        return self._scopes.get(heading.start, len(self.lines))

    def blocks_in(self, start: int, end: int) -> Sequence[Block]:
        """The blocks that begin on these lines."""
        return self.blocks[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def comments_in(self, start: int, end: int) -> Sequence[tuple[int, int, str]]:
        """The comments that begin on these lines."""
        known = self.prepared.comments
        return known[bisect_left(known, (start,)) : bisect_left(known, (end,))]

    def block_at(self, line: int) -> Block | None:
        """The block that begins on a line."""
        place = bisect_right(self._starts, line) - 1
        found = self.blocks[place] if place >= 0 else None
        return found if found is not None and found.start == line else None


def _blocks(
    page: Page,
    node: SyntaxTreeNode,
    item: Item | None = None,
    depth: int = 0,
    *,
    quoted: bool = False,
    begins: bool = False,
) -> Iterator[Block]:
    """The leaves of the syntax tree, in order, with their containers; `begins`: the node's first
    child begins a list item."""
    for child in node.children:
        start, end = child.map or (0, 0)
        if kind := _LEAVES.get(child.type):
            has_inner = kind in (Kind.HEADING, Kind.PARAGRAPH)
            text = child.children[0].content if has_inner else child.content
            level = int(child.tag[1]) if kind is Kind.HEADING else 0
            fold = page.fold_depth(start)
            yield Block(kind, start, end, text, level, item, begins, quoted, fold)
        elif child.type == "list_item":
            inside = _item(page.lines, child, node, depth)
            yield from _blocks(page, child, inside, depth, quoted=quoted, begins=True)
        else:
            is_quote, is_list = child.type == "blockquote", child.type.endswith("_list")
            yield from _blocks(
                page, child, item, depth + is_list, quoted=quoted or is_quote, begins=begins
            )
        begins = False


def _item(lines: Sequence[str], node: SyntaxTreeNode, parent: SyntaxTreeNode, depth: int) -> Item:
    start, end = node.map or (0, 0)
    line = lines[start] if start < len(lines) else ""
    number = f"{node.info}{node.markup}" if parent.type == "ordered_list" else ""
    sign = number or node.markup
    mark = line.find(sign)
    after = line[mark + len(sign) :] if mark >= 0 else line
    column = max(0, mark) + len(sign) + len(after) - len(after.lstrip())
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    return Item(start, end, column, depth, number, *(parent.map or (0, 0)))


def parse_page(text: str) -> Page:
    """Parse a clean text with `\\n` line ends. Raises TooLarge."""
    source = text.split("\n")
    if len(source) > MOST_LINES or len(text) > LONGEST:
        raise TooLarge
    prepared = prepare(source)
    parser = MarkdownIt("commonmark").enable("table").disable(["html_block", "inline", "reference"])
    page = Page(source, prepared, prepared.lines, prepared.folds)
    page._depths = _depths(prepared, len(source))
    tree = SyntaxTreeNode(parser.parse("\n".join(prepared.lines)))
    page.blocks += _blocks(page, tree)
    page._code.update(*(range(b.start, b.end) for b in page.blocks if _is_fenced(page, b)))
    page.blocks.sort(key=lambda block: block.start)
    page.open_fence = _open_fence(page)
    page._starts = [block.start for block in page.blocks]
    page.headings = [
        block
        for block in page.blocks
        if block.kind is Kind.HEADING and not block.fold and not block.quoted
    ]
    page.headings = _one_level_in_lists(page.headings)
    page.heading_lines = [block.start for block in page.headings]
    page._scopes = _scopes(page.headings)
    return page


def _is_fenced(page: Page, block: Block) -> bool:
    first = page.lines[block.start].lstrip(" \t>-*+0123456789.)")
    return block.kind is Kind.CODE and first.startswith(("```", "~~~"))


def _open_fence(page: Page) -> int | None:
    last = page.blocks[-1] if page.blocks else None
    if last is None or last.kind is not Kind.CODE or last.start not in page._code or last.item:
        return None
    mark = page.lines[last.start].strip()[:3]
    closed = last.end - last.start > 1 and page.lines[last.end - 1].strip().startswith(mark)
    return None if closed else last.start


def _one_level_in_lists(headings: list[Block]) -> list[Block]:
    """Give all headings that begin numbered items the same level."""
    inside = [b for b in headings if b.first and b.item is not None and b.item.number]
    if len(inside) < 3:
        return headings
    levels = [block.level for block in inside]
    level = max(set(levels), key=levels.count)
    chosen = {block.start for block in inside}
    done = []
    for block in headings:
        if block.start in chosen:
            block = replace(block, level=level)
        elif block.item is not None:
            block = replace(block, level=max(block.level, level + 1))
        done.append(block)
    return done


def _scopes(headings: Sequence[Block]) -> dict[int, int]:
    scopes: dict[int, int] = {}
    open_ones: list[Block] = []
    for heading in headings:
        while open_ones and open_ones[-1].level >= heading.level:
            scopes[open_ones.pop().start] = heading.start
        open_ones.append(heading)
    return scopes


def _depths(prepared: Prepared, length: int) -> list[int]:
    change = [0] * (length + 2)
    for fold in prepared.folds:
        change[min(fold.start, length)] += 1
        change[min(max(fold.end, fold.start + 1), length)] -= 1
    return list(accumulate(change[:length]))
