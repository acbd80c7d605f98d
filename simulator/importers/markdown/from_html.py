"""Read questions from an HTML page by converting it to Markdown."""

from __future__ import annotations

from dataclasses import replace

from simulator.importers.common.draft import CannotRead, Draft
from simulator.importers.common.licenses import license_in
from simulator.importers.common.line_draft import map_back
from simulator.importers.html.text import MarkdownWriter
from simulator.importers.markdown.markdown_file import read as read_markdown

_LONGEST = 8 * 1024 * 1024
_MOST_TAGS = 150_000


def read(text: str, *, file: str) -> Draft:
    """The questions of a page, with the page's line numbers, not those of the Markdown."""
    if len(text) > _LONGEST:
        raise CannotRead(f"{file}: too large for a page, more than 8 MiB.")
    if text.count("<") > _MOST_TAGS:
        raise CannotRead(f"{file}: too large for a page, more than {_MOST_TAGS} tags.")
    writer = MarkdownWriter(page=True).written(text)
    draft = read_markdown("\n".join(writer.lines), file=file)
    aside = "markup, menus and scripts of the page"
    draft = map_back(draft, text.split("\n"), writer.origins, otherwise=aside)
    return replace(
        draft,
        title=draft.title or " ".join(writer.title.split())[:200],
        language=draft.language or writer.language,
        source=draft.source or writer.canonical,
        license=draft.license or license_in(writer.license),
    )
