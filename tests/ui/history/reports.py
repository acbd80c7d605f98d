"""Builds the screen of a report from a session."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from simulator.core.report import Report
from simulator.core.session import Session
from simulator.ui.history.report_screen import Around, ReportScreen
from tests.ui.showing import Asked

NOW = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)
PATH = Path("2026-11-22T183005-plain.toml")


def screen(
    held: Session,
    *,
    asked: Any = None,
    path: Path | None = PATH,
    around: Around = Around(),  # noqa: B008
) -> ReportScreen:
    """`asked` replaces the controller; facts from other sessions are there from the start."""
    report = ReportScreen(Report(held), asked or Asked(), wall=lambda: NOW, path=path)
    report._around = around
    return report


def top(pilot: Pilot[None]) -> object:
    return pilot.app.screen
