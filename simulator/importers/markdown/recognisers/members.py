"""Which list items may be questions, by their kind: level, number or bullet, bold or plain; and
the further questions or rest of an answer inside or right below them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from simulator.importers.common.markdown_text import letters_of
from simulator.importers.common.questionness import plain, questionness, title_of
from simulator.importers.markdown.document.document import Block, Kind, Page
from simulator.importers.markdown.recognisers.layout import Marker, next_heading
from simulator.importers.markdown.recognisers.one_line import SURE, begins_bold

_ANCHOR = re.compile(r"^\W*\[.+\]\(#[^()]*\)\W*$", re.DOTALL)
_CHECK = re.compile(r"^\[[ xX]\]\s")
_OPTION = re.compile(r"^\(?[A-H][.):]\s")
_WORDS = 6
"""Items with more words on average are conditions of a task, not things to explain."""
_HARDLY = 0.39
"""At most this questionness, an item does not ask by itself."""
_TITLE_WORDS = 5
"""Up to this many words are a title, even with a full stop."""
_FAR = 200
"""How many lines back to look for a parent."""

Kinds = tuple[int, bool, bool]
"""The level, and whether the item is numbered and begins with bold words."""


def members_of(page: Page) -> Mapping[Kinds, list[Block]]:
    """The items of a page that may be questions, without tables of contents, options, to-do boxes
    that don't ask, and parents of questions."""
    titles = {letters_of(plain(block.text)) for block in page.headings}
    groups: defaultdict[Kinds, list[Block]] = defaultdict(list)
    for block in page.blocks:
        item = block.item
        if item is None or not block.first or block.quoted or item.depth > 3:
            continue
        leads_on = "](" in block.text and "#" in block.text and plain(block.text)
        if _ANCHOR.match(block.text[:500]) or (leads_on and letters_of(leads_on) in titles):
            continue  # Part of a table of contents.
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


def is_parent(page: Page, block: Block, *, at_most: float = _HARDLY) -> bool:
    """True if an item's questionness is `at_most` this, and nearly all items in it ask."""
    item = block.item
    if item is None or begins_bold(block.text) or questionness(block.text) > at_most:
        return False
    asking = [
        questionness(inner.text)
        for inner in page.blocks_in(block.end, item.end)
        if inner.first and inner.item is not None and inner.item.depth == item.depth + 1
    ]
    surely, perhaps = (sum(each >= least for each in asking) for least in (0.6, SURE))
    return surely >= 0.5 * len(asking) and perhaps >= 0.7 * len(asking) > 0


def with_words_above(page: Page, marker: Marker) -> Marker:
    """Add the parent's words to a nested question: as its topic, or as part of the question."""
    block = page.block_at(marker.line)
    own = block.item if block is not None else None
    if own is None:
        return marker
    for above in reversed(page.blocks_in(max(0, marker.line - _FAR), marker.line)):
        item = above.item
        if item is None or item.depth >= own.depth or not above.first:
            continue
        if item.end <= marker.line or not is_parent(page, above, at_most=SURE):
            return marker
        words = above.text.rstrip()
        if len(words) <= 60 and (words[-1:] not in ".;," or len(words.split()) <= _TITLE_WORDS):
            return replace(marker, topic=title_of(words).rstrip(".;,"), under=above)
        return replace(
            marker, under=above, prompt=f"{marker.prompt.strip()}\n\n{above.text.strip()}"
        )
    return marker


def with_rest_below(page: Page, markers: Sequence[Marker]) -> list[Marker]:
    """Extend items up to the next one if their answer continues below the list item.

    That is so if code at the margin follows without a blank line; or if the item has no answer
    yet, or ends with a colon, and bullets at the margin follow, or any text if most other items
    have answers.
    """
    answered = sum(bool(one.lead) or one.scope > one.end for one in markers)
    mostly = answered >= 0.6 * len(markers)
    done = []
    for place, marker in enumerate(markers):
        end = max(marker.scope, marker.end)
        block = page.block_at(end)
        is_more = block is not None and block.kind is Kind.CODE and block.item is None
        if not is_more and _is_open(page, marker):
            block = block or next(iter(page.blocks_in(end, end + 3)), None)
            is_more = block is not None and (
                is_list_below(page, marker.line, block) or (mostly and _is_text(block))
            )
        if is_more:
            limit = next_heading(page, marker.line)
            following = markers[place + 1].line if place + 1 < len(markers) else limit
            marker = replace(marker, scope=min(limit, max(following, end)))
        done.append(marker)
    return done


def is_list_below(page: Page, line: int, block: Block) -> bool:
    """True if a block begins bullets at the margin of the numbered item on this line, which in
    Markdown is a separate list."""
    above = page.block_at(line)
    own, other = above.item if above is not None else None, block.item
    return (
        own is not None
        and other is not None
        and bool(own.number)
        and not other.number
        and other.depth == own.depth
    )


def _is_text(block: Block) -> bool:
    return block.item is None and block.kind not in (Kind.HEADING, Kind.RULE)


def _is_open(page: Page, marker: Marker) -> bool:
    """True if more must follow: there is no answer, or it ends with a colon."""
    if not marker.lead and marker.scope <= marker.end:
        return True
    lines = [line.strip() for line in page.lines[marker.line : marker.scope] if line.strip()]
    return lines[-1].endswith((":", "："))


def are_bare(markers: Sequence[Marker]) -> bool:
    """True if hardly any question has an answer; those ending with a colon don't count."""
    others = [m for m in markers if not m.prompt.rstrip().endswith((":", "："))]
    answered = sum(bool(marker.lead) or marker.scope > marker.end for marker in others)
    return answered < 0.3 * len(others)


def each_below(page: Page, marker: Marker) -> list[Marker]:
    """Split `Explain these:` above a list of words into a question on all and one on each."""
    below = page.blocks_in(marker.end, marker.scope)
    asked = [b for b in below if b.first and b.item is not None and questionness(b.text) < 0.7]
    if (
        not marker.prompt.rstrip().endswith((":", "："))
        or len(asked) < 2
        or len(asked) < len(below)
        or sum(len(block.text.split()) for block in asked) > _WORDS * len(asked)
    ):
        return [marker]
    whole = "\n".join([marker.prompt.rstrip(), "", *(f"- {block.text}" for block in asked)])
    made = [replace(marker, scope=marker.end, prompt=whole)]
    for block in asked:
        end = max(block.item.end if block.item else block.end, block.end)
        prompt = f"{marker.prompt.rstrip()} {block.text}"
        made.append(replace(marker, line=block.start, end=block.end, scope=end, prompt=prompt))
    return made
