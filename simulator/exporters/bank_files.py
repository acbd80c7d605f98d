"""The formats for banks; every list of them follows from this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exporters.format import Format, by_name

if TYPE_CHECKING:
    from simulator.core.bank import Bank

BANK_FORMATS = by_name(
    Format("md", ".md", "Markdown", "importers.own.markdown:bank_markdown"),
    Format("csv", ".csv", "CSV, one line per question", "exporters.bank_csv:bank_csv", "utf-8-sig"),
    Format("anki", ".txt", "Anki text, to import as cards", "exporters.bank_anki:bank_anki"),
    Format("json", ".json", "JSON", "exporters.bank_json:bank_json"),
    Format("gift", ".gift", "GIFT, for Moodle", "exporters.bank_gift:bank_gift"),
)
"""Each writer takes a bank. Markdown, CSV and JSON can be imported back without loss."""


def export_bank(bank: Bank, fmt: str) -> str:
    """Return the bank as text in one of `BANK_FORMATS`."""
    return BANK_FORMATS[fmt].load()(bank)
