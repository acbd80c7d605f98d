"""Where the bank that ships is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
BANK = ROOT / "banks" / "deep_learning.toml"

Question = dict[str, Any]
