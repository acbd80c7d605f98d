"""The formats that can be read: their words, the endings of their files, and what reads them."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import Any, Protocol, cast

from simulator.importers.common.draft import Draft


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
    YAML = "YAML"
    NOTEBOOK = "notebook"
    LOGSEQ = "Logseq cards"
    QTI = "QTI"
    QUIZ_PACKAGE = "a package of quizzes"
    BLACKBOARD = "Blackboard"
    TWO_SIDES = "two sides on a line"
    ASCIIDOC = "AsciiDoc"
    WORD = "Word"
    EXCEL = "Excel"
    PDF = "PDF"
    PANDOC = "what pandoc reads"


_ENDINGS_OF = {
    Format.MARKDOWN: ".md .markdown .mdx .mkd",
    Format.HTML: ".html .htm .xhtml",
    Format.CSV: ".csv .tsv .tab",
    Format.ANKI_PACKAGE: ".apkg .colpkg",
    Format.GIFT: ".gift",
    Format.AIKEN: ".aiken",
    Format.MOODLE_XML: ".xml",
    Format.QTI: ".dat .qti",
    Format.QUIZ_PACKAGE: ".zip .imscc",
    Format.ORG: ".org",
    Format.JSON: ".json .jsonl .ndjson",
    Format.TOML: ".toml",
    Format.YAML: ".yaml .yml",
    Format.NOTEBOOK: ".ipynb",
    Format.ASCIIDOC: ".adoc .asciidoc .asc",
    Format.WORD: ".docx .docm",
    Format.EXCEL: ".xlsx .xlsm",
    Format.PDF: ".pdf",
    Format.PANDOC: (
        ".odt .rtf .epub .pptx .tex .latex .rst .mediawiki .wiki .textile .fb2 .opml .docbook"
    ),
}
ENDINGS = {ending: form for form, endings in _ENDINGS_OF.items() for ending in endings.split()}
"""The format that the ending of a file's name stands for."""

READABLE = frozenset(ENDINGS) | {".txt", ".text"}
"""The endings of files that are looked at in a folder."""

BINARY = frozenset(
    {
        Format.ANKI_PACKAGE,
        Format.QUIZ_PACKAGE,
        Format.WORD,
        Format.EXCEL,
        Format.PDF,
        Format.PANDOC,
    }
)
"""Formats whose readers take the bytes of the file."""

_READERS = {
    Format.MARKDOWN: "markdown.markdown_file",
    Format.TEXT: "markdown.markdown_file",
    Format.HTML: "markdown.from_html",
    Format.CSV: "tables.cards",
    Format.ANKI_TEXT: "anki.text",
    Format.ANKI_PACKAGE: "anki.package",
    Format.GIFT: "quizzes.gift",
    Format.AIKEN: "quizzes.aiken",
    Format.MOODLE_XML: "quizzes.moodle_xml",
    Format.ORG: "org.file",
    Format.OBSIDIAN: "markdown.obsidian",
    Format.JSON: "json.cards",
    Format.TOML: "own.bank",
    Format.YAML: "documents.yaml_cards",
    Format.NOTEBOOK: "documents.notebook",
    Format.LOGSEQ: "markdown.logseq",
    Format.QTI: "quizzes.qti",
    Format.QUIZ_PACKAGE: "quizzes.package",
    Format.BLACKBOARD: "quizzes.blackboard",
    Format.TWO_SIDES: "tables.two_sides",
    Format.ASCIIDOC: "documents.asciidoc",
    Format.WORD: "documents.word",
    Format.EXCEL: "documents.excel",
    Format.PDF: "documents.pdf",
    Format.PANDOC: "documents.pandoc",
}
"""The module of each format, below `simulator.importers`: a `Reader`."""


class Reader(Protocol):
    """What the module of a format has."""

    def read(self, content: Any, /, *, file: str) -> Draft:
        """A draft of clean text, or of bytes where the format is `BINARY`. Raises CannotRead."""

    def looks_like(self, text: str, /) -> bool:
        """Whether a clean text is in this format; where its name alone tells, there is none."""


def reader(form: Format) -> Reader:
    """What reads a format. Nothing is loaded that another format needs."""
    return cast(Reader, import_module(f"simulator.importers.{_READERS[form]}"))
