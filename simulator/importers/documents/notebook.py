"""Jupyter notebooks (ipynb): the cells as one Markdown text, code in fences."""

from __future__ import annotations

import json
from typing import Any

from simulator.importers.common.draft import CannotRead, Draft
from simulator.importers.markdown.markdown_file import read as read_markdown
from simulator.text.cleaning import clean


def looks_like(text: str) -> bool:
    """True if a JSON text is a notebook."""
    return '"cells"' in text and '"nbformat"' in text


def read(text: str, *, file: str) -> Draft:
    """The questions of a notebook; line numbers count through the text of all cells."""
    try:
        book = json.loads(text)
    except (ValueError, RecursionError):
        raise CannotRead(f"{file}: not a valid notebook; open it in Jupyter and save it.") from None
    cells = book.get("cells") if isinstance(book, dict) else None
    if not isinstance(cells, list):
        raise CannotRead(
            f"{file}: a notebook of a very old format; open it in Jupyter and save it."
        )
    language = _language(book)
    blocks = [_block(cell, language) for cell in cells if isinstance(cell, dict)]
    draft = read_markdown("\n\n".join(filter(None, blocks)), file=file)
    return draft.read_as("notebook")


def _language(book: dict[str, Any]) -> str:
    about = book.get("metadata")
    kernel = about.get("kernelspec", {}) if isinstance(about, dict) else {}
    name = kernel.get("language", "python") if isinstance(kernel, dict) else "python"
    return name if isinstance(name, str) and name.isalnum() else ""


def _block(cell: dict[str, Any], language: str) -> str:
    source = cell.get("source", "")
    parts = source if isinstance(source, list) else [source]
    text = clean("".join(part for part in parts if isinstance(part, str))).strip("\n")
    if not text.strip() or cell.get("cell_type") == "markdown":
        return text
    if cell.get("cell_type") != "code":
        return ""
    fence = "~~~~" if "```" in text else "```"
    return f"{fence}{language}\n{text}\n{fence}"
