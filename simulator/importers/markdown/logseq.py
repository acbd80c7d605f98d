"""Outlines of Logseq and RemNote: nested bullets. Those with `#card`, or with a separator such as
`>>` between or after the sides, are questions; the bullets below are the answer."""

from __future__ import annotations

import re

from simulator.core.bank import DEFAULT_TOPIC, Question
from simulator.importers.common.draft import Draft
from simulator.importers.common.line_draft import Lines
from simulator.importers.common.markdown_text import without_images
from simulator.importers.common.outline import Block, cards_of, has_sides, is_attribute, is_card

_BULLET = re.compile(r"^(?P<indent>[ \t]*)[-*+]\s(?P<text>.*)$")
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_DEEPEST = 60


def looks_like(text: str) -> bool:
    """True if a bullet is tagged as a card, or enough bullets have RemNote separators."""
    head = text[:200_000]
    bullets = [match["text"] for line in head.split("\n") if (match := _BULLET.match(line))]
    if ("#card" in head or "#[[card]]" in head) and any(map(is_card, bullets)):
        return True
    lines = sum(bool(line.strip()) for line in head.split("\n"))
    sided = sum(map(has_sides, bullets))
    return sided >= 2 and sided >= 0.2 * len(bullets) and len(bullets) >= 0.7 * lines


def read(text: str, *, file: str) -> Draft:
    """The cards of a page."""
    made = Lines(file, text.split("\n"))
    roots, title = _blocks(made)
    marked = any(map(is_card, made.lines))
    for card in cards_of(roots, sides=not marked):
        answer, _ = without_images(card.answer)
        question, _ = without_images(card.question)
        topic = card.topic or DEFAULT_TOPIC
        asked = Question("", question, answer, topic=topic, tags=card.tags)
        made.add(asked, card.block.line, _last(card.block), bare=0.6)
    return made.draft(
        "Logseq cards" if marked else "RemNote cards",
        otherwise="a block that is not a card",
        refusal="no block with #card in it.",
        about={"title": title},
    )


def _last(block: Block) -> int:
    return max([block.last_line, *map(_last, block.children)])


def _blocks(made: Lines) -> tuple[list[Block], str]:
    """The page's blocks, and its title if it has one."""
    roots: list[Block] = []
    open_: list[tuple[int, Block]] = []
    title, fenced = "", False
    for number, line in enumerate(made.lines, 1):
        bullet = None if fenced else _BULLET.match(line)
        fenced ^= bool(_FENCE.match(line))
        if bullet is not None:
            depth = len(bullet["indent"].expandtabs(4))
            open_ = [each for each in open_ if each[0] < depth][:_DEEPEST]
            block = Block(bullet["text"], number, number)
            (open_[-1][1].children if open_ else roots).append(block)
            open_.append((depth, block))
        elif is_attribute(line.strip()):
            made.leave(number, number, "a property")
            if line.strip().startswith("title::"):
                title = line.partition("::")[2].strip()
        elif open_ and line.strip():
            block = open_[-1][1]
            block.text += "\n" + (line if fenced else line.strip())
            block.last_line = number
    return roots, title
