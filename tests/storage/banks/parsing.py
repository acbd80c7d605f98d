"""Parses a bank from its text."""

from __future__ import annotations

from simulator.core.bank import Bank
from simulator.storage.banks.read import parse_bank

HEAD = 'format = 1\ntitle = "T"\n'


def parsed(text: str, name: str = "b") -> Bank:
    return parse_bank(text.encode(), file="b.toml", name=name)
