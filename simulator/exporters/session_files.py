"""The formats for sessions; every list of them follows from this one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from simulator.exporters.format import Format, by_name

if TYPE_CHECKING:
    from simulator.core.session import Session

SESSION_FORMATS = by_name(
    Format("md", ".md", "Markdown", "exporters.session_markdown:sessions_markdown"),
    Format(
        "html", ".html", "HTML, one page to read or print", "exporters.session_html:sessions_html"
    ),
    Format("json", ".json", "JSON", "exporters.session_json:sessions_json"),
    Format(
        "toml", ".toml", "TOML, with what the report says", "exporters.session_toml:sessions_toml"
    ),
    Format(
        "csv",
        ".csv",
        "CSV, one line per question",
        "exporters.session_csv:sessions_csv",
        "utf-8-sig",
    ),
    Format("anki", ".txt", "Anki cards of what was missed", "exporters.session_anki:sessions_anki"),
    Format("text", ".txt", "Plain text", "exporters.session_text:sessions_text"),
)
"""Each writer takes sessions and today's date, and returns text ending with a line feed."""


def render(sessions: Sequence[Session], fmt: str, today: date, columns: int | None = None) -> str:
    """Render sessions, in the given order, in one of `SESSION_FORMATS`.

    `columns` is the width of the terminal it is printed on, if any, for plain text. Raises
    ValueError for another format.
    """
    if fmt not in SESSION_FORMATS:
        raise ValueError(f"unknown format {fmt!r}")
    write = SESSION_FORMATS[fmt].load()
    return write(sessions, today, columns) if fmt == "text" else write(sessions, today)
