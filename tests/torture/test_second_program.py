"""An interview that is open in one program, and a second program beside it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from simulator.storage.sessions.file import encoded
from tests.samples import sample_session
from tests.torture.program import (
    ROOT,
    go,
    program,
    session_files,
    start,
    words,
    write,
)
from tests.ui.terminal.terminal import Terminal, letters

BUSY = "another program has this interview open"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def ran(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command that prints and exits."""
    return subprocess.run(
        [sys.executable, "-m", "simulator", "--home", str(home), *arguments],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_all_but_the_open_interview(home: Path) -> None:
    with start(home) as first:
        write(first, "mine")
        (path,) = session_files(home)
        check_commands(home, path.stem)
        with program(home, "resume", path.stem) as second:
            assert second.wait() == 1
            assert letters(BUSY) in letters(second.text)
            assert second.faults() == []
        check_home(home)
        with start(home) as second:
            write(second, "another")
            assert len(session_files(home)) == 2
        write(first, " still mine")


def check_commands(home: Path, stem: str) -> None:
    """One sentence where it matters, and everything else as ever."""
    for command in (["resume"], ["resume", stem], ["resume", "--plain", stem]):
        refused = ran(home, *command)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert BUSY in refused.stderr
        assert refused.stderr.splitlines()[-1].startswith("mock-interview: ")
        assert "Traceback" not in refused.stderr
    assert ran(home, "sessions").returncode == 0


def check_home(home: Path) -> None:
    """The home screen does not offer it, and shows it among the sessions."""
    with program(home) as second:
        second.read_until("History  1,")
        assert "Resume" not in second.text
        discard_is_refused(second)


def discard_is_refused(second: Terminal) -> None:
    """In the list of sessions it can't be thrown away."""
    second.send(b"h")
    second.read_until("1 session ·")
    second.send(b"d")
    second.read_until(lambda _: BUSY in words(second).replace("▌ ", ""))


def test_left_behind_by_a_killed_program_it_is_offered_again(home: Path) -> None:
    with start(home) as first:
        write(first, "mine")
        first.wait_for(lambda: "mine" in session_files(home)[0].read_text(encoding="utf-8"))
    with program(home) as second:
        second.read_until("Resume")
        second.send(b"r")
        go(second)
        second.read_until("mine")


def test_an_interview_that_is_over_is_not_resumed(home: Path) -> None:
    (home / "sessions").mkdir(parents=True)
    (home / "sessions" / "over.toml").write_bytes(encoded(sample_session()))
    refused = ran(home, "resume", "over")
    assert refused.returncode == 1
    assert "this interview is finished" in refused.stderr
