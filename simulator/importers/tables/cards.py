"""Tables of questions: CSV, TSV and their relatives, delimiter and header found out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from simulator.core.bank import DEFAULT_TOPIC, Question
from simulator.core.choices import Difficulty
from simulator.importers.common.columns import Columns, columns_named, columns_of
from simulator.importers.common.details import difficulty_of, tags_of
from simulator.importers.common.draft import Draft, DraftItem
from simulator.importers.common.durations import seconds_in, unit_of
from simulator.importers.common.follow_up import sentences
from simulator.importers.common.line_draft import Lines
from simulator.importers.common.markdown_text import paragraphs
from simulator.importers.common.options import Option, mark_right, right_answer, with_options
from simulator.importers.own.csv import is_own_header, own_about, own_question
from simulator.importers.tables.rows import Row, delimiter_of, rows_of, separator_line

_NAMES = {"\t": "tabs", ",": "commas", ";": "semicolons"}
_LETTER = re.compile(r"^\s*[(\[]?[A-Ha-h][.):\]]\s+")
_OTHERWISE = "no question recognised"


def looks_like(text: str) -> bool:
    """Whether a text without a telling name is rows of cells, and no prose with commas.

    One delimiter cuts nearly all rows into the same number of cells, two at least.
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
    """Whether the first row names a column of questions and a further one."""
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
    draft = read_rows(rows, lines, layout, file=file, instruction=bool(named))
    return draft


def read_rows(
    rows: Sequence[Row], lines: Sequence[str], layout: str, *, file: str, instruction: bool = False
) -> Draft:
    """The questions of rows that stand on these lines; `instruction`: the first names the sign
    between the cells."""
    made = Lines(file, lines)
    if instruction:
        made.leave(1, 1, "the sign between the cells")
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
        item = _item(row, columns, file, line, last, unit)
        if item is None:
            made.leave(line, last, "a row without a question")
        else:
            made.items.append(item)
    return made.draft(
        layout, otherwise=_OTHERWISE, refusal="a table without any question.", about=title
    )


def _below_title(made: Lines, rows: Sequence[Row]) -> tuple[dict[str, str], Sequence[Row]]:
    """The title above a table's header, if there is one, and the rows from the header on."""
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


def _item(
    row: Sequence[str], columns: Columns, file: str, line: int, last: int, unit: float
) -> DraftItem | None:
    text, answer = _texts(row, columns)
    if not text:
        return None
    question = Question(
        id=columns.cell(row, "id"),
        question=text,
        answer=answer,
        topic=columns.cell(row, "topic") or DEFAULT_TOPIC,
        tags=tuple(tags_of(columns.cell(row, "tags"))),
        difficulty=difficulty_of(columns.cell(row, "difficulty")) or Difficulty.MEDIUM,
        time_limit=seconds_in(columns.cell(row, "time_limit"), unit),
        key_points=_list(columns.cell(row, "key_points")),
        bonus_points=_list(columns.cell(row, "bonus_points")),
        mistakes=_list(columns.cell(row, "mistakes")),
        follow_ups=sentences(_list(columns.cell(row, "follow_ups"))),
        references=tuple(
            part for part in columns.cell(row, "references").split() if part.startswith("http")
        ),
    )
    note = "" if answer else "no answer"
    return DraftItem(question, file, line, last, 1.0 if answer else 0.7, note)


def _texts(row: Sequence[str], columns: Columns) -> tuple[str, str]:
    """A row's question, with its options if it has any, and its answer."""
    text, answer = columns.cell(row, "question"), columns.cell(row, "answer")
    correct, explanation = columns.cell(row, "correct"), columns.cell(row, "explanation")
    options = _options(row, columns)
    if not text or len(options) < 2:
        return text, paragraphs(answer or correct, explanation)
    mark_right(options, correct or answer)
    if any(option.right for option in options):
        answer = right_answer(options, explanation)
    return with_options(text, options), answer


def _options(row: Sequence[str], columns: Columns) -> list[Option]:
    """The options, each in a column of its own or all in one cell."""
    cells = [row[place] for place in columns.options if place < len(row)]
    if not cells:
        cells = [_LETTER.sub("", cell) for cell in _list(columns.cell(row, "options"))]
    return [
        Option(chr(65 + at), cell.strip())
        for at, cell in enumerate(cells)
        if cell.strip("\u2800 \t")
    ]


def _list(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds several: by lines, else by semicolons, else by bars."""
    for sign in ("\n", ";", "|"):
        if sign in cell:
            parts = (part.strip(" -*•\t\r") for part in cell.split(sign))
            return tuple(part for part in parts if any(map(str.isalnum, part)))
    return (cell,) if any(map(str.isalpha, cell)) else ()
