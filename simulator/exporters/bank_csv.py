"""Writes a bank as CSV, which can be imported back without loss."""

from __future__ import annotations

import csv
import io

from simulator.core.bank import Bank
from simulator.importers.own.csv import COLUMNS, own_bank_row, own_row


def bank_csv(bank: Bank) -> str:
    """Return a row for the bank and one per question; no cell can act as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerow(own_bank_row(bank))
    writer.writerows(own_row(question) for question in bank.questions)
    return out.getvalue()
