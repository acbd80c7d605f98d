"""Reads settings.toml, reporting all faults, and edits it without losing comments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from simulator.core.setup import Setup
from simulator.storage.settings.model import RecordingSettings, Settings, UiSettings, VoiceSettings
from simulator.storage.toml.parse import Document, parse, read_bytes
from simulator.storage.toml.record import keys_of, read_record, record_table
from simulator.storage.toml.table import TableReader
from simulator.system.atomic_write import atomic_write, make_folder
from simulator.system.faults import Fault, FileFault, SettingsFault
from simulator.system.listing import is_there
from simulator.text.cleaning import one_line

LARGEST_SETTINGS = 1024 * 1024

_TABLES = {"setup": Setup, "voice": VoiceSettings, "recording": RecordingSettings, "ui": UiSettings}


def load(path: Path) -> Settings:
    """Read the settings in an existing file. Raises SettingsFault with all faults."""
    return _settings(_document(path))


def _settings(document: Document) -> Settings:
    top = TableReader(document, document.values)
    tables: dict[str, Any] = {
        name: read_record(top.table(name), kind) or kind() for name, kind in _TABLES.items()
    }
    settings = Settings(interview_date=_date(top), keys=_keys(top.table("keys")), **tables)
    if document.faults:
        raise SettingsFault(document.faults)
    return replace(settings, warnings=_unknown_keys(top))


def _unknown_keys(top: TableReader) -> tuple[Fault, ...]:
    """Return a fault for each unknown key: a typo, or one of a newer version, which stays."""
    places = {"interview_date": "belongs above the first [table]"}
    for name, kind in _TABLES.items():
        places |= dict.fromkeys(keys_of(kind), f"belongs below [{name}]")
    top.refuse_unknown(frozenset({"interview_date", "keys", *_TABLES}), places)
    for name, kind in _TABLES.items():
        top.table(name).refuse_unknown(keys_of(kind), places)
    return top.document.faults


def settings_faults(path: Path, sentences: Iterable[tuple[str, str, str]]) -> tuple[Fault, ...]:
    """Turn sentences, each with its table and key, into faults, with lines if they can be found."""
    try:
        document = _document(path)
    except SettingsFault:
        document = Document(str(path), "", {})
    for table, key, sentence in sentences:
        document.note((table, key), sentence)
    return document.faults


def _document(path: Path) -> Document:
    try:
        return parse(read_bytes(path, largest=LARGEST_SETTINGS), file=str(path))
    except FileFault as fault:
        raise SettingsFault(fault.faults) from fault


def _date(top: TableReader) -> date | None:
    """Read the day of the interview, which may be written with its time."""
    written = top.values.get("interview_date")
    day = written.date() if isinstance(written, datetime) else written
    return TableReader(top.document, {"interview_date": day}).day("interview_date")


def _keys(table: TableReader) -> dict[str, str]:
    keys = {}
    for action, value in table.values.items():
        named = table.texts(action) if isinstance(value, list) else table.text(action).split(",")
        keys[action] = ",".join(filter(None, map(one_line, named)))
    return {action: chosen for action, chosen in keys.items() if chosen}


def save(path: Path, settings: Settings) -> None:
    """Write the settings into their file, new or not; keep its comments and unknown keys.

    Raises OSError, or SettingsFault if anything in the file is faulty: these settings are then not
    those that somebody wrote there.
    """
    import tomlkit

    document = tomlkit.document()
    if is_there(path):
        written = _document(path)
        _settings(written)
        document = tomlkit.parse(written.text)
    top: dict[str, Any] = {"interview_date": settings.interview_date}
    _edit(document, top, known=("interview_date",))
    tables = {name: record_table(getattr(settings, name)) for name in _TABLES}
    for name, values in (tables | {"keys": dict(settings.keys)}).items():
        if not values and name not in document:
            continue
        if not isinstance(document.get(name), Mapping):
            document[name] = tomlkit.table()
        table: Any = document[name]
        _edit(table, values, known=keys_of(_TABLES[name]) if name in _TABLES else tuple(table))
    make_folder(path.parent)
    atomic_write(path, tomlkit.dumps(document).encode())


def _edit(table: Any, values: Mapping[str, Any], *, known: Iterable[str]) -> None:
    """Set the values that differ and remove known keys that are no longer set."""
    for key in known:
        if values.get(key) is None and key in table:
            del table[key]
    for key, value in values.items():
        if value is not None and (key not in table or table[key] != value):
            table[key] = value
