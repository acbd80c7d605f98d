"""`bank new`: passes the check, never overwrites, refuses impossible names."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.storage.store import Store
from simulator.system.faults import FileFault
from tests.cli.commands.bank.running import Out, run


def test_new_passes_the_check_and_never_overwrites(store: Store, capsys: Out) -> None:
    assert run(store, "new", "mine") == 0
    path = Path(capsys.readouterr().out.strip())
    assert path == store.banks_folder / "mine.toml"
    assert run(store, "check", path) == 0
    before = path.read_bytes()
    for taken in ("mine", "good"):
        with pytest.raises(FileFault, match="choose another name"):
            run(store, "new", taken)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "name", ["../x", "a/b", "", ".x", "con", "a\nb/", "x" * 200, "-x", "a\x1bb"]
)
def test_new_refuses_impossible_names(store: Store, capsys: Out, name: str) -> None:
    assert run(store, "new", "--", name) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not store.home.exists()
