"""`bank export`: the same on the screen and in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.storage.store import Store
from tests.cli.commands.bank.running import Out, run


@pytest.mark.parametrize("form", ["md", "csv", "anki", "json", "gift"])
def test_export(store: Store, tmp_path: Path, capsys: Out, form: str) -> None:
    assert run(store, "export", "good", "--format", form) == 0
    shown = capsys.readouterr().out
    assert "Land at the mouth of a river." in shown
    out = tmp_path / "out"
    assert run(store, "export", "good", "--format", form, "-o", out) == 0
    assert out.read_text().rstrip("\n") == shown.rstrip("\n")
