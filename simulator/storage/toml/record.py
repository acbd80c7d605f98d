"""Reads dataclasses from tables and writes them, using `core.fields`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum, IntEnum
from functools import cache
from typing import Any, TypeVar, cast

from simulator.core.fields import Field, Kind, fields_of
from simulator.storage.toml.table import TableReader
from simulator.text.cleaning import one_line

Record = TypeVar("Record")


@cache
def keys_of(record: Any) -> frozenset[str]:
    """Return the keys that a table of this kind may have."""
    return frozenset(each.name for each in fields_of(record))


def read_record(table: TableReader, kind: Callable[..., Record]) -> Record | None:
    """Read a record; None, with faults noted, if something required is missing.

    If the kind has a field `extra`, unknown keys are kept there, those of nested records without
    one under the name of their list. Fields named by `COMPUTED` are written but never read.
    """
    extra: dict[str, Any] = {}
    values = read_values(table, kind, extra)
    if values is None:
        return None
    if _keeps_extra(kind):
        values["extra"] = table.unknown({*keys_of(kind), *_computed(kind)}) | extra
    return kind(**values)


def read_values(
    table: TableReader, kind: Any, extra: dict[str, Any] | None = None
) -> dict[str, Any] | None:
    """Read a record's fields by name; None, with faults noted, if a required one is missing.

    Unknown keys of nested records go into `extra`.
    """
    extra = {} if extra is None else extra
    values: dict[str, Any] = {}
    missing = False
    for each in fields_of(kind):
        if each.name not in table.values:
            values[each.name] = each.default
            if each.required:
                table.note(each.name, "is missing")
                missing = True
        elif each.kind is Kind.RECORDS:
            inner = list(table.tables(each.name))
            read = (read_record(one, each.type) for one in inner)
            values[each.name] = tuple(one for one in read if one is not None)
            unknown = [one.unknown(keys_of(each.type)) for one in inner]
            if any(unknown) and not _keeps_extra(each.type):
                extra[each.name] = unknown
        elif each.kind is Kind.RECORD:
            values[each.name] = read_record(table.table(each.name), each.type)
        else:
            value = values[each.name] = _READERS[each.kind](table, each)
            missing = missing or (value is None and each.required)
    return None if missing else values


def record_table(record: object) -> dict[str, Any]:
    """Return a record's values by key, in order, without those that are not written."""
    values: dict[str, Any] = {}
    extra: Mapping[str, Any] = getattr(record, "extra", {})
    kind: Any = type(record)
    fields = fields_of(kind)
    for each in fields:
        value = getattr(record, each.name)
        if value is None or (each.when_set and value == each.default):
            continue
        if each.kind is Kind.RECORDS:
            values[each.name] = _tables(value, extra.get(each.name, ()))
        elif each.kind is Kind.RECORD:
            values[each.name] = record_table(value)
        else:
            values[each.name] = _plain(value, each.kind)
    values |= {name: seconds(getattr(record, name)) for name in _computed(kind)}
    nested = {each.name for each in fields if each.kind is Kind.RECORDS}
    return values | {key: value for key, value in extra.items() if key not in nested}


def _keeps_extra(kind: Any) -> bool:
    return "extra" in getattr(kind, "__dataclass_fields__", {})


def _computed(kind: Any) -> Sequence[str]:
    """Return the names of seconds that are computed from other fields and written for people."""
    named: Sequence[str] = getattr(kind, "COMPUTED", ())
    return named


def _tables(records: Sequence[Any], unknown: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    tables = [record_table(each) for each in records]
    for table, others in zip(tables, unknown, strict=False):
        table.update(others)
    return tables


def _plain(value: Any, kind: Kind) -> Any:
    if kind is Kind.NUMBER:
        return seconds(value)
    if kind in (Kind.TEXTS, Kind.FLAGS):
        return list(value)
    if kind is Kind.CHOICES:
        return [each.value for each in value]
    return value.value if isinstance(value, Enum) else value


def seconds(value: float) -> float:
    """Round seconds to milliseconds, as they are stored."""
    return round(float(value), 3)


def _text(table: TableReader, field: Field) -> Any:
    text = table.text(field.name)
    text = one_line(text) if field.line else text
    return text or field.default or (None if field.optional else "")


def _flags(table: TableReader, field: Field) -> Any:
    found = table.values[field.name]
    if isinstance(found, list) and all(isinstance(each, bool) for each in found):
        return tuple(found)
    table.note(field.name, "expected a list of true and false")
    return ()


def _whole(table: TableReader, field: Field) -> Any:
    least, most = int(field.least), int(field.most)
    return table.whole(field.name, least, least=least, most=most)


def _rank(table: TableReader, field: Field) -> Any:
    ranks = list(cast("type[IntEnum]", field.type))
    return field.type(table.whole(field.name, ranks[0], least=ranks[0], most=ranks[-1]))


_READERS: dict[Kind, Callable[[TableReader, Any], Any]] = {
    Kind.TEXT: _text,
    Kind.TEXTS: lambda table, field: table.texts(field.name),
    Kind.FLAG: lambda table, field: table.flag(field.name),
    Kind.FLAGS: _flags,
    Kind.WHOLE: _whole,
    Kind.NUMBER: lambda table, field: table.number(
        field.name, field.least, least=field.least, most=field.most
    ),
    Kind.CHOICE: lambda table, field: table.choice(field.name, field.type),
    Kind.CHOICES: lambda table, field: table.choices(field.name, field.type),
    Kind.RANK: _rank,
    Kind.MOMENT: lambda table, field: table.moment(field.name),
}
"""The reader of a present key, by kind; after a fault, any value will do."""
