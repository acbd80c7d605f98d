"""Tests the order of sessions by instant, copies of an interview, and clocks that are ahead."""

import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from simulator.storage.sessions.folder import SessionFolder
from simulator.storage.store import Store
from tests.samples import sample_session

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def folder(tmp_path: Path) -> SessionFolder:
    return SessionFolder(tmp_path / "sessions", tmp_path / "cache", lambda: NOW)


def held(sessions: SessionFolder, started: datetime) -> Path:
    file = sessions.create(replace(sample_session(), started_at=started))
    file.close()
    return file.path


def test_sessions_during_a_flight_west_are_in_order(tmp_path: Path) -> None:
    sessions = folder(tmp_path)
    tokyo = held(sessions, datetime(2026, 11, 27, 20, tzinfo=timezone(9 * HOUR)))
    lima = held(sessions, datetime(2026, 11, 27, 9, tzinfo=timezone(-5 * HOUR)))
    assert sorted([tokyo.name, lima.name])[-1] == tokyo.name
    assert sessions.paths() == [lima, tokyo]
    assert sessions.find("last") == lima
    assert [head.path for head in sessions.heads(1)] == [lima]


def test_sessions_in_the_repeated_hour_are_in_order(tmp_path: Path) -> None:
    sessions = folder(tmp_path)
    summer = held(sessions, datetime(2026, 10, 25, 2, 40, tzinfo=timezone(2 * HOUR)))
    winter = held(sessions, datetime(2026, 10, 25, 2, 5, tzinfo=timezone(1 * HOUR)))
    assert sessions.paths() == [winter, summer]


def test_heads_are_read_in_order_and_only_as_needed(tmp_path: Path) -> None:
    sessions = folder(tmp_path)
    paths = [held(sessions, NOW - timedelta(days=day, hours=2)) for day in range(12)]
    assert sessions.paths() == paths
    fresh = folder(tmp_path)
    next(fresh.iter_heads())
    assert len(fresh._heads) <= 3


def test_names_without_a_time_are_sorted_by_file_content(tmp_path: Path) -> None:
    sessions = folder(tmp_path)
    paths = [held(sessions, NOW - timedelta(days=day)) for day in range(4)]
    names = ("notes.toml", "2026-11-31T101010-x.toml", "2026-13-01T101010-x.toml")
    renamed = [path.rename(path.with_name(name)) for path, name in zip(paths, names, strict=False)]
    assert folder(tmp_path).paths() == [*renamed, paths[3]]


def test_sessions_from_a_clock_that_was_ahead_come_last(tmp_path: Path) -> None:
    sessions = folder(tmp_path)
    ahead = held(sessions, NOW + timedelta(days=400))
    real = held(sessions, NOW - HOUR)
    assert sessions.find("last") == real
    assert sessions.paths() == [real, ahead]
    assert [session.started_at for session in sessions.past()] == [NOW - HOUR]
    head, late = sessions.heads()
    assert [sessions.lies_ahead(each) for each in (head, late)] == [False, True]  # type: ignore[arg-type]


def test_copies_made_by_a_synchroniser_count_once(tmp_path: Path) -> None:
    sessions = folder(tmp_path)
    path = held(sessions, NOW - HOUR)
    names = (
        f"{path.stem}.sync-conflict-20261129-101010-AAAAAAA.toml",
        f"{path.stem} (conflicted copy 2026-11-29).toml",
        f"{path.stem}-LAPTOP.toml",
        f"{path.stem} 2.toml",
    )
    for age, name in enumerate(names, 1):
        shutil.copy2(path, path.with_name(name))
        os.utime(path.with_name(name), (1_700_000_000 - age, 1_700_000_000 - age))
    os.utime(path, (1_600_000_000, 1_600_000_000))
    newest = path.with_name(names[0])
    assert sessions.paths() == [newest]
    assert sessions.count() == 1
    assert len(sessions.past()) == 1
    assert set(sessions.copies().values()) == {newest.name}
    assert sessions.find(path.stem) == path


def test_two_interviews_in_one_second_are_distinct(tmp_path: Path) -> None:
    sessions = folder(tmp_path)
    first, second = held(sessions, NOW - HOUR), held(sessions, NOW - HOUR)
    assert second.stem == f"{first.stem}-2"
    other = replace(sample_session(), started_at=NOW - HOUR, answers=sample_session().answers[:1])
    file = sessions.create(other)
    file.close()
    renamed = file.path.rename(first.with_name(f"{first.stem} (other).toml"))
    assert set(sessions.paths()) == {first, second, renamed}


def test_a_name_is_found_in_any_unicode_form(store: Store) -> None:
    file = store.sessions.create(sample_session())
    file.close()
    composed, apart = "caf\u00e9", "cafe\u0301"
    file.path.rename(file.path.with_name(f"{apart}.toml"))
    assert store.sessions.find(composed).stem == apart


def test_a_damaged_newest_file_does_not_hide_the_last_interview(tmp_path: Path) -> None:
    sessions = folder(tmp_path)
    good = held(sessions, NOW - 3 * HOUR)
    deep, short = held(sessions, NOW - 2 * HOUR), held(sessions, NOW - HOUR)
    deep.write_text(deep.read_text(encoding="utf-8").replace("topic = ", "topic = = ", 1), "utf-8")
    short.write_text("format = 1\n", "utf-8")
    assert sessions.find("last") == good


def test_leftovers_are_swept_from_every_folder(tmp_path: Path) -> None:
    sessions = folder(tmp_path)
    litter = []
    for place in (tmp_path, tmp_path / "banks", tmp_path / "sessions"):
        place.mkdir(exist_ok=True)
        for name in (".old.toml.lock", ".old.toml.1.ab.tmp"):
            (place / name).touch()
            os.utime(place / name, (1_600_000_000, 1_600_000_000))
            litter.append(place / name)
    young = tmp_path / ".new.toml.lock"
    young.touch()
    held(sessions, NOW - HOUR)
    assert [path for path in litter if path.exists()] == []
    assert young.exists()


def test_of_simultaneous_sessions_the_later_name_comes_first(tmp_path: Path) -> None:
    sessions = folder(tmp_path)
    started = NOW - HOUR
    first, second = held(sessions, started), held(sessions, started)
    assert second.stem > first.stem
    assert sessions.paths() == [second, first]
