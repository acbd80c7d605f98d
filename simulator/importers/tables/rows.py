"""Delimited text as rows: detect the delimiter, and keep each row's lines."""

from __future__ import annotations

import csv
import io
import re

from simulator.importers.common.draft import CannotRead

DELIMITERS = (",", "\t", ";", "|", "~", "^")
_LONGEST_FIELD = 1024 * 1024
Row = tuple[int, int, list[str]]
"""A row with its first and last line, counted from 1."""


def rows_of(text: str, delimiter: str, file: str, *, strict: bool = True) -> list[Row]:
    """The non-empty rows. Raises CannotRead for a quote that is never closed.

    `strict`: quotes must be where CSV allows them; if they aren't, the text is read leniently.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    rows: list[Row] = []
    before = 0
    try:
        for row in reader:
            if row:
                rows.append((before + 1, reader.line_num, row))
            before = reader.line_num
    except csv.Error as error:
        place, is_open = f"{file}:{before + 1}", "unexpected end" in str(error)
        if strict and not is_open:
            return rows_of(text, delimiter, file, strict=False)
        why = 'a quote " is opened and never closed' if is_open else str(error)
        raise CannotRead(f"{place}: {why}.") from error
    return rows


def separator_line(text: str) -> tuple[str, str]:
    """The delimiter named by a first line `sep=;`, or "", and the text with that line blanked."""
    first, newline, rest = text.partition("\n")
    match = re.fullmatch(r"\s*\"?sep=(.)\"?[\s,;]*", first, re.IGNORECASE)
    return (match[1], newline + rest) if match else ("", text)


def delimiter_of(text: str) -> str | None:
    """The delimiter that splits nearly all of the first rows into the same number of fields, at
    least two; None if there is none."""
    sample = text[:100_000]
    if len(text) > len(sample):
        sample = sample[: sample.rfind("\n") + 1]
    csv.field_size_limit(_LONGEST_FIELD)
    best, best_score = None, 0.0
    for sign in DELIMITERS:
        score = _evenness(sample, sign) + (0.05 if sign in ",\t" else 0)
        if score >= 0.8 and score > best_score + 1e-9:
            best, best_score = sign, score
    return best


def _evenness(sample: str, sign: str) -> float:
    """The share of rows with the commonest number of fields; 0 if that number is one."""
    if sign not in sample:
        return 0.0
    try:
        rows = csv.reader(io.StringIO(sample, newline=""), delimiter=sign)
        widths = [len(row) for row in rows if row]
    except csv.Error:
        return 0.0
    common = max(set(widths), key=widths.count, default=0)
    return widths.count(common) / len(widths) if common >= 2 else 0.0
