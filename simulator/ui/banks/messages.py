"""What the screens of banks announce to the app."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class StartBank(Message):
    """An interview with this bank is wanted."""

    bank: str
