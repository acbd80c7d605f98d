"""Anki's text export: `#separator:` and other headers, then one note per row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simulator.importers.common.anki_fields import asked_of, without_marks
from simulator.importers.common.draft import Draft, DraftItem
from simulator.importers.common.line_draft import Lines
from simulator.importers.html.text import markdown_of_html
from simulator.importers.tables.rows import Row, rows_of
from simulator.text.word_list import split_bars

_HEADER = re.compile(r"^#(?P<key>[a-z][a-z ]*):(?P<value>.*)$")
_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":"}
_COLUMNS = ("deck", "tags", "notetype", "guid")
_KEYS = frozenset(
    split_bars(
        """separator|html|deck|tags|notetype|columns|deck column|tags column|notetype column|
        guid column|if matches|name"""
    )
)


@dataclass(frozen=True, slots=True)
class _Export:
    """The headers: their values, the columns that are not fields, and whether fields are HTML."""

    head: Mapping[str, str]
    special: Mapping[str, int]
    html: bool

    def named(self, row: Sequence[str], key: str) -> str:
        """A row's deck, tags or id; else the value that applies to all rows."""
        place = self.special.get(key, -1)
        own = row[place].strip() if 0 <= place < len(row) else ""
        return own or self.head.get(key, "")

    def texts(self, row: Sequence[str]) -> list[str]:
        """The fields of a note, as Markdown."""
        taken = set(self.special.values())
        fields = [cell for place, cell in enumerate(row) if place not in taken]
        fields = [without_marks(cell) for cell in fields]
        return [markdown_of_html(cell) if self.html else cell.strip() for cell in fields]


def looks_like(text: str) -> bool:
    """True if the text begins with Anki's headers, or most rows have a tab."""
    lines = text.split("\n", 40)[:40]
    if any((m := _HEADER.match(line)) and m["key"] in _KEYS for line in lines[:8]):
        return True
    rows = [line for line in lines if line.strip() and not line.startswith("#")]
    return len(rows) >= 1 and sum("\t" in row.strip() for row in rows) >= 0.6 * len(rows)


def read(text: str, *, file: str) -> Draft:
    """The notes of the export. Raises CannotRead for a quote that is never closed."""
    made = Lines(file, text.split("\n"))
    head, body = _headers(made)
    rows = rows_of("\n".join(body), _separator(head, body), file)
    html = head.get("html", "true" if any("<" in line for line in body[:50]) else "false") == "true"
    export = _Export(head, _special(head, rows), html)
    for line, last, row in rows:
        if len(row) == 1 and row[0].startswith("#"):
            made.leave(line, last, "a comment")
        elif made.is_full:
            made.leave(line, rows[-1][1], "more than 20,000 questions")
            break
        elif item := _item(row, export, file, line, last):
            made.items.append(item)
        else:
            made.leave(line, last, "a row without a question")
    about = {"title": head.get("name") or head.get("deck", "").split("::")[-1]}
    return made.draft(
        "Anki text", otherwise="not a note", refusal="no note with a front.", about=about
    )


def _headers(made: Lines) -> tuple[dict[str, str], list[str]]:
    """The headers, and the lines with the headers blanked."""
    head: dict[str, str] = {}
    body = list(made.lines)
    for at, line in enumerate(made.lines):
        if not line.startswith("#"):
            if line.strip():
                break
            continue
        match = _HEADER.match(line)
        if match and match["key"] in _KEYS:
            head[match["key"]] = match["value"].strip()
            made.leave(at + 1, at + 1, "a header of the export")
        else:
            made.leave(at + 1, at + 1, "a comment")
        body[at] = ""
    return head, body


def _separator(head: Mapping[str, str], body: Sequence[str]) -> str:
    name = head.get("separator", "").casefold()
    if name:
        return _SEPARATORS.get(name, name if len(name) == 1 else "\t")
    text = "\n".join(body[:200])
    return "\t" if "\t" in text else ";" if ";" in text else ","


def _special(head: Mapping[str, str], rows: Sequence[Row]) -> dict[str, int]:
    """The columns that are not fields; a third column of short words in most rows holds tags."""
    found = {}
    for key in _COLUMNS:
        value = head.get(f"{key} column", "")
        if value.isdecimal() and 0 < int(value) < 1_000:
            found[key] = int(value) - 1
    thirds = [row[2].strip() for _, _, row in rows if len(row) == 3]
    mostly = bool(thirds) and len(thirds) >= 0.6 * len(rows)
    short = all(0 < len(cell) < 60 and cell.count(" ") <= 3 for cell in thirds)
    plain = not any("<" in cell for cell in thirds)
    if not found and "columns" not in head and mostly and short and plain:
        found["tags"] = 2
    return found


def _item(row: Sequence[str], export: _Export, file: str, line: int, last: int) -> DraftItem | None:
    texts = export.texts(row) or [""]
    tags = tuple(filter(None, re.split(r"[\s,]+", export.named(row, "tags"))))
    deck = export.named(row, "deck").split("::")[-1]
    made = asked_of(texts, (), export.named(row, "guid"), deck, tags)
    return DraftItem(made[0], file, line, last, *made[1:]) if made else None
