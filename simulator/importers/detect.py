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


_OWN_TAGS = ("<details", "</details", "<summary", "</summary", "<http")


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
    from simulator.importers.anki import text as anki_text
    from simulator.importers.markdown import obsidian
    from simulator.importers.org import file as org_file
    from simulator.importers.quizzes import aiken, gift, moodle_xml

    if named is Format.MOODLE_XML or moodle_xml.looks_like(stripped):
        return Format.MOODLE_XML
    if named is Format.MARKDOWN:
        if _is_mostly_tags(text):
            return Format.HTML
        return Format.OBSIDIAN if obsidian.looks_like(text) else Format.MARKDOWN
    if named is Format.CSV:
        return Format.ANKI_TEXT if stripped.startswith("#separator:") else Format.CSV
    if re.match(r"[\[{]\s*[\[{\"]", stripped):
        return Format.JSON
    if re.match(r"#[a-z ]+:", stripped) and anki_text.looks_like(text):
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
    head = stripped[:20_000]
    if len(_BLOCK_TAG.findall(head)) * 4 > head.count("\n") + 1:
        return Format.HTML
    return Format.CSV if _is_table(text, stripped) else Format.TEXT


def _is_mostly_tags(text: str) -> bool:
    """Whether most lines of a Markdown file begin with a tag, lists among them; code in fences
    and folds are Markdown's own."""
    head = text[:200_000]
    lines = [line.lstrip() for line in head.split("\n") if line.strip()]
    tags = sum(line.startswith("<") and not line.startswith(_OWN_TAGS) for line in lines)
    return "<li" in head and "```" not in head and tags > 0.6 * len(lines)


def _is_table(text: str, stripped: str) -> bool:
    """Whether a text without a telling name is rows of cells, and no prose with commas."""
    from simulator.importers.tables import cards as csv_cards

    sentences = len(re.findall(r"[.?!]\s", stripped[:20_000]))
    short = stripped.count("\n") < 2 * sentences or sentences < 3 or "\t" in stripped
    if not short or not csv_cards.looks_like(text):
        return False
    rows = [row for row in stripped.split("\n")[:50] if row.strip()]
    cut = sum(any(sign in row for sign in "\t;|~") for row in rows) >= 0.8 * len(rows)
    asks = "?" in stripped[:20_000] or csv_cards.has_header(text)
    return cut and (asks or "\t" in stripped)
