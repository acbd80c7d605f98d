"""Tests that a session belongs to one program at a time, and its folder is kept in order."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from simulator.storage.store import Store
from simulator.system import file_lock as locks
from simulator.system.faults import SessionBusy, SessionFault
from simulator.system.file_lock import side_file
from tests.samples import running_session, sample_session

HOLDER = """
import sys
from pathlib import Path
from simulator.storage.store import Store
file, _ = Store(Path(sys.argv[1]), Path("/nowhere")).sessions.reopen(Path(sys.argv[2]))
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def other_program(store: Store, path: Path) -> Iterator[subprocess.Popen[str]]:
    """Run another process that has a session open."""
    command = [sys.executable, "-c", HOLDER, str(store.home), str(path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_running_sessions_are_offered_unless_a_program_has_them_open(store: Store) -> None:
    store.sessions.create(sample_session()).close()
    file = store.sessions.create(running_session())
    assert store.sessions.running() == ()
    file.close()
    (head,) = store.sessions.running()
    assert head.path == file.path
    with other_program(store, file.path) as process:
        assert store.sessions.running() == ()
        with pytest.raises(SessionBusy, match="another program"):
            store.sessions.reopen(file.path)
        with pytest.raises(SessionBusy):
            store.sessions.discard(file.path)
        assert store.sessions.load(file.path) == running_session()
        process.kill()
        process.wait()
        assert side_file(file.path).exists()
        assert [each.path for each in store.sessions.running()] == [file.path]
        reopened, session = store.sessions.reopen(file.path)
        assert session == running_session()
        assert store.sessions.running() == ()
        reopened.close()
    assert not side_file(file.path).exists()


def test_the_lock_outlives_saves(store: Store) -> None:
    file = store.sessions.create(running_session())
    file.save(running_session())
    with pytest.raises(SessionBusy):
        store.sessions.reopen(file.path)
    file.close()


def test_a_faulty_session_is_not_kept_open(store: Store) -> None:
    file = store.sessions.create(running_session())
    file.close()
    file.path.write_text("x")
    with pytest.raises(SessionFault):
        store.sessions.reopen(file.path)
    assert not side_file(file.path).exists()
    with pytest.raises(SessionFault):
        store.sessions.reopen(store.sessions_folder / "no.toml")
    with pytest.raises(SessionFault):
        store.sessions.reopen(store.home / "no folder" / "no.toml")
    assert file.path.read_text() == "x"


def test_a_removed_folder_is_created_again(store: Store) -> None:
    file = store.sessions.create(running_session())
    for path in store.sessions_folder.iterdir():
        path.unlink()
    store.sessions_folder.rmdir()
    file.save(sample_session())
    assert store.sessions.load(file.path) == sample_session()
    file.close()


def test_only_its_own_folder_is_created_again(store: Store, tmp_path: Path) -> None:
    file = store.sessions.create(running_session())
    store.home.rename(tmp_path / "moved")
    with pytest.raises(FileNotFoundError):
        file.save(sample_session())
    assert not store.home.exists()


def test_leftovers_of_killed_programs_are_swept(store: Store) -> None:
    store.sessions.create(running_session()).close()
    left = store.sessions_folder / ".x.toml.1.abcd.tmp"
    left.touch()
    os.utime(left, (0, 0))
    store.sessions.create(running_session()).close()
    assert not left.exists()


def test_a_lock_on_a_file_that_was_just_removed_does_not_count(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = store.sessions.create(running_session())
    file.close()
    attempt, attempts = locks._try, []

    def late(descriptor: int) -> bool:
        attempts.append(descriptor)
        if len(attempts) == 1:
            side_file(file.path).unlink()
        return attempt(descriptor)

    monkeypatch.setattr(locks, "_try", late)
    reopened, _ = store.sessions.reopen(file.path)
    monkeypatch.undo()
    assert store.sessions.running() == ()
    reopened.close()


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.ENOSPC])
def test_a_session_can_be_opened_where_locks_cannot_be_created(
    code: int, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = store.sessions.create(running_session())
    file.close()

    def refuse(side: Path) -> int:
        raise OSError(code, "no")

    monkeypatch.setattr(locks, "_open", refuse)
    reopened, session = store.sessions.reopen(file.path)
    assert session == running_session()
    reopened.close()
