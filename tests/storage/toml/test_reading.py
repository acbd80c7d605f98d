"""Tests which files are read at all: regular ones, small enough, with permission."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from simulator.storage.toml.parse import read_bytes
from simulator.system.faults import FileFault


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    fifo, loop, folder = tmp_path / "fifo.toml", tmp_path / "loop.toml", tmp_path / "folder.toml"
    os.mkfifo(fifo)
    loop.symlink_to(loop)
    folder.mkdir()
    words = {fifo: "pipes", loop: "symbolic link", folder: "folder", Path("/dev/zero"): "devices"}
    for path, word in words.items():
        with pytest.raises(FileFault, match=word):
            read_bytes(path)


def test_missing_files_and_invalid_names(tmp_path: Path) -> None:
    for name in ("no.toml", "nul\0.toml", "x" * 300):
        with pytest.raises(FileFault):
            read_bytes(tmp_path / name)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.toml"
    path.touch(0o000)
    with pytest.raises(FileFault, match="permission denied"):
        read_bytes(path)


def test_a_file_is_refused_by_its_size_before_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "big.toml"
    with path.open("wb") as file:
        file.truncate(17 * 1024 * 1024)
    monkeypatch.delattr(os, "open")
    with pytest.raises(FileFault, match="too large: at most 16 MiB"):
        read_bytes(path)
