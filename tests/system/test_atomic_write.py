"""Tests that files are written whole or not at all, privately, never over others by accident."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from simulator.system.atomic_write import (
    SUFFIX,
    atomic_write,
    create_exclusively,
    make_folder,
    prepare,
    sweep,
)


def test_a_file_is_replaced_and_private(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    atomic_write(path, b"one")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    atomic_write(path, b"two")
    assert path.read_bytes() == b"two"
    assert [each.name for each in tmp_path.iterdir()] == ["a.toml"]


def test_existing_permissions_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.touch()
    path.chmod(0o644)
    atomic_write(path, b"two")
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_a_symbolic_link_is_kept(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    target, link = tmp_path / "there" / "real.toml", tmp_path / "link.toml"
    target.write_bytes(b"one")
    link.symlink_to(target)
    atomic_write(link, b"two")
    assert link.is_symlink()
    assert target.read_bytes() == b"two"


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_failed_write_changes_nothing(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.toml"
    atomic_write(path, b"one")

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(OSError, match="full"):
        atomic_write(path, b"two")
    monkeypatch.undo()
    assert path.read_bytes() == b"one"
    assert [each.name for each in tmp_path.iterdir()] == ["a.toml"]


def test_short_writes_are_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: write(fd, bytes(data[:3])))
    atomic_write(tmp_path / "a.toml", b"0123456789")
    assert (tmp_path / "a.toml").read_bytes() == b"0123456789"


def test_an_abandoned_write_cannot_be_committed(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    atomic_write(path, b"one")
    prepared = prepare(path, b"two")
    prepared.abandon()
    prepared.abandon()
    with pytest.raises(FileNotFoundError):
        prepared.commit()
    assert path.read_bytes() == b"one"


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_never_replaces_another(
    links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not links:

        def no_links(*_: object) -> None:
            raise OSError(errno.EPERM, "no hard links here")

        monkeypatch.setattr(os, "link", no_links)
    path = tmp_path / "a.toml"
    create_exclusively(path, b"one")
    with pytest.raises(FileExistsError):
        create_exclusively(path, b"two")
    assert path.read_bytes() == b"one"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["a.toml"]


def test_folders_are_private(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700


def test_file_names_may_have_any_length_and_bytes(tmp_path: Path) -> None:
    for name in ("é" * 120 + ".toml", os.fsdecode(b"caf\xe9\xff.toml"), "\x1b[31m\n.toml"):
        atomic_write(tmp_path / name, b"x")
        assert (tmp_path / name).read_bytes() == b"x"


def test_leftover_temporary_files_are_swept_after_an_hour(tmp_path: Path) -> None:
    left, other = tmp_path / f".a.toml.1.ab{SUFFIX}", tmp_path / "mine.tmp"
    left.touch()
    other.touch()
    now = left.stat().st_mtime
    sweep(tmp_path, now + 3500)
    assert left.exists()
    sweep(tmp_path, now + 3700)
    assert not left.exists()
    assert other.exists()
    sweep(tmp_path / "not there", now)


def test_an_error_names_the_target_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int, data: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    for write in (atomic_write, create_exclusively):
        with pytest.raises(OSError, match="No space") as caught:
            write(tmp_path / "wanted.toml", b"x")
        assert caught.value.filename == str(tmp_path / "wanted.toml")
    with pytest.raises(FileNotFoundError) as missing:
        atomic_write(tmp_path / "none" / "wanted.toml", b"x")
    assert missing.value.filename == str(tmp_path / "none" / "wanted.toml")
