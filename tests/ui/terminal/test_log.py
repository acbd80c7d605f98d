"""The log of an interview on the screen."""

from __future__ import annotations

import logging
from pathlib import Path

from simulator.system import log
from tests.samples import SENTINELS, sentinel_bank
from tests.ui.driver import RunApp, press, type_text

SAID = "mywords"


async def test_the_log_of_an_interview_has_none_of_its_words(
    run_app: RunApp, tmp_path: Path
) -> None:
    file = tmp_path / "what.log"
    before = (logging.root.handlers[:], logging.root.level, logging.getLogger("textual").handlers)
    log.begin(file)
    async with run_app(sentinel_bank(), questions=1) as pilot:
        await press(pilot, "enter", "enter")
        await type_text(pilot, SAID)
        await press(pilot, "ctrl+s", "4", "n")
        await type_text(pilot, SAID)
        await press(pilot, "enter", "2", "enter")
        await pilot.pause()
    log.end()
    told = file.read_text(encoding="utf-8")
    for step in ("answering", "confidence", "assessing", "finished"):
        assert f"INFO question 1 of 1: {step}" in told
    assert "INFO session created: " in told
    assert "-sentinel.toml: finished" in told
    for secret in (SAID, "Question number", *SENTINELS):
        assert secret not in told
    after = (logging.root.handlers[:], logging.root.level, logging.getLogger("textual").handlers)
    assert after == before
    assert logging.getLogger("mock_interview").propagate is False
