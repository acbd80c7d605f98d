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


_READ_BY = {
    Format.MARKDOWN: ("markdown.markdown_file", ".md .markdown .mdx .mkd"),
    Format.TEXT: ("markdown.markdown_file", ""),
    Format.HTML: ("markdown.from_html", ".html .htm .xhtml"),
    Format.CSV: ("tables.cards", ".csv .tsv .tab"),
    Format.ANKI_TEXT: ("anki.text", ""),
    Format.ANKI_PACKAGE: ("anki.package", ".apkg .colpkg"),
    Format.GIFT: ("quizzes.gift", ".gift"),
    Format.AIKEN: ("quizzes.aiken", ".aiken"),
    Format.MOODLE_XML: ("quizzes.moodle_xml", ".xml"),
    Format.ORG: ("org.file", ".org"),
    Format.OBSIDIAN: ("markdown.obsidian", ""),
    Format.JSON: ("json.cards", ".json .jsonl .ndjson"),
    Format.TOML: ("own.bank", ".toml"),
    Format.YAML: ("documents.yaml_cards", ".yaml .yml"),
    Format.NOTEBOOK: ("documents.notebook", ".ipynb"),
    Format.LOGSEQ: ("markdown.logseq", ""),
    Format.QTI: ("quizzes.qti", ".dat .qti"),
    Format.QUIZ_PACKAGE: ("quizzes.package", ".zip .imscc"),
    Format.BLACKBOARD: ("quizzes.blackboard", ""),
    Format.TWO_SIDES: ("tables.two_sides", ""),
    Format.ASCIIDOC: ("documents.asciidoc", ".adoc .asciidoc .asc"),
    Format.WORD: ("documents.word", ".docx .docm"),
    Format.EXCEL: ("documents.excel", ".xlsx .xlsm"),
    Format.PDF: ("documents.pdf", ".pdf"),
    Format.PANDOC: (
        "documents.pandoc",
        ".odt .rtf .epub .pptx .tex .latex .rst .mediawiki .wiki .textile .fb2 .opml .docbook",
    ),
}
"""Of each format the module that reads it, a `Reader`, and the endings of its files."""
ENDINGS = {end: form for form, (_, ends) in _READ_BY.items() for end in ends.split()}
"""The format that the ending of a file's name stands for."""

READABLE = frozenset(ENDINGS) | {".txt", ".text"}
"""The endings of files that are looked at in a folder."""

BINARY = frozenset(
    {Format.ANKI_PACKAGE, Format.QUIZ_PACKAGE, Format.WORD, Format.EXCEL, Format.PDF, Format.PANDOC}
)
"""Formats whose readers take the bytes of the file."""


class Reader(Protocol):
    """What the module of a format has."""

    def read(self, content: Any, /, *, file: str) -> Draft:
        """A draft of clean text, or of bytes where the format is `BINARY`. Raises CannotRead."""

    def looks_like(self, text: str, /) -> bool:
        """Whether a clean text is in this format; where its name alone tells, there is none."""


def reader(form: Format) -> Reader:
    """What reads a format. Nothing is loaded that another format needs."""
    return cast(Reader, import_module(f"simulator.importers.{_READ_BY[form][0]}"))
