"""Typed text reaches the disk, whatever notices it first."""

from __future__ import annotations

from pathlib import Path

from simulator.storage.sessions.read import read_session
from simulator.ui.interview.question_pane import AnswerBox
from tests.samples import plain_bank
from tests.ui.driver import RunApp, interview_screen, press, until


async def test_text_seen_by_a_tick_before_its_message_is_saved(run_app: RunApp, home: Path) -> None:
    async with run_app(plain_bank()) as pilot:
        await press(pilot, "enter", "enter")
        screen = interview_screen(pilot)
        box = screen.query_one(AnswerBox)
        with box.prevent(AnswerBox.Changed):
            box.insert("seen by a tick")
        screen.tick()
        path = next((home / "sessions").glob("*.toml"))
        await until(pilot, lambda: read_session(path).answers[0].text == "seen by a tick")
