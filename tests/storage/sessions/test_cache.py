"""Tests the cache of whole sessions: never authoritative, always deletable."""

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
from simulator.system.cache_file import load_cached
from tests.histories import MONDAY, given, session, skipped
from tests.samples import sample_session


class Reading:
    """Reads sessions and records which."""

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
    """Return a folder with two sessions, the newer one first by name."""
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


def test_no_file_is_read_the_second_time(cached: Cached, reading: Reading) -> None:
    first = cached()
    assert sorted(reading.names) == ["b.toml", "c.toml"]
    assert cached() == first
    assert len(reading.names) == 2
    assert [each.started_at for each in first] == sorted(each.started_at for each in first)


def test_cached_sessions_give_the_same_results_as_the_files(cached: Cached, folder: Path) -> None:
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


def test_answers_and_model_answers_are_not_cached(cached: Cached) -> None:
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
        b"null",
        b"[" * 200_000,
        b'{"version": 2, "strings": [], "files": {}}',
    ],
)
def test_an_unusable_cache_is_rebuilt(cached: Cached, folder: Path, content: bytes) -> None:
    path = folder.parent / "cache.json"
    path.write_bytes(content)
    assert len(cached()) == 2
    assert load_cached(path, [VERSION])["files"].keys() == {"b.toml", "c.toml"}


def test_an_invalid_entry_is_rebuilt(cached: Cached, folder: Path) -> None:
    first = cached()
    path = folder.parent / "cache.json"
    whole = path.read_bytes()
    for old, new in ((b"say it", b"say  t"), (b'"b.toml":[', b'"b.toml":[['), (b"true", b"null")):
        assert old in whole
        path.write_bytes(whole.replace(old, new))
        assert cached() == first
        assert path.read_bytes() == whole


def test_damaged_files_are_left_out_and_read_only_once(
    cached: Cached, folder: Path, reading: Reading
) -> None:
    (folder / "bad.toml").write_text("format = ")
    (folder / ".hidden.toml").write_text("format = ")
    (folder / "notes.txt").write_text("mine")
    assert len(cached()) == 2
    assert len(cached()) == 2
    assert reading.names.count("bad.toml") == 1
    assert ".hidden.toml" not in reading.names


def test_an_unwritable_home_only_costs_time(folder: Path, reading: Reading) -> None:
    nowhere = folder / "missing" / "cache.json"
    assert len(HistoryCache(folder, nowhere, reading).sessions()) == 2


def test_a_missing_folder_holds_no_sessions(tmp_path: Path, reading: Reading) -> None:
    assert HistoryCache(tmp_path / "none", tmp_path / "cache.json", reading).sessions() == ()


def test_reading_lets_other_threads_run_and_can_be_abandoned(
    folder: Path, reading: Reading
) -> None:
    class Enough(Exception):
        pass

    def stop() -> None:
        raise Enough

    cache = folder.parent / "cache.json"
    with pytest.raises(Enough):
        HistoryCache(folder, cache, reading).sessions(between=stop)
    assert not cache.exists()


def test_an_infinite_limit_survives_caching(cached: Cached, folder: Path) -> None:
    endless: Answer = replace(given("z", 3), time_limit=float("inf"))
    (folder / "z.toml").write_text(session_toml(session(endless, day=99)), encoding="utf-8")
    cached()
    assert cached()[-1].answers[0].time_limit == float("inf")
