"""An HTML page as questions: written as Markdown, then read as such."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from simulator.importers.accounts import runs
from simulator.importers.draft import CannotRead, Draft, DraftItem, Heading, LeftOut
from simulator.importers.html_tame import tamed
from simulator.importers.html_text import MarkdownWriter
from simulator.importers.markdown_file import read as read_markdown
from simulator.importers.provenance import license_in

_LONGEST = 8 * 1024 * 1024
_MOST_TAGS = 150_000
Placed = TypeVar("Placed", DraftItem, Heading)


def read(text: str, *, file: str) -> Draft:
    """The questions of a page. Lines are those of the page, not of the Markdown between."""
    if len(text) > _LONGEST:
        raise CannotRead(f"{file}: too large for a page, more than 8 MiB.")
    if text.count("<") > _MOST_TAGS:
        raise CannotRead(f"{file}: too large for a page, more than {_MOST_TAGS} tags.")
    writer = MarkdownWriter(page=True)
    writer.feed(tamed(text))
    writer.finish()
    draft = read_markdown("\n".join(writer.lines), file=file)
    origins = [*writer.origins, len(text.split("\n"))]
    source = text.split("\n")
    items = _placed(draft.items, origins)
    headings = tuple(_moved(heading, origins) for heading in draft.headings)
    left = _left(source, items, headings, draft.left_out, origins, file)
    return replace(
        draft,
        items=items,
        headings=headings,
        left_out=tuple(left),
        title=draft.title or " ".join(writer.title.split())[:200],
        language=draft.language or writer.language,
        source=draft.source or writer.canonical,
        license=draft.license or license_in(writer.license),
    )


def _placed(items: tuple[DraftItem, ...], origins: list[int]) -> tuple[DraftItem, ...]:
    """Each item on the page's lines, up to where the next thing begins."""
    return tuple(_moved(item, origins) for item in items)


def _moved(part: Placed, origins: list[int]) -> Placed:
    line = origins[min(part.line - 1, len(origins) - 1)]
    last = origins[min(part.last_line - 1, len(origins) - 1)]
    return replace(part, line=line, last_line=max(line, last))


def _left(
    source: list[str],
    items: tuple[DraftItem, ...],
    headings: tuple[Heading, ...],
    left: tuple[LeftOut, ...],
    origins: list[int],
    file: str,
) -> list[LeftOut]:
    taken = [False] * len(source)
    for part in (*items, *headings):
        for at in range(part.line - 1, min(part.last_line, len(source))):  # type: ignore[attr-defined]
            taken[at] = True
    reasons = {origins[min(one.line - 1, len(origins) - 1)]: one.reason for one in left}
    found = []
    for start, end in runs(source, taken):
        reason = next(
            (reasons[at] for at in range(start + 1, end + 1) if at in reasons),
            "markup, menus and scripts of the page",
        )
        found.append(LeftOut(file, start + 1, end, reason))
    return found
