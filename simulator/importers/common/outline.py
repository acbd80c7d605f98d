"""Outlines: nested blocks, some of which are cards with their answer below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_CARD = re.compile(r"(?<!\S)(?:#card\b|#\[\[card\]\]|\[\[card\]\]|#flashcards?\b)", re.IGNORECASE)
_TAG = re.compile(r"(?<!\S)#(?:\[\[([^\]]+)\]\]|([\w/-]+))")
_LINKS = re.compile(r"\[\[([^\[\]|]+)(?:\|([^\[\]]*))?\]\]|\(\([\w-]{6,}\)\)")
_ATTRIBUTE = re.compile(r"^[\w./-]{1,60}::(?:\s|$)")
_SIDES = re.compile(r"\s+(?:>>>?|<>|::|;;|==)\s+")
_REMNOTE = re.compile(r"\S\s*(?:>>>?|<>|==|;;)(?:\s|$)|\S\s+::\s|\S\s*:::?$")
_LAST_SIGN = re.compile(r"(?<!\s)\s*(?:>>>?|<>|:::?|;;|==)\s*$")
_CLOZE = re.compile(r"\{\{cloze\s+([^{}]*)\}\}|\{\{\{?(?:c\d+::?)?([^{}]*)\}\}\}?")


@dataclass(slots=True)
class Block:
    """One block: its text, its first and last line with everything in it, and its child blocks."""

    text: str
    line: int
    last_line: int
    children: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Card:
    """A block that is a card, with its answer as Markdown."""

    block: Block
    question: str
    answer: str
    tags: tuple[str, ...]
    topic: str


def is_card(text: str) -> bool:
    """True if a block is tagged as a card."""
    return _CARD.search(text[:5_000]) is not None


def has_sides(text: str) -> bool:
    """True if a block has a RemNote separator between its sides, or after the first."""
    bare = re.sub(r"`[^`]*`", "", text)
    return _REMNOTE.search(bare) is not None and not is_attribute(text)


def is_attribute(text: str) -> bool:
    """True if a line is a property: `card-repeats:: 3`."""
    return _ATTRIBUTE.match(text) is not None


def without_links(text: str) -> str:
    """Replace links with the names of the linked pages, except in code."""
    if "[[" not in text and "((" not in text:
        return text
    pieces = re.split(r"(```.*?```|`[^`\n]*`)", text, flags=re.DOTALL)
    pieces[::2] = [_LINKS.sub(lambda link: link[2] or link[1] or "", text) for text in pieces[::2]]
    return "".join(pieces)


def cards_of(blocks: Sequence[Block], topic: str = "", *, sides: bool = False) -> Iterator[Card]:
    """The cards, in order; the heading or plain block above one is its topic.

    `sides`: a RemNote separator makes a card too, and a term may have further cards below it.
    """
    for block in blocks:
        if is_card(block.text) or (sides and has_sides(block.text)):
            card = _card(block, topic)
            yield card
            if not sides or not card.answer or _LAST_SIGN.search(block.text):
                continue
        below = _LAST_SIGN.sub("", _SIDES.split(_bare(block.text), maxsplit=1)[0])
        below = below if 0 < len(below) <= 60 else topic
        yield from cards_of(block.children, below, sides=sides)


def _card(block: Block, topic: str) -> Card:
    tags = [match[1] or match[2] for match in _TAG.finditer(_CARD.sub("", block.text))]
    question, answer = _bare(block.text), "\n".join(_lines(block.children, 0))
    may_part = not answer or not is_card(block.text)
    if may_part and (sides := _SIDES.split(question, maxsplit=1))[1:]:
        question, answer = sides
    question = _LAST_SIGN.sub("", question)
    if not answer and _CLOZE.search(question):
        answer = _CLOZE.sub(lambda match: f"**{match[1] or match[2]}**", question)
        question = _CLOZE.sub("[...]", question)
    return Card(block, question, answer, tuple(dict.fromkeys(tags)), topic)


def _bare(text: str) -> str:
    """A block's text without markers, tags and link brackets."""
    text = _TAG.sub("", _CARD.sub("", text)).strip()
    text = re.sub(r"^(?:#{1,6}|TODO|DONE|LATER|NOW|DOING)\s+", "", text).strip()
    return without_links(text).strip()


def _lines(blocks: Sequence[Block], depth: int) -> Iterator[str]:
    """The blocks as Markdown: a single one as plain text, several as a list."""
    for block in blocks:
        first, *more = without_links(block.text).split("\n")
        alone = len(blocks) == 1 and not depth
        indent = "  " * depth
        yield first if alone else f"{indent}- {first}"
        yield from (line if alone else f"{indent}  {line}" for line in more)
        yield from _lines(block.children, depth if alone else depth + 1)
