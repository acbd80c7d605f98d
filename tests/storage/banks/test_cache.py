"""Tests the cache of large banks, which must never differ from the files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from simulator.core.bank import Bank, Question
from simulator.storage.banks import shelf as shelf_module
from simulator.storage.banks.cache import BankCache
from simulator.storage.banks.shelf import BankShelf
from simulator.storage.home import shipped_banks
from simulator.system.listing import state_of

SHIPPED = shipped_banks() / "deep_learning.toml"


@pytest.fixture
def cache(tmp_path: Path) -> BankCache:
    """Return a cache in an existing home."""
    return BankCache(tmp_path / "cache")


def state(path: Path) -> tuple[int, int]:
    """Return the state of an existing file."""
    found = state_of(path)
    assert found is not None
    return found


def test_the_shipped_bank_survives_the_cache(cache: BankCache) -> None:
    bank = BankShelf(shipped_banks(), Path("/nowhere")).bank("deep_learning")
    cache.put(SHIPPED, state(SHIPPED), bank)
    assert cache.get(SHIPPED, state(SHIPPED)) == bank


def test_a_bank_is_read_once(
    cache: BankCache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = BankShelf(shipped_banks(), tmp_path, cache).bank("deep_learning")

    def unread(path: Path) -> Bank:
        raise AssertionError(f"{path} was read again")

    monkeypatch.setattr(shelf_module, "read_bank", unread)
    assert BankShelf(shipped_banks(), tmp_path, cache).bank("deep_learning") == first


def test_a_changed_file_is_read_again(cache: BankCache, tmp_path: Path) -> None:
    own = tmp_path / "banks"
    own.mkdir()
    path = own / "large.toml"
    for title in ("One", "Two"):
        filler = "x" * 60_000
        path.write_text(f'title = "{title}"\n[[questions]]\nquestion = "{filler}?"\n')
        os.utime(path, ns=(10**18, 10**18 + len(title) + ord(title[0])))
        assert BankShelf(tmp_path / "none", own, cache).bank("large").title == title


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"key": []}', b"\xff", b"[" * 200_000])
def test_a_damaged_entry_is_ignored(cache: BankCache, tmp_path: Path, content: bytes) -> None:
    bank = Bank("b", "B", (Question("q", "Q?"),))
    cache.put(SHIPPED, (1, 2), bank)
    (entry,) = (tmp_path / "cache").iterdir()
    whole = entry.read_bytes()
    entry.write_bytes(content)
    assert cache.get(SHIPPED, (1, 2)) is None
    entry.write_bytes(whole.replace(b'"title":"B"', b'"title":5'))
    assert cache.get(SHIPPED, (1, 2)) is None
    entry.write_bytes(whole)
    assert cache.get(SHIPPED, (1, 2)) == bank


def test_a_bank_with_an_authors_own_table_is_not_cached(cache: BankCache, tmp_path: Path) -> None:
    cache.put(SHIPPED, (1, 2), Bank("b", "B", (Question("q", "Q?", extra={"x": 1}),)))
    assert not (tmp_path / "cache").exists()


def test_a_missing_home_is_not_created(tmp_path: Path) -> None:
    BankCache(tmp_path / "home" / "cache").put(SHIPPED, (1, 2), Bank("b", "B"))
    assert not (tmp_path / "home").exists()
