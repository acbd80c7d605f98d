"""A bank with secrets in it, the saved sessions, and the text on the screens."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Static

from simulator.core.bank import Bank, FollowUp, Question
from simulator.core.session import Session
from simulator.storage.sessions.read import read_session

SECRETS = ("modelsecret", "pointsecret", "bonussecret", "mistakesecret", "followsecret")


def bank(questions: int = 3) -> Bank:
    return Bank(
        "plain",
        "Plain",
        tuple(
            Question(
                f"q{n}",
                f"What is number {n}?",
                "A modelsecret it is.",
                topic=f"Topic {n}",
                time_limit=60.0,
                key_points=("the first pointsecret", "the second", "the third"),
                bonus_points=("a bonussecret",),
                mistakes=("a mistakesecret",),
                follow_ups=(FollowUp("a followsecret?"),),
            )
            for n in range(questions)
        ),
    )


def saved(home: Path) -> Session:
    files = sorted((home / "sessions").glob("*.toml"))
    assert len(files) == 1
    return read_session(files[0])


def everything_held(pilot: Pilot[int]) -> str:
    """Return the text of all widgets of all screens, visible or not."""
    held = []
    for screen in pilot.app.screen_stack:
        for widget in screen.walk_children(with_self=True):
            if isinstance(widget, Static):
                held.append(str(widget.content))
            held += [str(value) for value in vars(widget).values() if isinstance(value, str)]
            held += [str(getattr(widget, name, "")) for name in ("border_title", "value", "text")]
    return "\n".join(held)
