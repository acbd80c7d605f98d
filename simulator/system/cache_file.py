"""Cache files: read back exactly as written, or treated as missing."""

from __future__ import annotations

import json
import time
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from simulator.system.atomic_write import ENOUGH_BYTES, free_bytes, prepare, sweep


def load_cached(path: Path, key: Sequence[Any]) -> Any:
    """Return what was saved under this key; None if that is missing or damaged in any way."""
    try:
        if not path.is_file():  # A pipe would block.
            return None
        with path.open("rb") as file:
            head, body = file.readline(), file.read()
    except OSError:
        return None
    return json.loads(body) if head == _head(key, body) else None


def save_cached(
    path: Path, key: Sequence[Any], value: Any, default: Callable[[Any], Any] | None = None
) -> None:
    """Save a value as JSON under a key; a failure only costs time later.

    `default` converts values that JSON can't hold. Writes nothing if that would leave less than
    `ENOUGH_BYTES` for data that can't be computed again.
    """
    with suppress(OSError, TypeError, ValueError):
        sweep(path.parent, time.time())
        body = json.dumps(value, separators=(",", ":"), default=default).encode()
        if free_bytes(path.parent) - len(body) >= ENOUGH_BYTES:
            prepare(path, _head(key, body) + body, durable=False).commit()


def _head(key: Sequence[Any], body: bytes) -> bytes:
    """Return the first line: the key, and a checksum of the rest."""
    return json.dumps([*key, zlib.crc32(body)]).encode() + b"\n"
