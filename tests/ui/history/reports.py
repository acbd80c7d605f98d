"""The screen of a report, made of a session."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from textual.pilot import Pilot

from simulator.core.report import Report
from simulator.core.session import Session
from simulator.ui.history.report_screen import Around, ReportScreen

NOW = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)
PATH = Path("2026-11-22T183005-plain.toml")


def screen(held: Session, **more: object) -> ReportScreen:
    options = {"path": PATH, "wall": lambda: NOW, **more}
    if "plan" in options:
        options["around"] = Around(str(options.pop("plan")))
    return ReportScreen(Report(held), **options)  # type: ignore[arg-type]


def top(pilot: Pilot[None]) -> object:
    return pilot.app.screen
