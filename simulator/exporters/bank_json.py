"""Writes a bank as JSON, with the names of its file."""

from __future__ import annotations

from simulator.core.bank import Bank
from simulator.storage.banks.values import values_of
from simulator.storage.banks.write import about
from simulator.text.json_text import json_text


def bank_json(bank: Bank) -> str:
    """Return the bank as one object, without empty values."""
    data = about(bank)
    if bank.time_limit is not None:
        data["time_limit"] = bank.time_limit
    data["questions"] = [values_of(question) for question in bank.questions]
    return json_text(data, strict=False)  # A bank's extra table may hold any TOML value.
