"""The text of a PDF, extracted by pypdf and read as plain text."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace

from simulator.importers.common.draft import CannotRead, Draft
from simulator.importers.documents.own_process import converted
from simulator.importers.markdown.markdown_file import read as read_markdown
from simulator.text.cleaning import clean

_MOST_PAGES = 2_000
_LONGEST = 4 * 1024 * 1024
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|seite|p\.)?\s*\d{1,4}(?:\s*(?:/|of|von)\s*\d{1,4})?\W*", re.I
)
_AGAIN = "open it in a viewer and print it to a new PDF, or copy its text into a text file."
_CURE = "run text recognition first (for example ocrmypdf), and import the result."


def read(data: bytes, *, file: str) -> Draft:
    """The questions of a PDF; line numbers are those of its text. Raises CannotRead."""
    text = clean(converted("pdf", data, file=file, cure=_AGAIN))
    if sum(map(str.isalnum, text)) < 20:
        raise CannotRead(f"{file}: this PDF has pictures but no text; {_CURE}")
    draft = read_markdown(text, file=file)
    note = f"{file}: read from a PDF, which may lose line ends and tables; check the answers"
    if draft.refused:
        cure = "copy the questions into a text file, and number them or put Q: and A: before them"
        return replace(draft, refused=f"{draft.refused.rstrip('.')} in this PDF; {cure}.")
    return replace(draft.read_as("text of a PDF"), notes=(*draft.notes, note))


def convert(data: bytes) -> str:
    """The text of all pages, without page numbers and repeated headers and footers."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise ValueError("locked with a password; save a copy without one.")
    pages: list[list[str]] = []
    size = 0
    for page in reader.pages[:_MOST_PAGES]:
        text = page.extract_text() or ""
        size += len(text)
        if size > _LONGEST:
            raise ValueError("too large: more than 4 million characters; split it.")
        pages.append([line.rstrip() for line in text.split("\n")])
    return "\n".join(line for page in _without_edges(pages) for line in page)


def _without_edges(pages: list[list[str]]) -> list[list[str]]:
    """The pages without page numbers, and without first and last lines that most of them share."""
    edges = Counter(line.strip() for page in pages for line in {*page[:2], *page[-2:]})
    often = {line for line, count in edges.items() if count >= max(3, 0.6 * len(pages))}
    return [
        [
            line
            for at, line in enumerate(page)
            if 2 <= at < len(page) - 2
            or not (line.strip() in often or (len(pages) > 1 and _PAGE_NUMBER.fullmatch(line)))
        ]
        for page in pages
    ]
