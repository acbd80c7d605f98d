"""Tests repeating a past interview: drawn from its file, and reported beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from simulator.core.drawing import NothingToAsk
from simulator.storage.store import Store
from simulator.usecases.take import beside_the_past, draw_take
from tests.samples import STARTED, running_session, sample_session


def test_a_take_knows_what_it_repeats(tmp_path: Path) -> None:
    store = Store(tmp_path, tmp_path / "shipped")
    file = store.sessions.create(sample_session())
    file.close()
    take = draw_take(store, file.path, STARTED)
    assert take.take_of == file.path.stem
    assert [answer.key for answer in take.answers] == [a.key for a in sample_session().answers]
    heard = draw_take(store, file.path, STARTED, {"voice": True, "record": True}).setup
    assert (heard.voice, heard.record) == (True, True)
    assert beside_the_past(store, take).take_before == sample_session()
    assert beside_the_past(store, take, date(2026, 12, 1)).interview_on == date(2026, 12, 1)
    assert beside_the_past(store, replace(take, take_of="gone")).take_before is None


def test_a_running_interview_is_not_repeated(tmp_path: Path) -> None:
    store = Store(tmp_path, tmp_path / "shipped")
    file = store.sessions.create(running_session())
    with pytest.raises(NothingToAsk, match="still running in another program: resume it"):
        draw_take(store, file.path, STARTED)
    file.close()
    with pytest.raises(NothingToAsk, match="is not finished: resume it"):
        draw_take(store, file.path, STARTED)
