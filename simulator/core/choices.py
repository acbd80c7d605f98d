"""How questions are chosen: their difficulty and their order."""

from __future__ import annotations

from enum import StrEnum


class Difficulty(StrEnum):
    """The intended difficulty of a question."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class Order(StrEnum):
    """The order in which questions are drawn."""

    SHUFFLED = "shuffled"
    BANK = "bank"
    DUE = "due"
