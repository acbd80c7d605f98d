"""Every screen of the app, by the keys that lead there from the home screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen

from simulator.core.bank import Bank, Drawn
from simulator.core.session import Answer
from simulator.core.setup import Setup
from simulator.storage.sessions.file import encoded
from tests.samples import STARTED, sample_session
from tests.ui.driver import until

INTERVIEW = ("enter", "enter")
PLACES: dict[str, tuple[tuple[str, ...], str]] = {
    "home": ((), "HomeScreen"),
    "setup": (("n",), "SetupScreen"),
    "setup, a list": (("n", "enter"), "ChooseMany"),
    "ready": (("enter",), "InterviewScreen"),
    "answering": ((*INTERVIEW, "a"), "InterviewScreen"),
    "confidence": ((*INTERVIEW, "ctrl+s"), "InterviewScreen"),
    "judging": ((*INTERVIEW, "ctrl+s", "3", "2"), "InterviewScreen"),
    "leaving": ((*INTERVIEW, "escape", "escape"), "Choose"),
    "help": (("f1",), "Help"),
    "help of the interview": ((*INTERVIEW, "f1"), "Help"),
    "palette": (("ctrl+p",), "Palette"),
    "history": (("h",), "HistoryScreen"),
    "report": (("h", "enter"), "ReportScreen"),
    "an answer": (("h", "enter", "tab", "enter"), ""),
    "export": (("h", "enter", "e"), ""),
    "judging again": (("h", "b"), ""),
    "comparing": (("h", "m", "down", "m", "c"), "CompareScreen"),
    "trash": (("h", "d", "x"), ""),
    "progress": (("g",), "ProgressScreen"),
    "notes": (("p",), "NotesScreen"),
    "settings": (("s",), "SettingsScreen"),
    "all keys": (("s", "up", "enter"), "Help"),
    "banks": (("b",), "BanksScreen"),
    "a bank": (("b", "enter"), "BankScreen"),
    "a question edited": (("b", "enter", "e"), ""),
    "import": (("b", "i"), ""),
    "a new bank": (("b", "n"), ""),
}
"""For each place the keys, and the class of its screen where the test is to insist."""


def fill(home: Path, bank: Bank) -> None:
    """Past sessions: one of the samples', one over `bank`, twice."""
    folder = home / "sessions"
    folder.mkdir(exist_ok=True)
    sample = sample_session()
    setup = Setup(banks=(bank.name,), questions=len(bank.questions))
    opened = [Answer.to(Drawn(bank, question), setup) for question in bank.questions]
    judged = tuple(
        replace(
            answer,
            outcome=done.outcome,
            answer_seconds=20.0,
            text=answer.question,
            confidence=done.confidence,
            rating=done.rating,
            note=answer.question[:80],
        )
        for answer, done in zip(opened, sample.answers * 2, strict=False)
    )
    for day in (1, 2):
        session = replace(
            sample, answers=judged, setup=setup, started_at=STARTED + timedelta(days=day)
        )
        (folder / f"2026-11-2{day}T183005-other.toml").write_bytes(encoded(session))
    (folder / "2026-11-20T183005-plain.toml").write_bytes(encoded(sample))


def key(name: str) -> events.Key:
    """The event of a key, by its name or its character."""
    if len(name) == 1:
        return events.Key(_character_to_key(name), name)
    return events.Key(name, " " if name == "space" else None)


async def send(pilot: Pilot[int], keys: Sequence[str]) -> None:
    """Press keys much faster than `Pilot.press`, and let the app come to rest after each."""
    for name in keys:
        pilot.app.post_message(key(name))
        await pilot.pause()


async def go_to(pilot: Pilot[int], place: str) -> None:
    """From the home screen to a place, waiting for what is read in the background."""
    keys, screen = PLACES[place]
    for name in keys:
        before = pilot.app.screen
        await send(pilot, [name])
        if name in "hgbp":
            await until(pilot, partial(_has_left, pilot, before))
    if screen:
        assert type(pilot.app.screen).__name__ == screen, place


def _has_left(pilot: Pilot[int], before: Screen[Any]) -> bool:
    return pilot.app.screen is not before


def check_alive(pilot: Pilot[int], what: object) -> None:
    """No exception has ended the app."""
    error = pilot.app._exception
    assert error is None, (what, repr(error))
