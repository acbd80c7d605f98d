"""How commands use the settings."""

from __future__ import annotations

import pytest

from simulator.cli.settings import NOT_IN_A_BROWSER, WEB, open_recorder
from simulator.speech import NoRecorder, RecorderState


def test_in_a_browser_nothing_is_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WEB, "1")
    wanted, unwanted = open_recorder(True), open_recorder(False)
    assert isinstance(wanted, NoRecorder)
    assert wanted.status.reason == NOT_IN_A_BROWSER
    assert unwanted.status.reason == ""


def test_nothing_is_opened_unless_wanted() -> None:
    assert open_recorder(False).status.state is RecorderState.OFF
