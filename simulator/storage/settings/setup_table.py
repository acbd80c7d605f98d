"""A setup as a table of a file: the same in sessions and in the settings."""

from __future__ import annotations

import math
from typing import Any

from simulator.core.choices import Difficulty, Order
from simulator.core.setup import Debrief, Mode, Setup
from simulator.storage.toml.table import Table

KEYS = (
    "mode", "banks", "topics", "difficulties", "tags", "questions", "think_seconds", "time_limit",
    "extra_time", "debrief", "order", "seed", "voice",
)  # fmt: skip
"""The keys of the table, in the order they are written."""


def setup_table(setup: Setup) -> dict[str, Any]:
    """The values of the table; what is not chosen is left out."""
    values: dict[str, Any] = {
        "mode": setup.mode.value,
        "banks": list(setup.banks),
        "topics": list(setup.topics),
        "difficulties": [each.value for each in setup.difficulties],
        "tags": list(setup.tags),
        "questions": setup.questions,
        "think_seconds": float(setup.think_seconds),
        "time_limit": None if setup.time_limit is None else float(setup.time_limit),
        "extra_time": float(setup.extra_time),
        "debrief": None if setup.debrief is None else setup.debrief.value,
        "order": setup.order.value,
        "seed": setup.seed,
        "voice": setup.voice,
    }
    return {key: value for key, value in values.items() if value is not None}


def read_setup(table: Table) -> Setup:
    """The setup in a table; what is absent is as in `Setup()`. Faults are noted."""
    default = Setup()
    limit: float | None = None
    if "time_limit" in table.values:
        limit = table.number("time_limit", 1.0)
    return Setup(
        mode=table.choice("mode", Mode) or default.mode,
        banks=table.texts("banks") if "banks" in table.values else default.banks,
        topics=table.texts("topics"),
        difficulties=table.choices("difficulties", Difficulty),
        tags=table.texts("tags"),
        questions=table.whole("questions", default.questions, least=1, most=2**31),
        think_seconds=table.number("think_seconds", 0.0, most=1e12),
        time_limit=limit,
        extra_time=table.number("extra_time", 1.0, least=0.01, most=1000.0),
        debrief=table.choice("debrief", Debrief),
        order=table.choice("order", Order) or default.order,
        seed=_seed(table),
        voice=table.flag("voice"),
    )


def _seed(table: Table) -> int | None:
    if "seed" not in table.values:
        return None
    return table.whole("seed", 0, least=-(2**63), most=2**63 - 1)


def to_json(values: Any) -> Any:
    """The same values where there is no infinity and no date: null, and text."""
    if isinstance(values, dict):
        return {str(key): to_json(value) for key, value in values.items()}
    if isinstance(values, (list, tuple)):
        return [to_json(value) for value in values]
    if isinstance(values, float) and not math.isfinite(values):
        return None
    if values is None or isinstance(values, (str, bool, int, float)):
        return values
    return values.isoformat()
