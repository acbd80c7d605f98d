"""Trouble with the disk under the real program: it goes on, says so once, and recovers."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.core.session import Session
from simulator.core.states import Status
from simulator.storage.sessions.read import read_session
from tests.torture.program import (
    CTRL_S,
    DOWN,
    ENTER,
    ESCAPE,
    FOLLOW_UP,
    HOME,
    LEAVE,
    MODEL,
    READY,
    SURE,
    go,
    only_session,
    press_until,
    program,
    session_files,
    start,
    words,
    write,
)
from tests.ui.terminal.terminal import Terminal

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform != "linux", reason="prlimit, setpriv, tmpfs"),
]

NOT_SAVED = "not being saved"
WORKS_AGAIN = "Saving works again"
CLEAR = b"\x15"
UNPRIVILEGED = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all")
"""Root without the right to write where permissions forbid it."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def bounded_by_permissions() -> tuple[str, ...]:
    """The command before the program that makes permissions count, also for root."""
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None or subprocess.run([*UNPRIVILEGED, "true"]).returncode:
        pytest.skip("permissions don't count for root here")
    return UNPRIVILEGED


def limit(terminal: Terminal, size: int) -> None:
    """Let the program's files grow up to a size in bytes; a negative one: without a limit."""
    _, most = resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE, (size if size >= 0 else most, most))


def wait_for_text(terminal: Terminal, home: Path, text: str) -> Session:
    """The session once its first answer is this on disk."""
    terminal.wait_for(lambda: only_session(home).answers[0].text == text)
    return only_session(home)


def in_the_middle(
    home: Path,
    begin: Callable[[Terminal], None],
    end: Callable[[Terminal], None],
    *,
    before: tuple[str, ...] = (),
    by_itself: bool = False,
) -> None:
    """Trouble begins while an answer is typed, and ends; `by_itself`: no key is needed then."""
    with start(home, before=before) as terminal:
        write(terminal, "before,")
        wait_for_text(terminal, home, "before,")
        begin(terminal)
        write(terminal, " during,")
        said = terminal.read_until(NOT_SAVED)
        assert said.count(NOT_SAVED) == 1
        write(terminal, " still,")
        terminal.send(CTRL_S)
        terminal.read_until(FOLLOW_UP)
        write(terminal, "asked on")
        terminal.send(CTRL_S)
        terminal.read_until(SURE)
        end(terminal)
        if by_itself:
            terminal.read_until(WORKS_AGAIN)
            assert wait_for_text(terminal, home, "before, during, still,").answers[0].outcome
        terminal.send(b"4")
        terminal.read_until(MODEL)
        terminal.read_until(WORKS_AGAIN)
        terminal.send(b"\x11")
        terminal.read_until(LEAVE)
        terminal.send(DOWN + ENTER)
        assert terminal.wait() == 0
        assert terminal.faults() == []
    kept = only_session(home).answers[0]
    assert kept.text == "before, during, still,"
    assert [(each.text, each.was_answered) for each in kept.asked_follow_ups] == [
        ("asked on", True)
    ]
    assert kept.confidence == 4
    assert not list(home.rglob("crash-*"))
    assert not list((home / "sessions").glob(".*"))


def test_a_disk_that_is_full_for_a_while(home: Path) -> None:
    in_the_middle(home, lambda t: limit(t, 100), lambda t: limit(t, -1), by_itself=True)


def test_a_folder_that_may_not_be_written_for_a_while(home: Path) -> None:
    in_the_middle(
        home,
        lambda _: (home / "sessions").chmod(0o500),
        lambda _: (home / "sessions").chmod(0o700),
        before=bounded_by_permissions(),
    )


def test_a_folder_that_vanishes_is_made_again(home: Path) -> None:
    with start(home) as terminal:
        write(terminal, "before,")
        wait_for_text(terminal, home, "before,")
        shutil.rmtree(home / "sessions")
        write(terminal, " during")
        terminal.wait_for(lambda: bool(session_files(home)))
        wait_for_text(terminal, home, "before, during")


def test_a_home_that_vanishes_and_comes_back(home: Path) -> None:
    aside = home.with_name("aside")

    def vanish(_: Terminal) -> None:
        home.rename(aside)

    def come_back(_: Terminal) -> None:
        aside.rename(home)

    in_the_middle(home, vanish, come_back)


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A file system of 256 kB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("only root can make a small file system")
    return folder


def test_a_small_disk_that_fills_up(small_disk: Path) -> None:
    filling = small_disk / "filling"

    def fill(_: Terminal) -> None:
        with filling.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"x" * 4096)
            except OSError:
                return

    try:
        in_the_middle(small_disk / "home", fill, lambda _: filling.unlink())
    finally:
        subprocess.run(["umount", "-l", str(small_disk)], check=True)


def leave(terminal: Terminal) -> None:
    """Leave the interview, to be resumed later."""
    terminal.send(ESCAPE)
    terminal.read_until("Leave")
    terminal.send(ESCAPE)
    terminal.read_until(LEAVE)
    terminal.send(DOWN + ENTER)


def answer(terminal: Terminal, place: Path) -> None:
    """Answer the offer of another place."""

    def named(text: str) -> bool:
        """Whether there is a file in the field, which has edges of its own."""
        return any("▊" in line and ".toml " in line for line in text.splitlines())

    # The field scrolls to its end once it stands.
    terminal.read_until(lambda text: "Save the session" in text and named(text))
    terminal.send(CLEAR)
    terminal.read_until(lambda text: not named(text))
    terminal.send(str(place).encode() + ENTER)


def test_read_only_from_the_start_to_the_end(home: Path, tmp_path: Path) -> None:
    home.mkdir()
    home.chmod(0o500)
    place, taken = tmp_path / "mine.toml", tmp_path / "taken.toml"
    taken.write_text("precious", encoding="utf-8")
    before = bounded_by_permissions()
    with program(home, "start", "-n", "1", before=before, size=(120, 30)) as terminal:
        terminal.read_until(NOT_SAVED)
        go(terminal)
        write(terminal, "all the same")
        leave(terminal)
        answer(terminal, taken)
        terminal.read_until("did not work")
        answer(terminal, place)
        terminal.read_until("Saved in")
        terminal.read_until(HOME)
        assert "wrong" not in words(terminal)
    assert taken.read_text(encoding="utf-8") == "precious"
    session = read_session(place)
    assert (session.status, session.answers[0].text) == (Status.RUNNING, "all the same")
    with program(tmp_path / "other", "resume", str(place)) as terminal:
        go(terminal)
        terminal.read_until("all the same")


def test_trouble_at_the_end(home: Path, tmp_path: Path) -> None:
    before, folder = bounded_by_permissions(), tmp_path / "elsewhere"
    folder.mkdir()
    options = ("-n", "1", "--seed", "1")
    with program(home, "start", *options, before=before, size=(120, 30)) as terminal:
        go(terminal)
        write(terminal, "the end")
        (home / "sessions").chmod(0o500)
        for keys, then in ((CTRL_S, FOLLOW_UP), (CTRL_S, SURE), (b"4", MODEL)):
            terminal.send(keys)
            terminal.read_until(then)
        press_until(terminal, b"3", "chosen")
        terminal.send(ENTER)
        terminal.read_until("(permission denied)")
        answer(terminal, folder)
        terminal.read_until("of 1 solid or strong")
    (path,) = folder.iterdir()
    assert read_session(path).status is Status.FINISHED
    assert read_session(path).answers[0].rating == 3


def test_folders_that_may_not_be_read(home: Path) -> None:
    for name in ("sessions", "banks"):
        (home / name).mkdir(parents=True)
        (home / name).chmod(0o000)
    with program(home, before=bounded_by_permissions(), size=(120, 30)) as terminal:
        terminal.read_until("Deep learning")
        terminal.send(ENTER)
        terminal.read_until(READY)
        go(terminal)
        terminal.read_until(NOT_SAVED)
        assert "wrong" not in words(terminal)
    for name in ("sessions", "banks"):
        (home / name).chmod(0o700)


def test_a_signal_while_the_disk_is_full_says_what_is_lost(home: Path) -> None:
    with start(home) as terminal:
        write(terminal, "before")
        wait_for_text(terminal, home, "before")
        limit(terminal, 100)
        write(terminal, " and more")
        terminal.read_until(NOT_SAVED)
        terminal.signal(signal.SIGTERM)
        assert terminal.wait() == 143
        assert terminal.faults() == []
        assert "The end of this interview could not be saved (File too large)." in words(terminal)
    assert only_session(home).answers[0].text == "before"
