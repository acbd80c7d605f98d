"""The formats that can be read, and how to detect a file's format by its extension and content."""

from __future__ import annotations

import re
from enum import Enum
from importlib import import_module
from typing import Any, Protocol, cast

from simulator.importers.common.draft import Draft


class Format(Enum):
    """The readable formats: the module of each, a `Reader`, and its file extensions."""

    MARKDOWN = "markdown.markdown_file", ".md .markdown .mdx .mkd"
    TEXT = "markdown.markdown_file", ""
    HTML = "markdown.from_html", ".html .htm .xhtml"
    CSV = "tables.cards", ".csv .tsv .tab"
    ANKI_TEXT = "anki.text", ""
    ANKI_PACKAGE = "anki.package", ".apkg .colpkg"
    GIFT = "quizzes.gift", ".gift"
    AIKEN = "quizzes.aiken", ".aiken"
    MOODLE_XML = "quizzes.moodle_xml", ".xml"
    ORG = "org.file", ".org"
    OBSIDIAN = "markdown.obsidian", ""
    JSON = "json.cards", ".json .jsonl .ndjson"
    TOML = "own.bank", ".toml"
    YAML = "documents.yaml_cards", ".yaml .yml"
    NOTEBOOK = "documents.notebook", ".ipynb"
    LOGSEQ = "markdown.logseq", ""
    QTI = "quizzes.qti", ".dat .qti"
    QUIZ_PACKAGE = "quizzes.qti", ".zip .imscc"
    BLACKBOARD = "quizzes.blackboard", ""
    TWO_SIDES = "tables.two_sides", ""
    ASCIIDOC = "documents.asciidoc", ".adoc .asciidoc .asc"
    WORD = "documents.word", ".docx .docm"
    EXCEL = "documents.excel", ".xlsx .xlsm"
    PDF = "documents.pdf", ".pdf"
    PANDOC = (
        "documents.pandoc",
        ".odt .rtf .epub .pptx .tex .latex .rst .mediawiki .wiki .textile .fb2 .opml .docbook",
    )


ENDINGS = {end: form for form in Format for end in form.value[1].split()}
"""The format of each file extension."""

READABLE = frozenset(ENDINGS) | {".txt", ".text"}
"""The extensions of files read in a folder."""

BINARY = frozenset(
    {Format.ANKI_PACKAGE, Format.QUIZ_PACKAGE, Format.WORD, Format.EXCEL, Format.PDF, Format.PANDOC}
)
"""Formats whose readers take bytes."""

_BLOCK_TAG = re.compile(
    r"<(?:p|div|li|ul|ol|h[1-6]|br|table|tr|td|dl|dt|dd|section)\b", re.IGNORECASE
)
_BY_NAME = frozenset(
    {
        Format.ORG, Format.HTML, Format.TOML, Format.AIKEN, Format.GIFT, Format.YAML,
        Format.NOTEBOOK, Format.ASCIIDOC,
    }
)  # fmt: skip
"""Formats determined by the extension alone."""
_GUESSED = (
    Format.AIKEN, Format.BLACKBOARD, Format.GIFT, Format.ORG, Format.ANKI_TEXT, Format.LOGSEQ,
    Format.OBSIDIAN, Format.ASCIIDOC,
)  # fmt: skip
"""Formats tried, in this order, for a text with no known extension."""
_OWN_TAGS = ("<details", "</details", "<summary", "</summary", "<http")


class Reader(Protocol):
    """What a format's module provides."""

    def read(self, content: Any, /, *, file: str) -> Draft:
        """A draft from clean text, or from bytes if the format is `BINARY`. Raises CannotRead."""

    def looks_like(self, text: str, /) -> bool:
        """True if a clean text is in this format; absent if the extension alone decides."""


def reader(form: Format) -> Reader:
    """The reader of a format; loads nothing that only other formats need."""
    return cast(Reader, import_module(f"simulator.importers.{form.value[0]}"))


def format_of(name: str, text: str) -> Format:
    """The format of a clean text from a file of this name."""
    ending = name[name.rfind(".") :].casefold() if "." in name else ""
    named = ENDINGS.get(ending)
    stripped = text.lstrip()
    head = stripped[:4_000]
    if re.match(r"(?:<!doctype html|<html\b)", head, re.IGNORECASE):
        return Format.HTML
    if named is Format.JSON:
        return _json_or_notebook(stripped)
    if named in _BY_NAME:
        return named
    return _by_content(text, stripped, named)


def _by_content(text: str, stripped: str, named: Format | None) -> Format:
    if stripped.startswith("<") and _is(Format.QTI, stripped):
        return Format.QTI
    if named is Format.MOODLE_XML or _is(Format.MOODLE_XML, stripped):
        return Format.MOODLE_XML
    if named is Format.MARKDOWN:
        if _is_mostly_tags(text):
            return Format.HTML
        forms = (Format.LOGSEQ, Format.OBSIDIAN)
        return next((form for form in forms if _is(form, text)), Format.MARKDOWN)
    if named is Format.CSV:
        return Format.ANKI_TEXT if stripped.startswith("#separator:") else Format.CSV
    if named is Format.QTI:
        return Format.QTI
    if re.match(r"[\[{]\s*[\[{\"]", stripped):
        return _json_or_notebook(stripped)
    if _is(Format.CSV, text):
        from simulator.importers.tables.cards import names_columns  # Loads all of CSV.

        if names_columns(text):
            return Format.CSV
    if re.match(r"#[a-z ]+:", stripped) and _is(Format.ANKI_TEXT, text):
        return Format.ANKI_TEXT
    for form in _GUESSED:
        if _is(form, text):
            return form
    head = stripped[:20_000]
    if len(_BLOCK_TAG.findall(head)) * 4 > head.count("\n") + 1:
        return Format.HTML
    last = (Format.CSV, Format.YAML, Format.TWO_SIDES)
    return next((form for form in last if _is(form, text)), Format.TEXT)


def _json_or_notebook(text: str) -> Format:
    return Format.NOTEBOOK if _is(Format.NOTEBOOK, text[-20_000:] + text[:20_000]) else Format.JSON


def _is(form: Format, text: str) -> bool:
    return reader(form).looks_like(text)


def _is_mostly_tags(text: str) -> bool:
    """True if most lines of a Markdown file begin with HTML tags, including lists, and there is no
    fenced code; tags of folds don't count."""
    head = text[:200_000]
    lines = [line.lstrip() for line in head.split("\n") if line.strip()]
    tags = sum(line.startswith("<") and not line.startswith(_OWN_TAGS) for line in lines)
    return "<li" in head and "```" not in head and tags > 0.6 * len(lines)
