"""Tables of questions: CSV, TSV and the like, with delimiter and header detected."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from simulator.core.bank import DEFAULT_TOPIC, Question
from simulator.importers.common.columns import Columns, columns_named, columns_of
from simulator.importers.common.details import seconds_in, unit_of
from simulator.importers.common.draft import Draft, DraftItem
from simulator.importers.common.line_draft import Lines
from simulator.importers.common.named_values import question_of
from simulator.importers.common.options import Option
from simulator.importers.own.csv import is_own_header, own_about, own_question
from simulator.importers.tables.rows import Row, delimiter_of, rows_of, separator_line

_NAMES = {"\t": "tabs", ",": "commas", ";": "semicolons"}
_LETTER = re.compile(r"^\s*[(\[]?[A-Ha-h][.):\]]\s+")
_LISTS = ("key_points", "bonus_points", "mistakes", "follow_ups")
_OTHERWISE = "no question recognised"


def looks_like(text: str) -> bool:
    """True if a text is rows of cells and not prose with commas; for files of unknown type.

    One delimiter must split nearly all rows into the same number of cells, at least two.
    """
    stripped = text.lstrip()
    sentences = len(re.findall(r"[.?!]\s", stripped[:20_000]))
    short = stripped.count("\n") < 2 * sentences or sentences < 3 or "\t" in stripped
    if not short or delimiter_of(text) is None:
        return False
    rows = [row for row in stripped.split("\n")[:50] if row.strip()]
    cut = sum(any(sign in row for sign in "\t;|~") for row in rows) >= 0.8 * len(rows)
    asks = "?" in stripped[:20_000] or names_columns(text)
    return cut and (asks or "\t" in stripped)


def names_columns(text: str) -> bool:
    """True if the first row names a question column and another one."""
    named, body = separator_line(text)
    sign = named or delimiter_of(body)
    if sign is None:
        return False
    rows = rows_of(body.lstrip("\n").split("\n", 1)[0].replace('"', ""), sign, "")
    return bool(rows) and columns_named(rows[0][2]) is not None


def read(text: str, *, file: str) -> Draft:
    """The questions of a table. Raises CannotRead for a quote that is never closed."""
    lines = text.split("\n")
    named, body = separator_line(text)
    tabs = file.casefold().endswith((".tsv", ".tab"))
    sign = named or delimiter_of(body) or ("\t" if tabs else ",")
    rows = rows_of(body, sign, file)
    layout = f"table with {_NAMES.get(sign, f'{sign} signs')}"
    return read_rows(rows, lines, layout, file=file, instruction=bool(named))


def read_rows(
    rows: Sequence[Row], lines: Sequence[str], layout: str, *, file: str, instruction: bool = False
) -> Draft:
    """The questions of rows from these lines; `instruction`: the first line names the delimiter."""
    made = Lines(file, lines)
    if instruction:
        made.leave(1, 1, "names the delimiter")
    rows = [row for row in rows if any(cell.strip() for cell in row[2])]
    if rows and is_own_header(rows[0][2]):
        return _own(made, rows)
    title, rows = _below_title(made, rows)
    columns = columns_of([row for _, _, row in rows])
    if columns is None:
        refusal = "a table without a column of questions and one of answers."
        return made.draft(layout, otherwise=_OTHERWISE, refusal=refusal)
    head = rows[0][2] if columns.header else []
    unit = unit_of(columns.cell(head, "time_limit"))
    for place, (line, last, row) in enumerate(rows):
        if (place == 0 and columns.header) or (row == head):
            made.leave(line, last, "the names of the columns")
            continue
        if made.is_full:
            made.leave(line, rows[-1][1], "more than 20,000 questions")
            break
        question = _question(row, columns, unit)
        if question is None:
            made.leave(line, last, "a row without a question")
        else:
            made.add(question, line, last, bare=0.7)
    return made.draft(
        layout, otherwise=_OTHERWISE, refusal="a table without any question.", about=title
    )


def _below_title(made: Lines, rows: Sequence[Row]) -> tuple[dict[str, str], Sequence[Row]]:
    """The title above a table's header, if any, and the rows from the header on."""
    for place, (line, _, row) in enumerate(rows[:6]):
        found = columns_named([cell.strip() for cell in row])
        filled = sum(bool(cell.strip()) for cell in row)
        if found is None or filled < 2:
            continue
        above = rows[:place]
        if not above or any(sum(bool(cell.strip()) for cell in each) > 2 for *_, each in above):
            return {}, rows
        made.leave(above[0][0], line - 1, "above the names of the columns")
        words = next(cell.strip() for cell in above[0][2] if cell.strip())
        return {"title": words if len(words) <= 120 else ""}, rows[place:]
    return {}, rows


def _own(made: Lines, rows: Sequence[Row]) -> Draft:
    """A table that this program wrote."""
    first, end, head = rows[0]
    made.leave(first, end, "the names of the columns")
    about: dict[str, Any] = {}
    for line, last, row in rows[1:]:
        cells = dict(zip(head, row, strict=False))
        if cells.get("kind") == "bank":
            about = own_about(cells)
            made.leave(line, last, "what the table says about itself")
            continue
        question = own_question(cells)
        made.items.append(DraftItem(question, made.file, line, last))
    refusal = "a table without any question."
    return made.draft("table of this program", otherwise=_OTHERWISE, refusal=refusal, about=about)


def _question(row: Sequence[str], columns: Columns, unit: float) -> Question | None:
    places = columns.at.items()
    entry: dict[str, Any] = {name: row[at].strip() for name, at in places if at < len(row)}
    entry |= {name: _list(entry[name]) for name in _LISTS if name in entry}
    if links := entry.get("references"):
        entry["references"] = [part for part in links.split() if part.startswith("http")]
    if limit := entry.get("time_limit"):
        entry["time_limit"] = seconds_in(limit, unit)
    if columns.options:
        cells = [row[place] for place in columns.options if place < len(row)]
    else:
        cells = [_LETTER.sub("", cell) for cell in _list(entry.pop("options", ""))]
    if offered := [cell.strip() for cell in cells]:
        filled = [(at, text) for at, text in enumerate(offered) if text.strip("\u2800 \t")]
        entry["options"] = [Option(chr(65 + at), text) for at, text in filled]
    return question_of(entry, DEFAULT_TOPIC)


def _list(cell: str) -> list[str]:
    """The parts of a cell, split at line ends, else semicolons, else bars."""
    for sign in ("\n", ";", "|"):
        if sign in cell:
            parts = (part.strip(" -*•\t\r") for part in cell.split(sign))
            return [part for part in parts if any(map(str.isalnum, part))]
    return [cell] if any(map(str.isalpha, cell)) else []
