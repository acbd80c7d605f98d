"""Which format a file is, by its ending and by what stands in it."""

from __future__ import annotations

import re
from enum import StrEnum


class Format(StrEnum):
    """The formats that can be read, in the words that a person reads."""

    MARKDOWN = "Markdown"
    TEXT = "plain text"
    HTML = "HTML"
    CSV = "CSV"
    ANKI_TEXT = "Anki text"
    ANKI_PACKAGE = "Anki package"
    GIFT = "GIFT"
    AIKEN = "Aiken"
    MOODLE_XML = "Moodle XML"
    ORG = "Org"
    OBSIDIAN = "Obsidian flash cards"
    JSON = "JSON"
    TOML = "TOML"


_ENDINGS_OF = {
    Format.MARKDOWN: ".md .markdown .mdx .mkd",
    Format.HTML: ".html .htm .xhtml",
    Format.CSV: ".csv .tsv .tab",
    Format.ANKI_PACKAGE: ".apkg .colpkg",
    Format.GIFT: ".gift",
    Format.AIKEN: ".aiken",
    Format.MOODLE_XML: ".xml",
    Format.ORG: ".org",
    Format.JSON: ".json .jsonl .ndjson",
    Format.TOML: ".toml",
}
_ENDINGS = {ending: form for form, endings in _ENDINGS_OF.items() for ending in endings.split()}

READABLE = frozenset(_ENDINGS) | {".txt", ".text"}
"""The endings of files that are looked at in a folder."""

_BLOCK_TAG = re.compile(
    r"<(?:p|div|li|ul|ol|h[1-6]|br|table|tr|td|dl|dt|dd|section)\b", re.IGNORECASE
)


def format_of(name: str, text: str) -> Format:
    """The format of a text file. The text is clean; `name` is the file's name."""
    ending = name[name.rfind(".") :].casefold() if "." in name else ""
    named = _ENDINGS.get(ending)
    stripped = text.lstrip()
    head = stripped[:4_000]
    if re.match(r"(?:<!doctype html|<html\b)", head, re.IGNORECASE):
        return Format.HTML
    if named in (Format.ORG, Format.JSON, Format.HTML, Format.TOML, Format.AIKEN, Format.GIFT):
        return named
    return _by_content(text, stripped, named)


def _by_content(text: str, stripped: str, named: Format | None) -> Format:
    from simulator.importers import (
        aiken,
        anki_text,
        csv_cards,
        gift,
        moodle_xml,
        obsidian,
        org_file,
    )

    if named is Format.MOODLE_XML or moodle_xml.looks_like(stripped):
        return Format.MOODLE_XML
    if named is Format.MARKDOWN:
        lines = [line.lstrip() for line in text[:200_000].split("\n") if line.strip()]
        if sum(line.startswith("<") for line in lines) > 0.6 * len(lines) and "<li" in text:
            return Format.HTML
        return Format.OBSIDIAN if obsidian.looks_like(text) else Format.MARKDOWN
    if named is Format.CSV:
        return Format.ANKI_TEXT if stripped.startswith("#separator:") else Format.CSV
    if stripped.startswith(("{", "[")) and re.match(r"[\[{]\s*[\[{\"]", stripped):
        return Format.JSON
    if stripped.startswith("#") and anki_text.looks_like(text) and re.match(r"#[a-z ]+:", stripped):
        return Format.ANKI_TEXT
    for kind, module in (
        (Format.AIKEN, aiken),
        (Format.GIFT, gift),
        (Format.ORG, org_file),
        (Format.ANKI_TEXT, anki_text),
        (Format.OBSIDIAN, obsidian),
    ):
        if module.looks_like(text):
            return kind
    if len(_BLOCK_TAG.findall(stripped[:20_000])) * 4 > stripped[:20_000].count("\n") + 1:
        return Format.HTML
    sentences = len(re.findall(r"[.?!]\s", stripped[:20_000]))
    if csv_cards.looks_like(text) and (
        stripped.count("\n") < 2 * sentences or sentences < 3 or "\t" in stripped
    ):
        rows = [row for row in stripped.split("\n")[:50] if row.strip()]
        if sum(any(sign in row for sign in "\t;|~") for row in rows) >= 0.8 * len(rows):
            return Format.CSV
    return Format.TEXT
