"""The formats that sessions can be written in, by name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from simulator.core.session import Session

SUFFIXES = {
    "text": ".txt",
    "md": ".md",
    "html": ".html",
    "json": ".json",
    "toml": ".toml",
    "csv": ".csv",
    "anki": ".txt",
}
"""The formats, and how the names of their files end."""


def render(sessions: Sequence[Session], fmt: str, today: date) -> str:
    """The sessions, in the order given, in one of `SUFFIXES`; ends with a line feed.

    Raises ValueError for another format. Nothing is loaded that the format does not need.
    """
    if fmt == "text":
        from simulator.exporters.session_text import session_text

        return "\n\n".join(session_text(session, today) for session in sessions)
    if fmt == "md":
        from simulator.exporters.session_markdown import sessions_markdown

        return sessions_markdown(sessions, today)
    if fmt == "html":
        from simulator.exporters.session_html import sessions_html

        return sessions_html(sessions, today)
    if fmt == "json":
        from simulator.exporters.session_json import sessions_json

        return sessions_json(sessions)
    if fmt == "toml":
        from simulator.exporters.session_toml import sessions_toml

        return sessions_toml(sessions, today)
    if fmt == "csv":
        from simulator.exporters.session_csv import sessions_csv

        return sessions_csv(sessions)
    if fmt == "anki":
        from simulator.exporters.session_anki import sessions_anki

        return sessions_anki(sessions)
    raise ValueError(f"unknown format {fmt!r}")
