"""Terms and their definitions: definition lists, and list items below a glossary's title."""

from __future__ import annotations

import re
from collections import defaultdict

from simulator.importers.common.questionness import plain
from simulator.importers.markdown.document.document import Block, Kind, Page
from simulator.importers.markdown.document.marks import Marks
from simulator.importers.markdown.recognisers.layout import Layout, Marker, layout

_DEFINED = re.compile(r"^:\s+(?=\S)")
_TERM = re.compile(
    r"^(?P<mark>\*\*|__|`)?(?P<term>[^\n*`:–—]{1,60}?)(?P=mark)?(?(mark)[^\w\n]{0,4})?"
    r"(?:\s*:{1,2}(?:\*\*|__)?\s+|\s+[-–—=]+>?\s+)(?P<answer>\S.*)$",
    re.DOTALL,
)
_GLOSSARY = re.compile(
    r"\b(?:glossary|terms?|terminology|vocabulary|definitions?|flash\s?cards?|jargon|acronyms?|"
    r"abbreviations?|glossar|begriffe|abkürzungen|glosario|términos|glossário|termos|glossaire|"
    r"glossario|слова|словарь|термины)\b|术语|名词解释|用語",
    re.IGNORECASE,
)
_LEAST = 3
_SURE = 0.6


def find(page: Page, marks: Marks) -> list[Layout]:
    """All definition lists together, and the lists below a glossary's title."""
    free = (b for b in page.blocks if b.kind is Kind.PARAGRAPH and b.item is None and not b.quoted)
    defined = [marker for block in free for marker in _definitions(page, block)]
    found = [layout("a definition list", defined)] if len(defined) >= _LEAST else []
    if listed := _glossaries(page):
        found.append(layout("terms of a glossary", listed))
    return found


def _definitions(page: Page, block: Block) -> list[Marker]:
    """Each term, followed by lines that begin with a colon."""
    starts = [
        at
        for at in range(block.start, block.end - 1)
        if _DEFINED.match(page.lines[at + 1]) and not _DEFINED.match(page.lines[at])
    ]
    markers = []
    for start, end in zip(starts, [*starts[1:], block.end], strict=False):
        answer = "\n".join(_DEFINED.sub("", line) for line in page.lines[start + 1 : end])
        term = page.lines[start].strip()
        if len(term) <= 200 and not page.is_code(start):
            markers.append(Marker(start, end, end, term, _SURE, lead=answer))
    return markers


def _glossaries(page: Page) -> list[Marker]:
    lists: defaultdict[int, list[Block]] = defaultdict(list)
    for block in page.blocks:
        if block.first and block.item is not None and block.item.depth == 1 and not block.fold:
            lists[block.item.list_start].append(block)
    markers = []
    for start, blocks in lists.items():
        terms = [(block, match) for block in blocks if (match := _TERM.match(block.text))]
        if len(terms) >= max(_LEAST, 0.8 * len(blocks)) and _is_glossary(page, start):
            for block, match in terms:
                end, column = (block.item.end, block.item.column) if block.item else (0, 0)
                place = block.start, block.end, max(block.end, end)
                markers.append(Marker(*place, plain(match["term"]), _SURE, match["answer"], column))
    return markers


def _is_glossary(page: Page, line: int) -> bool:
    """True if the page's first heading, or the one above, names a glossary."""
    above = [block for block in page.headings if block.start < line]
    return any(_GLOSSARY.search(block.text) for block in [*above[:1], *above[-1:]])
