"""JSON as this program writes it, for people and programs."""

from __future__ import annotations

import json


def json_text(value: object) -> str:
    """Indented, UTF-8 as it is, never NaN or Infinity (ValueError); ends with a line feed."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False, default=str) + "\n"
