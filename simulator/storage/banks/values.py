"""Questions, follow-ups and bank metadata as plain values by name."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from simulator.core.bank import FollowUp
from simulator.core.fields import Field, Kind, fields_of, is_sound

Record = TypeVar("Record")


def values_of(record: Any) -> dict[str, Any]:
    """Return the values of a record in field order, without empty ones."""
    kind: Any = type(record)
    values = {}
    for each in fields_of(kind):
        value = getattr(record, each.name)
        if value and not (each.when_set and value == each.default):
            values[each.name] = plain(each, value)
    return values


def plain(field: Field, value: Any) -> Any:
    """Return a field's value as a file holds it; a date stays a date."""
    match field.kind:
        case Kind.TEXTS:
            return list(value)
        case Kind.RECORDS:
            return [item_of(each) for each in value]
        case Kind.CHOICE:
            return value.value
        case Kind.NUMBER:
            return value if value is None else seconds(value)
        case Kind.TABLE:
            return dict(value)
    return value


def seconds(limit: float) -> float:
    """Return seconds as an int if they are whole."""
    return int(limit) if limit == int(limit) else limit


def item_of(follow_up: FollowUp) -> str | dict[str, Any]:
    """Return a follow-up as a list holds it: its sentence if that is all, else its values."""
    return follow_up.question if follow_up.is_sentence else values_of(follow_up)


def record_of(kind: Callable[..., Record], values: Mapping[str, Any]) -> Record:
    """Build a record from the values of `values_of`; those of the wrong type count as absent."""
    return kind(**{each.name: read_value(each, values.get(each.name)) for each in fields_of(kind)})


def follow_ups_of(items: Any) -> tuple[FollowUp, ...]:
    """Build follow-ups from a list of `item_of` values; anything else is left out."""
    return tuple(_follow_ups(items)) if isinstance(items, list) else ()


def _follow_ups(items: Iterable[Any]) -> Iterable[FollowUp]:
    for item in items:
        if isinstance(item, str):
            yield FollowUp(item)
        elif isinstance(item, Mapping) and isinstance(item.get("question"), str):
            yield record_of(FollowUp, item)


def with_texts(
    record: Record, tidy: Callable[[Field, str], str], most: int | None = None
) -> Record:
    """Apply `tidy` to all texts; lists lose empty texts, and all beyond `most`."""
    kind: Any = type(record)
    values: dict[str, Any] = {}
    for each in fields_of(kind):
        value = getattr(record, each.name)
        if each.kind is Kind.TEXT:
            values[each.name] = tidy(each, value) or each.default or ""
        elif each.kind is Kind.TEXTS:
            values[each.name] = tuple(filter(None, (tidy(each, text) for text in value)))[:most]
        elif each.kind is Kind.RECORDS:
            tidied = (with_texts(one, tidy, most) for one in value)
            values[each.name] = tuple(one for one in tidied if one.question)[:most]
    made: Record = replace(record, **values)  # type: ignore[type-var]
    return made


def one_form(id: str) -> str:  # noqa: A002
    """Normalise an id, so that two that look the same are equal."""
    if id.isascii():
        return id
    return unicodedata.normalize("NFC", id.replace("\u200c", "").replace("\u200d", "")).strip()


def read_value(field: Field, value: Any) -> Any:
    """Turn a value of `plain` back into the field's own; the default if the type is wrong."""
    match field.kind:
        case Kind.TEXTS:
            return tuple(map(str, value)) if isinstance(value, list) else field.default
        case Kind.RECORDS:
            return follow_ups_of(value)
        case Kind.CHOICE:
            choices: Any = field.type
            return choices(value) if value in list(choices) else field.default
        case Kind.NUMBER:
            return float(value) if isinstance(value, int | float) else field.default
        case Kind.DAY:
            return day_of(value)
        case Kind.TABLE:
            return dict(value) if isinstance(value, Mapping) else {}
    return str(value) if value else field.default or ""


def day_of(written: Any) -> date | None:
    """Return a date, also from text like 2026-12-01; None for anything else."""
    with suppress(ValueError):
        day = date.fromisoformat(str(written).strip())
        return day if is_sound(day) else None
    return None
