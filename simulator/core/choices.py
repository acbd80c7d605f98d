"""What questions are chosen by."""

from __future__ import annotations

from enum import StrEnum


class Difficulty(StrEnum):
    """How hard a question is meant to be."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class Order(StrEnum):
    """In which order questions are drawn."""

    SHUFFLED = "shuffled"
    BANK = "bank"
    DUE = "due"
