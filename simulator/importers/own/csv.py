"""The program's own CSV tables, written by the exporter and read by the importer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from simulator.core.bank import Bank, Question
from simulator.core.fields import Field, Kind, fields_of
from simulator.storage.banks.values import plain, record_of, values_of

COLUMNS = ("kind", *(each.name for each in fields_of(Question)))
_FEWEST_COLUMNS = 15
"""The number of columns in the first version's tables."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")


def guarded(cell: str) -> str:
    """The cell as text that a spreadsheet can't take for a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`."""
    return cell[1:] if cell.startswith("'") and cell[1:].lstrip(" ").startswith(_FORMULA) else cell


def is_own_header(head: Sequence[str]) -> bool:
    """True if this is the header of one of our own tables."""
    named = [cell.strip("\ufeff ") for cell in head]
    return named[:1] == ["kind"] and len(named) >= _FEWEST_COLUMNS and set(named) <= set(COLUMNS)


def own_row(question: Question) -> list[str]:
    """A question as a row."""
    cells = (_cell(each, getattr(question, each.name)) for each in fields_of(Question))
    return ["question", *map(guarded, cells)]


def own_bank_row(bank: Bank) -> list[str]:
    """The bank's own fields, as the first row."""
    about = {**values_of(bank), "time_limit": bank.time_limit}
    cells = {
        "kind": "bank",
        "question": about.pop("title", ""),
        "answer": about.pop("description", ""),
        "extra": _as_json(about),
    }
    return [guarded(cells.get(name, "")) for name in COLUMNS]


def own_question(cells: Mapping[str, str]) -> Question:
    """The question of a row written by `own_row`, and possibly edited since."""
    return record_of(
        Question,
        {
            each.name: _from_cell(each, unguarded(cells.get(each.name) or ""))
            for each in fields_of(Question)
        },
    )


def own_about(cells: Mapping[str, str]) -> dict[str, Any]:
    """The bank's fields from its own row."""
    return {
        **_from_json(unguarded(cells.get("extra") or "")),
        "title": unguarded(cells.get("question") or ""),
        "description": unguarded(cells.get("answer") or ""),
    }


def _cell(field: Field, value: Any) -> str:
    if field.kind is Kind.NUMBER:
        return "" if value is None else repr(value)
    value = plain(field, value)
    if isinstance(value, list):
        return _list_cell(value)
    return _as_json(value) if value and isinstance(value, dict) else str(value or "")


def _from_cell(field: Field, cell: str) -> Any:
    match field.kind:
        case Kind.TEXTS:
            return _list_of(cell)
        case Kind.RECORDS:
            return _from_json(cell, list) if cell.startswith("[") else _list_of(cell)
        case Kind.TABLE:
            return _from_json(cell)
        case Kind.NUMBER:
            with suppress(ValueError):
                return float(cell)
            return None
        case Kind.CHOICE:
            return cell.strip().casefold()
    return cell.strip() if field.line else cell


def _list_cell(items: list[Any]) -> str:
    """One text per line if that is unambiguous, else JSON."""
    texts = [item for item in items if isinstance(item, str)]
    are_lines = all(text and text == text.strip() and "\n" not in text for text in texts)
    if len(texts) == len(items) and are_lines and not "".join(texts[:1]).startswith("["):
        return "\n".join(texts)
    return _as_json(items)


def _list_of(cell: str) -> list[str]:
    found = _from_json(cell, list) if cell.startswith("[") else []
    if found and all(isinstance(text, str) for text in found):
        return found
    return [line.strip() for line in cell.split("\n") if line.strip()]


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _from_json(cell: str, kind: Any = dict) -> Any:
    with suppress(ValueError, RecursionError):
        found = json.loads(cell)
        if isinstance(found, kind):
            return found
    return kind()
