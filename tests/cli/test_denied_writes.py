"""A home that can't be written to: one sentence with the file, the reason and the cure."""

from __future__ import annotations

import errno
import io
import os
import shlex
from pathlib import Path
from typing import Any

import pytest

from simulator.cli.main import main
from simulator.storage.store import Store
from tests.samples import sample_session

CURES = {
    errno.EROFS: "the disk is read-only; choose another file, or another home with --home DIR",
    errno.EACCES: "permission denied; make it yours (chown, chmod), or choose another file, "
    "or another home with --home DIR",
    errno.ENOSPC: "the disk is full; free some space on it",
}
BANK = 'title = "Mine"\n[[questions]]\nquestion = "A?"\n'
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def deny_writes(monkeypatch: pytest.MonkeyPatch, folder: Path, code: int) -> None:
    """Let all writes below a folder fail, as on a broken disk."""

    def refuse(path: Any) -> None:
        if not isinstance(path, int) and Path(os.fsdecode(path)).is_relative_to(folder):
            raise OSError(code, os.strerror(code), os.fspath(path))

    def opening(path: Any, flags: int, *more: Any, **named: Any) -> int:
        if flags & WRITES:
            refuse(path)
        return os_open(path, flags, *more, **named)

    def streaming(path: Any, mode: str = "r", *more: Any, **named: Any) -> Any:
        if set(mode) & set("wxa+"):
            refuse(path)
        return io_open(path, mode, *more, **named)

    def moving(name: str) -> None:
        real = getattr(os, name)

        def move(path: Any, *more: Any, **named: Any) -> Any:
            refuse(path)
            return real(path, *more, **named)

        monkeypatch.setattr(os, name, move)

    os_open, io_open = os.open, io.open
    monkeypatch.setattr(os, "open", opening)
    monkeypatch.setattr(io, "open", streaming)
    for name in ("mkdir", "rename", "replace", "link"):
        moving(name)


@pytest.mark.parametrize("code", CURES)
@pytest.mark.parametrize(
    ("words", "file"),
    [
        ("bank new other", "banks/other.toml"),
        ("bank import {outside}/doc.md --yes", "banks/"),
        ("bank rename mine other", "banks/"),
        ("bank delete mine", "banks/"),
        ("bank export mine -o {home}/x.md", "x.md"),
        ("report -o {home}/x.md", "x.md"),
        ("export --format csv -o {home}/x.csv", "x.csv"),
        ("start mine -n 1 --plain", "sessions/"),
    ],
)
def test_a_denied_write_is_one_sentence_with_file_reason_and_cure(
    words: str,
    file: str,
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    home = tmp_path / "home"
    (home / "banks").mkdir(parents=True)
    (home / "banks" / "mine.toml").write_text(BANK)
    (tmp_path / "doc.md").write_text("**Q: What is a hub?**\n\nA: A repeater with ports.\n")
    Store(home, home / "none").sessions.create(sample_session()).close()
    monkeypatch.setattr("sys.stdin", io.StringIO("\nwords\n.\n3\n"))
    deny_writes(monkeypatch, home, code)
    filled = words.format(home=home, outside=tmp_path)
    done = main(["--home", str(home), *shlex.split(filled)])
    monkeypatch.undo()
    last = capsys.readouterr().err.splitlines()[-1]
    assert done == 1
    assert last.startswith(f"mock-interview: {home}/{file}")
    assert last.endswith(f": {CURES[code]}")
    assert "tmp-" not in last
