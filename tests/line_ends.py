"""Files as they are written where a line ends in two bytes."""

from __future__ import annotations

import io
from typing import Any

import pytest


def as_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have text files written as there: a line feed becomes CRLF unless that is turned off."""
    opened = io.open

    def opening(file: Any, mode: str = "r", *more: Any, **named: Any) -> Any:
        kept = dict(zip(("buffering", "encoding", "errors", "newline"), more, strict=False)) | named
        if set(mode) & set("wax") and "b" not in mode and kept.get("newline") is None:
            kept["newline"] = "\r\n"
        return opened(file, mode, **kept)

    monkeypatch.setattr(io, "open", opening)
