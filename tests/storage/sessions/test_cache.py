"""The cache of whole sessions: never the truth, always deletable."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.core.notes import reminders
from simulator.core.progress import Progress
from simulator.core.session import Answer, Session
from simulator.core.spaced_repetition import replay
from simulator.storage.sessions.cache import VERSION, HistoryCache
from simulator.storage.sessions.read import read_session
from simulator.storage.sessions.write import session_toml
from tests.histories import MONDAY, given, session, skipped
from tests.samples import sample_session


class Reading:
    """Reads sessions, and remembers which."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def __call__(self, path: Path) -> Session:
        self.names.append(path.name)
        return read_session(path)


@pytest.fixture
def reading() -> Reading:
    return Reading()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two sessions, the newer one first by name."""
    made = tmp_path / "sessions"
    made.mkdir()
    (made / "b.toml").write_text(session_toml(sample_session()), encoding="utf-8")
    older = session(given("a", 2, points="x.", note="say it", confidence=5), skipped("b"))
    (made / "c.toml").write_text(session_toml(older), encoding="utf-8")
    return made


@pytest.fixture
def cached(folder: Path, reading: Reading) -> Callable[[], tuple[Session, ...]]:
    cache = folder.parent / "cache.json"
    return lambda: HistoryCache(folder, cache, reading).sessions()


Cached = Callable[[], tuple[Session, ...]]


def test_the_second_time_no_file_is_read(cached: Cached, reading: Reading) -> None:
    first = cached()
    assert sorted(reading.names) == ["b.toml", "c.toml"]
    assert cached() == first
    assert len(reading.names) == 2
    assert [each.started_at for each in first] == sorted(each.started_at for each in first)


def test_what_is_remembered_gives_the_same_as_the_files(cached: Cached, folder: Path) -> None:
    whole = [read_session(path) for path in folder.iterdir()]
    cached()
    remembered = cached()
    today = MONDAY.date()
    assert Progress.of(remembered).total == Progress.of(whole).total
    assert Progress.of(remembered).readiness == Progress.of(whole).readiness
    assert Progress.of(remembered).calibration == Progress.of(whole).calibration
    assert Progress.of(remembered).time_used == Progress.of(whole).time_used
    assert Progress.of(remembered).agreement == Progress.of(whole).agreement
    assert [(r.note, r.missed) for r in reminders(remembered)] == [
        (r.note, r.missed) for r in reminders(whole)
    ]

    def due(sessions: object) -> dict[object, object]:
        history = replay(sessions, today)  # type: ignore[arg-type]
        chances = {key: (m.recall, m.after_good) for key, m in history.memories.items()}
        return {"chances": chances, "first": history.first, "asked": history.asked}

    assert due(remembered) == due(whole)


def test_the_answers_and_the_models_are_left_out(cached: Cached) -> None:
    for each in (*cached(), *cached()):
        assert all(not answer.text and not answer.model_answer for answer in each.answers)


def test_a_changed_file_is_read_again_and_leaves_nothing_behind(
    cached: Cached, folder: Path, reading: Reading
) -> None:
    cached()
    other = session(given("a", 4, points="xx", note="another promise"))
    (folder / "c.toml").write_text(session_toml(other), encoding="utf-8")
    os.utime(folder / "c.toml", ns=(1, 1))
    notes = [answer.note for each in cached() for answer in each.answers]
    assert "another promise" in notes
    assert reading.names.count("c.toml") == 2
    assert "say it" not in (folder.parent / "cache.json").read_text()


def test_a_deleted_session_leaves_nothing_behind(cached: Cached, folder: Path) -> None:
    cached()
    (folder / "c.toml").unlink()
    assert len(cached()) == 1
    text = (folder.parent / "cache.json").read_text()
    assert "say it" not in text
    assert "c.toml" not in text
    assert len(cached()) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"version": 2}',
        b'{"version": 2, "strings": 3, "files": []}',
        b'{"version": 2, "strings": [], "files": {"b.toml": [1, 2, [3]]}}',
        b'{"version": 2, "strings": [], "files": {"b.toml": 1}}',
        b'{"version": 0, "strings": [], "files": {}}',
    ],
)
def test_a_cache_that_is_no_good_is_made_anew(cached: Cached, folder: Path, content: bytes) -> None:
    (folder.parent / "cache.json").write_bytes(content)
    assert len(cached()) == 2
    assert json.loads((folder.parent / "cache.json").read_bytes())["version"] == VERSION


def test_a_cache_with_one_bad_entry_among_good_ones(cached: Cached, folder: Path) -> None:
    cached()
    path = folder.parent / "cache.json"
    stored = json.loads(path.read_bytes())
    for bad in (["nonsense"], 7, [1, 2, 3, 4, 5, 6]):
        for name in ("b.toml", "c.toml"):
            broken = json.loads(json.dumps(stored))
            broken["files"][name][2] = bad
            path.write_text(json.dumps(broken))
            assert len(cached()) == 2
    assert json.loads(path.read_bytes()) == stored


def test_damaged_files_are_left_out_and_not_read_twice(
    cached: Cached, folder: Path, reading: Reading
) -> None:
    (folder / "bad.toml").write_text("format = ")
    (folder / ".hidden.toml").write_text("format = ")
    (folder / "notes.txt").write_text("mine")
    assert len(cached()) == 2
    assert len(cached()) == 2
    assert reading.names.count("bad.toml") == 1
    assert ".hidden.toml" not in reading.names


def test_a_home_that_cannot_be_written_only_costs_time(folder: Path, reading: Reading) -> None:
    nowhere = folder / "missing" / "cache.json"
    assert len(HistoryCache(folder, nowhere, reading).sessions()) == 2


def test_no_folder_no_sessions(tmp_path: Path, reading: Reading) -> None:
    assert HistoryCache(tmp_path / "none", tmp_path / "cache.json", reading).sessions() == ()


def test_reading_lets_others_run_and_can_be_given_up(folder: Path, reading: Reading) -> None:
    class Enough(Exception):
        pass

    def stop() -> None:
        raise Enough

    cache = folder.parent / "cache.json"
    with pytest.raises(Enough):
        HistoryCache(folder, cache, reading).sessions(between=stop)
    assert not cache.exists()


def test_a_limit_of_infinity_survives(cached: Cached, folder: Path) -> None:
    endless: Answer = replace(given("z", 3), time_limit=float("inf"))
    (folder / "z.toml").write_text(session_toml(session(endless, day=99)), encoding="utf-8")
    cached()
    assert cached()[-1].answers[0].time_limit == float("inf")
