"""Heads of past sessions for a list of them, one of them damaged."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from simulator.core.setup import Mode
from simulator.core.states import Status
from simulator.storage.sessions.head import DamagedSession, SessionHead
from simulator.system.faults import Fault
from simulator.ui.history.rows import Listed
from tests.histories import MONDAY

TODAY = date(2026, 11, 30)


def head(
    day: int, solid: int = 3, rated: int = 5, *, bank: str = "deep_learning", **more: object
) -> SessionHead:
    made = SessionHead(
        path=Path(f"{MONDAY + timedelta(days=day):%Y-%m-%dT%H%M%S}-{bank}.toml"),
        started_at=MONDAY + timedelta(days=day),
        finished_at=None,
        status=Status.FINISHED,
        mode=Mode.PRACTICE,
        banks=(bank,),
        questions=5,
        answered=5,
        timed_out=0,
        skipped=0,
        rated=rated,
        solid_or_strong=solid,
        key_points=20,
        covered=12,
        sure_and_wrong=1,
        seconds=600.0 + day,
        current_question=None,
        modified=0.0,
    )
    return made._replace(**more)  # type: ignore[arg-type]


BAD = DamagedSession(Path("bad.toml"), (Fault("bad.toml", 2, "", "[/red] never closed"),))

FEW: tuple[Listed, ...] = (
    head(8, 5, 5, mode=Mode.INTERVIEW),
    head(5, 1, 5, bank="system_design"),
    BAD,
    head(2, 0, 0, answered=0, status=Status.STOPPED),
    head(0, 2, 4),
)
