"""Writes JSON for people and programs."""

from __future__ import annotations

import json


def json_text(value: object, *, strict: bool = True) -> str:
    """Return indented JSON with non-ASCII characters as they are and a final line feed.

    `strict` raises ValueError for NaN and infinities, which JSON lacks; otherwise they are written
    as most programs read them.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=not strict, default=str)
    return text + "\n"
