"""Read a Markdown document into a draft of questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from simulator.importers.common.draft import CannotRead, Draft, DraftItem, Heading, without_repeated
from simulator.importers.common.line_draft import Lines, taken_lines
from simulator.importers.common.questionness import is_stop_title, questionness
from simulator.importers.markdown.cut import habits_of, split
from simulator.importers.markdown.document.document import Kind, Page, TooLarge
from simulator.importers.markdown.document.provenance import provenance
from simulator.importers.markdown.items.answer_key import with_key
from simulator.importers.markdown.items.doubts import with_doubts
from simulator.importers.markdown.items.item import Topics, item_of
from simulator.importers.markdown.reading import Reading, is_link_list, reading
from simulator.importers.markdown.recognisers.layout import Layout
from simulator.importers.markdown.recognisers.paragraphs import LONE
from simulator.importers.own import markdown as own_markdown

_FEW, _MANY = 2, 20


def read(text: str, *, file: str) -> Draft:
    """The questions of a Markdown document, a clean text."""
    if own_markdown.looks_like(text):
        return own_markdown.read(text, file=file)
    try:
        found = reading(text)
    except TooLarge:
        lines = text.count("\n") + 1
        raise CannotRead(f"{file}: a document of {lines} lines is too large; split it.") from None
    return draft_of(found, file=file)


def draft_of(found: Reading, *, file: str) -> Draft:
    """The items from a page's regions, with every line accounted for."""
    page = found.page
    topics = Topics(page, found.markers, found.asking)
    items = [item for region in found.regions for item in _items(found, region, topics, file)]
    items.sort(key=lambda item: item.line)
    items, more = without_repeated(with_key(page, items))
    items = with_doubts(items, page.source)
    above = {marker.under.start: marker.under for marker in found.markers if marker.under}
    used = [*topics.used(items), *((block, block.text) for block in above.values())]
    headings = [Heading(file, block.start + 1, block.end, text) for block, text in used]
    made = Lines(file, page.source, items, headings, across_blanks=True)
    for start, end in made.runs():
        made.leave(start + 1, end, _reason(page, start, end, items))
    for offered in found.offered:
        made.leave(offered.line + 1, offered.scope, "a heading that asks, among prose")
        made.begins.add(offered.line + 1)
    for part in more:
        made.leave(part.line, part.last_line, part.reason)
    layout = ", ".join(dict.fromkeys(region.name for region in found.regions if items))
    return replace(
        made.draft(layout, otherwise="", refusal="", about=provenance(page)),
        notes=(_open_fence(page, file),) if page.open_fence is not None else (),
        refused=None if items else _refusal(found, file),
        doubt=_doubt(found, items, headings),
    )


def _items(found: Reading, region: Layout, topics: Topics, file: str) -> list[DraftItem]:
    page, habits, ratio = found.page, habits_of(found.page, region), region.ratio
    items = []
    for marker, following in zip(region.markers, [*region.markers[1:], None], strict=True):
        parts = split(page, found.marks, marker, habits)
        next_to = following is not None and marker.end == following.line
        if not parts.answer and following and next_to and marker.level == following.level < 7:
            # Two headings in a row share the text below the second.
            parts.answer = split(page, found.marks, following, habits).answer
        item = item_of(page, marker, parts, topics, file=file, ratio=ratio)
        if item is not None:
            items.append(item)
    return items


def _open_fence(page: Page, file: str) -> str:
    line = (page.open_fence or 0) + 1
    return f"{file}:{line}: a code fence is opened and never closed; all below is taken for code"


def _doubt(found: Reading, items: Sequence[DraftItem], headings: Sequence[Heading]) -> str | None:
    """Why a person should confirm first; None if there is no reason."""
    best, page = found.best, found.page
    if best is None or not items:
        return None
    if found.weak or _only_counts(best):
        asking = sum(questionness(marker.prompt) >= 0.6 for marker in best.markers)
        some = f"{asking} of {best.size} {best.name} ask something."
        return f"this does not look like questions and answers: {some}"
    if best.name == LONE:
        return "only one line asks anything, and without a question mark."
    taken = taken_lines(len(page.source), [*items, *headings])
    others = sum(not taken[block.start] for block in page.headings)
    hardly = sum(taken) < 0.2 * len(taken) or others > 2 * len(items) + 2
    surely = best.marked or len(items) >= _MANY
    if (hardly and not surely) or (len(items) <= _FEW and sum(taken) < 0.1 * len(taken)):
        return "most of this document is not questions and answers."
    return None


def _only_counts(best: Layout) -> bool:
    """True if its headings are numbered, but few of them ask: the steps of a guide."""
    titles = [questionness(marker.prompt) for marker in best.markers if marker.level < 7]
    asking = sum(asks >= 0.4 for asks in titles)
    return not best.marked and len(titles) >= 3 and asking < 0.4 * len(titles)


def _refusal(found: Reading, file: str) -> str:
    page = found.page
    lines = [line for line in page.lines if line.strip()]
    if page.open_fence is not None:
        return f"{_open_fence(page, file)}."
    if is_link_list(page) or found.leads_away:
        return f"{file}: a list of links, without questions of its own and without answers."
    if len(lines) < 2:
        return f"{file}: hardly any text, and no question in it."
    return f"{file}: prose or notes; no layout of questions and answers was recognised."


def _reason(page: Page, start: int, end: int, items: Sequence[DraftItem]) -> str:
    """Why these half-open lines are not part of a question."""
    if start < page.prepared.front_end:
        return "front matter"
    simplified = [line for line in page.lines[start:end] if line.strip()]
    if not simplified:
        comment = any(a <= start < b for a, b, _ in page.prepared.comments)
        return "a comment" if comment else "markup without text"
    if all("](#" in line for line in simplified):
        return "a table of contents"
    block = page.block_at(start)
    if block is not None and block.kind is Kind.HEADING:
        about = is_stop_title(block.text)
        return "a heading of the document" if about else "a heading without questions"
    if block is not None and block.kind is Kind.TABLE and end < block.end:
        return "the names of the columns"
    if block is not None and block.kind is Kind.RULE and end - start == 1:
        return "a line between sections"
    if not items:
        return "no question recognised"
    if start < items[0].line:
        return "before the first question"
    if start >= max(item.last_line for item in items):
        return "after the last question"
    return "belongs to no question"
