"""Excel workbooks (xlsx): each sheet is a table, read by openpyxl."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

from simulator.importers.common.archive import office_texts
from simulator.importers.common.draft import Draft, joined
from simulator.importers.documents.own_process import converted
from simulator.importers.tables.cards import read_rows

_AGAIN = "open it in Excel or LibreOffice, and save it as xlsx or CSV again."
_MOST_ROWS, _MOST_COLUMNS, _MOST_SHEETS = 20_001, 60, 50


def read(data: bytes, *, file: str) -> Draft:
    """The questions of all sheets; line numbers are rows. Raises CannotRead."""
    drafts = []
    sheets = json.loads(converted("excel", office_texts(data, file), file=file, cure=_AGAIN))
    for name, rows in sheets:
        known = [(number, number, row) for number, row in enumerate(rows, 1) if any(row)]
        lines = ["\t".join(row).replace("\n", " ") for row in rows]
        place = file if len(sheets) == 1 else f"{file} {name}"
        if known:
            draft = read_rows(known, lines, "Excel table", file=place)
            drafts.append(replace(draft, title="" if len(sheets) == 1 else name))
    if not drafts:
        return Draft(files=(file,), refused=f"{file}: a workbook without any text.")
    return joined(drafts)


def convert(data: bytes) -> str:
    """The visible sheets, as JSON: pairs of a name and rows of texts."""
    import openpyxl

    book = openpyxl.load_workbook(
        io.BytesIO(data), read_only=True, data_only=True, keep_links=False
    )
    shown = [each for each in book.worksheets if each.sheet_state == "visible"][:_MOST_SHEETS]
    return json.dumps([[sheet.title, _rows(sheet)] for sheet in shown])


def _rows(sheet: Any) -> list[list[str]]:
    sheet.reset_dimensions()  # A file may claim any size.
    rows = sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True)
    made = [[_text(cell) for cell in row] for row in rows]
    width = max((at + 1 for row in made for at, cell in enumerate(row) if cell), default=0)
    return [row[:width] for row in made]


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell == int(cell):
        cell = int(cell)
    return str(cell).strip()[:100_000]
