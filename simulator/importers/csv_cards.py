"""Tables of questions: CSV, TSV and their relatives, delimiter and header found out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace

from simulator.bank import DEFAULT_TOPIC, Question
from simulator.choices import Difficulty
from simulator.importers.csv_columns import Columns, columns_of
from simulator.importers.details import difficulty_of, tags_of
from simulator.importers.draft import CannotRead, Draft, DraftItem
from simulator.importers.line_draft import Lines
from simulator.importers.options import Option, chosen_letter, right_answer, with_options
from simulator.importers.own_csv import is_own_header, own_question

DELIMITERS = (",", "\t", ";", "|", "~", "^")
_LONGEST_FIELD = 1024 * 1024


def looks_like(text: str) -> bool:
    """Whether one delimiter cuts nearly all rows into the same number of fields, two at least."""
    return _delimiter(text) is not None


def read(text: str, *, file: str, delimiter: str | None = None) -> Draft:
    """The questions of a table. Raises CannotRead for a quote that is never closed."""
    found = (
        delimiter or _delimiter(text) or ("\t" if file.lower().endswith((".tsv", ".tab")) else ",")
    )
    rows = list(rows_of(text, found, file))
    made = Lines(file, text.split("\n"))
    body = [row for _, _, row in rows if any(cell.strip() for cell in row)]
    if rows and is_own_header(rows[0][2]):
        return _own(made, rows)
    columns = columns_of(body)
    if columns is None:
        return made.draft("table", otherwise="no question recognised", about={},
                          refusal="a table without a column of questions and one of answers.")  # fmt: skip  # noqa: E501
    for place, (line, last, row) in enumerate(rows):
        if place == 0 and columns.header:
            made.leave(line, last, "the names of the columns")
            continue
        if made.is_full:
            made.leave(line, rows[-1][1], "more than 20,000 questions")
            break
        item = _item(row, columns, file, line, last)
        if item is None:
            made.leave(line, last, "a row without a question")
        else:
            made.items.append(item)
    name = {"\t": "tabs", ",": "commas", ";": "semicolons"}.get(found, f"{found} signs")
    return made.draft(f"table with {name}", otherwise="no question recognised", about={},
                      refusal="a table without any question.")  # fmt: skip


def rows_of(text: str, delimiter: str, file: str) -> Iterator[tuple[int, int, list[str]]]:
    """The rows with their first and last line, counted from 1. Raises CannotRead."""
    csv.field_size_limit(_LONGEST_FIELD)
    strict = True
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    before = 0
    rows: list[tuple[int, int, list[str]]] = []
    while True:
        try:
            row = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            if "unexpected end" in str(error):
                raise CannotRead(
                    f'{file}:{before + 1}: a quote " is opened and never closed.'
                ) from error
            if not strict:
                raise CannotRead(f"{file}:{before + 1}: {error}.") from error
            strict, before, rows = False, 0, []
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
            continue
        if row:
            rows.append((before + 1, reader.line_num, row))
        before = reader.line_num
    yield from rows


def _delimiter(text: str) -> str | None:
    """The sign that cuts the first rows most evenly."""
    sample = text[:100_000]
    if len(text) > len(sample):
        sample = sample[: sample.rfind("\n") + 1]
    best: tuple[float, str] | None = None
    for sign in DELIMITERS:
        if sign not in sample:
            continue
        csv.field_size_limit(_LONGEST_FIELD)
        try:
            widths = [
                len(row)
                for row in csv.reader(io.StringIO(sample, newline=""), delimiter=sign)
                if row
            ]
        except csv.Error:
            continue
        if not widths:
            continue
        common = max(set(widths), key=widths.count)
        if common < 2:
            continue
        even = widths.count(common) / len(widths)
        score = even + (0.05 if sign in ",\t" else 0)
        if even >= 0.8 and (best is None or score > best[0] + 1e-9):
            best = (score, sign)
    return best[1] if best else None


def _own(made: Lines, rows: list[tuple[int, int, list[str]]]) -> Draft:
    """A table that this program wrote."""
    head = rows[0][2]
    made.leave(rows[0][0], rows[0][1], "the names of the columns")
    about: dict[str, str] = {}
    authors: tuple[str, ...] = ()
    time_limit: float | None = None
    for line, last, row in rows[1:]:
        cells = dict(zip(head, row, strict=False))
        if cells.get("kind") == "bank":
            from simulator.importers.own_csv import own_about

            about, authors, time_limit = own_about(cells)
            made.leave(line, last, "what the table says about itself")
            continue
        question = own_question(cells)
        made.items.append(DraftItem(question, made.file, line, last, 1.0, "", True))
    draft = made.draft("table of this program", otherwise="no question recognised", about=about,
                       refusal="a table without any question.")  # fmt: skip
    return replace(draft, authors=authors, time_limit=time_limit)


def _item(row: list[str], columns: Columns, file: str, line: int, last: int) -> DraftItem | None:
    text = columns.cell(row, "question")
    answer = columns.cell(row, "answer")
    if not text:
        return None
    options = [
        Option(chr(65 + at), row[place].strip())
        for at, place in enumerate(columns.options)
        if place < len(row) and row[place].strip("\u2800 \t")
    ]
    explanation = columns.cell(row, "explanation")
    if len(options) >= 2:
        _choose(options, columns.cell(row, "correct") or answer)
        text = with_options(text, options)
        answer = right_answer(options, explanation) if any(o.right for o in options) else answer
    else:
        answer = answer or columns.cell(row, "correct")
        answer = f"{answer}\n\n{explanation}".strip()
    seconds = columns.cell(row, "time_limit")
    limit = float(seconds) if re.fullmatch(r"\d{1,5}(?:\.\d+)?", seconds) else 0.0
    question = Question(
        id=columns.cell(row, "id"),
        question=text,
        answer=answer,
        topic=columns.cell(row, "topic") or DEFAULT_TOPIC,
        tags=tuple(tags_of(columns.cell(row, "tags"))),
        difficulty=difficulty_of(columns.cell(row, "difficulty")) or Difficulty.MEDIUM,
        time_limit=limit if 1 <= limit <= 86_400 else None,
        references=tuple(
            part for part in columns.cell(row, "references").split() if part.startswith("http")
        ),
    )
    note = "" if answer else "no answer"
    return DraftItem(question, file, line, last, 1.0 if answer else 0.7, note, bool(question.id))


def _choose(options: list[Option], correct: str) -> None:
    """Mark the right options, named by number, by letter or by their text."""
    for option in options:
        option.right = option.text.casefold() == correct.casefold()
    if any(option.right for option in options):
        return
    for piece in re.split(r"\s*[,;&]\s*", correct):
        name = (
            piece.strip().casefold().removeprefix("answer").removeprefix("option").strip(" _-.)(")
        )
        letter = (
            chr(64 + int(name))
            if name.isdigit() and len(name) == 1 and name != "0"
            else name.upper()
        )
        if len(letter) != 1:
            letter = chosen_letter(piece, options)[0]
        for option in options:
            option.right = option.right or (bool(letter) and option.letter == letter)
