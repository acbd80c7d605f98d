"""JSON as this program writes it, for people and programs."""

from __future__ import annotations

import json


def json_text(value: object, *, strict: bool = True) -> str:
    """Indented, UTF-8 as it is; ends with a line feed.

    `strict` raises ValueError for NaN and infinities, which JSON does not have; without it they
    are written as most programs read them.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=not strict, default=str)
    return text + "\n"
