"""Values that our own files hold as text."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any


def day_of(written: Any) -> date | None:
    """A date written as 2026-12-01; None for anything else."""
    with suppress(ValueError):
        return date.fromisoformat(str(written).strip())
    return None
