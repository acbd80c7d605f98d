"""A home with one shipped bank, and a document to import."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.storage.store import Store
from tests.cli.commands.bank.running import DOCUMENT, GOOD


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty home, and one shipped bank."""
    (tmp_path / "shipped").mkdir()
    (tmp_path / "shipped" / "good.toml").write_text(GOOD)
    return Store(tmp_path / "home", tmp_path / "shipped")


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "rivers.md"
    path.write_text(DOCUMENT)
    return path
