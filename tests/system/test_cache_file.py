"""Tests that a cache is exactly what was written, or nothing, and leaves room for real data."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
from collections import namedtuple
from pathlib import Path
from typing import Any

import pytest

from simulator.system.atomic_write import ENOUGH_BYTES
from simulator.system.cache_file import load_cached, save_cached

KEY = ["2", "a name"]
VALUE = {"title": "B", "limits": [1.5, None, float("inf")], "texts": ["ä", "x" * 100]}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a saved cache."""
    path = tmp_path / "cache.json"
    save_cached(path, KEY, VALUE)
    return path


def test_saved_values_come_back_only_under_their_key(path: Path) -> None:
    assert load_cached(path, KEY) == VALUE
    assert load_cached(path, ["2", "another"]) is None
    assert load_cached(path.with_name("other"), KEY) is None
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_damaged_cache_is_ignored(path: Path) -> None:
    whole = path.read_bytes()
    rng = random.Random(5)
    damaged = [b"", b"[" * 200_000, whole + b" ", whole.replace(b'"B"', b"5")]
    damaged += [whole.partition(b"\n")[0] + b"\n" + b"[" * 200_000]
    damaged += [whole[:cut] for cut in range(0, len(whole), 7)]
    for _ in range(300):
        at = rng.randrange(len(whole))
        damaged.append(whole[:at] + rng.randbytes(rng.randint(1, 4)) + whole[at + 1 :])
    for content in damaged:
        path.write_bytes(content)
        assert load_cached(path, KEY) is None, content[:80]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_or_a_folder_is_ignored(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert load_cached(tmp_path / "pipe", KEY) is None
    assert load_cached(tmp_path, KEY) is None


def test_nothing_is_cached_on_a_nearly_full_disk(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    size = len(json.dumps({"new": 1}, separators=(",", ":")))
    for free, held in ((0, VALUE), (ENOUGH_BYTES + size - 1, VALUE), (1 << 40, {"new": 1})):
        monkeypatch.setattr(shutil, "disk_usage", lambda path, free=free: usage(1, 1, free))
        save_cached(path, KEY, {"new": 1})
        assert load_cached(path, KEY) == held


@pytest.mark.parametrize("call", ["write", "replace"])
def test_a_disk_that_fills_up_leaves_no_partial_cache(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def fail(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patched:
        patched.setattr(os, call, fail)
        if call == "replace":
            patched.setattr(Path, call, fail)
        save_cached(path, KEY, {"new": 1})
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert load_cached(path, KEY) == VALUE


def test_leftover_cache_files_are_swept(path: Path) -> None:
    left = path.with_name(f".{path.name}.123.abc.tmp")
    left.touch()
    os.utime(left, (1, 1))
    save_cached(path, KEY, VALUE)
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_values_that_json_cannot_hold_are_not_cached(path: Path) -> None:
    save_cached(path, KEY, {1j: 2})
    assert load_cached(path, KEY) == VALUE
